import { historiesOf } from '../../../src/workflows/engine/purge-histories';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-30T03:00:00.000Z');

/** A platform that holds orchestrations by when they began, in days before now. */
function platformWith(ages: readonly number[]) {
  const gathered: number[] = [];
  const client = {
    async getStatusBy({
      createdTimeFrom: from,
      createdTimeTo: to,
    }: {
      createdTimeFrom?: Date;
      createdTimeTo?: Date;
    }) {
      const began = ages.map((days) => NOW - days * DAY);
      const found = began.filter((at) => at > Number(from) && at <= Number(to));
      gathered.push(found.length);
      return found.map(() => ({}));
    },
  };
  return { histories: historiesOf(client as unknown as Parameters<typeof historiesOf>[0]), gathered };
}

describe('histories that are old enough to go', () => {
  it('are counted without gathering more than the last day of them, where that has a hundred', async () => {
    const night = Array.from({ length: 150 }, (_, n) => 0.5 + n / 1000);
    const years = Array.from({ length: 5000 }, (_, n) => 2 + n / 10);
    const { histories, gathered } = platformWith([...night, ...years]);
    expect([await histories.count(new Date(NOW)), gathered]).toEqual([100, [150]]);
  });

  it('are found however long ago they began, where there are few', async () => {
    const { histories } = platformWith([0.5, 40, 900]);
    expect(await histories.count(new Date(NOW))).toBe(3);
    expect(await platformWith([]).histories.count(new Date(NOW))).toBe(0);
  });
});
