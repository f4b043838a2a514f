import { beginningElsewhere, goingOnAfter, goRound } from '../../../src/functions/timers/sweep-round';
import { tableOpenWork } from '../../../src/store/tenants/table-open-work';
import { openTables } from '../../../src/store/tables/tables';
import { newStorage } from '../../support/storage';

const tenants = ['a', 'b', 'c', 'd', 'e'].map((tenantId) => ({ tenantId }));
const idsOf = (some: readonly { tenantId: string }[]): string =>
  some.map(({ tenantId }) => tenantId).join('');

describe('a round of the sweeper', () => {
  it('begins behind the tenant to which the one before came', () => {
    expect(idsOf(goingOnAfter(tenants, 'b'))).toBe('cdeab');
    expect(idsOf(goingOnAfter(tenants, ''))).toBe('abcde');
    expect(idsOf(goingOnAfter(tenants, 'e'))).toBe('abcde');
    // That tenant may have nothing left to look after.
    expect(idsOf(goingOnAfter(tenants, 'bb'))).toBe('cdeab');
  });

  it('begins nothing more once its time is up, and reaches everybody in the next', async () => {
    let now = 0;
    const seen: string[] = [];
    const pageRequest = async ({ tenantId }: { tenantId: string }) => {
      seen.push(tenantId);
      now += 60;
    };
    let after = '';
    for (let round = 0; round < 3; round++) {
      now = 0;
      const order = goingOnAfter(tenants, after);
      const reached = await goRound(order, 1, () => now >= 100, pageRequest);
      expect(reached).toBe(2);
      after = order[reached - 1]?.tenantId ?? after;
    }
    expect(seen.join('')).toBe('abcdea');
  });

  it('lets one that takes its time hold up no more than one lane', async () => {
    let free = () => undefined as void;
    const slow = new Promise<void>((resolve) => (free = resolve));
    const seen: string[] = [];
    const round = goRound(
      tenants,
      2,
      () => false,
      async ({ tenantId }) => {
        if (tenantId === 'a') await slow;
        seen.push(tenantId);
        if (tenantId === 'e') free();
      },
    );
    expect(await round).toBe(5);
    expect(seen.join('')).toBe('bcdea');
  });

  it('goes through a list too long for one sweep from another place each time', () => {
    const many = Array.from({ length: 60 }, (_, n) => n);
    const firsts = [0, 1, 2].map((round) => beginningElsewhere(many, round)[0]);
    expect(firsts).toEqual([0, 25, 50]);
    expect(beginningElsewhere(many, 7).toSorted((a, b) => a - b)).toEqual(many);
    expect(beginningElsewhere([], 7)).toEqual([]);
  });

  it('is remembered, and begins anew where what was remembered cannot be read', async () => {
    const tables = openTables({ connectionString: newStorage() });
    const openWork = tableOpenWork(tables);
    expect(await openWork.turn()).toEqual({ number: 0, after: '' });
    await openWork.noteTurn({ number: 7, after: 'b' });
    expect(await openWork.turn()).toEqual({ number: 7, after: 'b' });
    await tables.tenants.upsertEntity({ partitionKey: 'sweep', rowKey: 'turn', number: 'x' }, 'Replace');
    expect(await openWork.turn()).toEqual({ number: 0, after: '' });
  });
});
