import {
  agreedUntil,
  dueOf,
  extended,
  isRepeated,
  type Extension,
  type Expiry,
} from '../../../src/domain/enablement/expiry';

const at = (day: number): string => new Date(Date.UTC(2026, 2, day)).toISOString();
const box = (more: Partial<Expiry> = {}): Expiry => ({
  id: 'en-1',
  until: at(10),
  extensions: [],
  ...more,
});
const anExtension = (until: string, more: Partial<Extension> = {}): Extension => ({
  until,
  by: 'Ada Admin',
  reason: 'It goes on.',
  at: at(1),
  ...more,
});

describe('a time box', () => {
  it('stays one row however often, and with however long words, somebody extends it', () => {
    const reason = '"\n\u0001'.repeat(666);
    let extendedBox = box();
    for (let day = 1; day <= 400; day++)
      extendedBox = extended(extendedBox, anExtension(at(10 + day), { reason }));
    expect(JSON.stringify(extendedBox).length).toBeLessThan(32_000);
    expect(extendedBox.until).toBe(at(410));
    expect(extendedBox.extensions.at(-1)?.until).toBe(at(410));
    expect(extendedBox.extensions.length + (extendedBox.earlierExtensions ?? 0)).toBe(400);
  });

  it('keeps the last twenty extensions in their order, and counts the others', () => {
    let extendedBox = box();
    for (let day = 1; day <= 30; day++) extendedBox = extended(extendedBox, anExtension(at(10 + day)));
    expect(extendedBox.extensions.map(({ until }) => until)).toEqual(
      Array.from({ length: 20 }, (_, n) => at(21 + n)),
    );
    expect(extendedBox.earlierExtensions).toBe(10);
    expect(extended(box(), anExtension(at(11))).earlierExtensions).toBeUndefined();
  });

  it('never forgets the latest date that somebody agreed to', () => {
    let extendedBox = extended(box(), anExtension(at(300), { isDecision: true }));
    for (let day = 1; day <= 100; day++) extendedBox = extended(extendedBox, anExtension(at(10 + day)));
    expect(agreedUntil(extendedBox, at(10))).toBe(Date.parse(at(300)));
  });

  it('is extended once where the same person says the same again, and nobody spoke in between', () => {
    const said = anExtension(at(20), { byId: 'person:t/ada' });
    const extendedBox = extended(box(), said);
    expect(isRepeated(extendedBox, said)).toBe(true);
    for (const other of [
      { until: at(21) },
      { by: 'Grace' },
      { byId: 'person:t/eve' },
      { through: 'a key' },
      { reason: 'x' },
    ])
      expect(isRepeated(extendedBox, { ...said, ...other })).toBe(false);
    expect(isRepeated(extended(extendedBox, anExtension(at(19))), said)).toBe(false);
    expect(isRepeated(box(), said)).toBe(false);
  });

  it('has nothing due once it ended because nothing stood any more', () => {
    expect(dueOf(box({ endedAt: at(9), endNoticeSentAt: at(9) }), Date.parse(at(20)))).toBeUndefined();
    expect(dueOf(box(), Date.parse(at(20)))).toBe('end');
  });
});
