import { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { gatherJson, spreadJson, TooLargeForRow } from '../../../src/store/tables/long-json';
import { openTables } from '../../../src/store/tables/tables';
import { newStorage } from '../../support/storage';

/** Names that do not repeat, so that nothing is won by packing them. */
const domains = (count: number, length: number): string[] => {
  let seed = 7;
  const deliveries = Array.from({ length: count * length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed % 36).toString(36);
  }).join('');
  return Array.from({ length: count }, (_, at) => deliveries.slice(at * length, (at + 1) * length));
};

describe('JSON of any length in a row', () => {
  const tables = openTables({ connectionString: newStorage() });
  let table: TableClient;
  let n = 0;
  beforeAll(async () => {
    await tables.ready();
    table = tables.runs;
  });
  const throughRow = async (value: unknown): Promise<unknown> => {
    const key = { partitionKey: 'p', rowKey: `row${n++}` };
    await table.createEntity({ ...key, ...spreadJson(value) });
    const another = { ...key, rowKey: `${key.rowKey}b` };
    await table.submitTransaction([['upsert', { ...another, ...spreadJson(value, 'other') }, 'Merge']]);
    const read = (rowKey: string) => table.getEntity<Record<string, unknown>>(key.partitionKey, rowKey);
    expect(gatherJson(await read(another.rowKey), 'other')).toEqual(value);
    return gatherJson(await read(key.rowKey));
  };

  const VALUES: [what: string, value: unknown][] = [
    ['nothing much', { kind: 'short' }],
    ['one property of letters of two units', '😀'.repeat(14_000)],
    ['several properties, cut nowhere within a letter', `x${'😀'.repeat(40_000)}`],
    ['four copies of 4,000 domains of 24 characters', Array(4).fill(domains(4_000, 24))],
    ['two copies of 4,000 domains of 253 characters', Array(2).fill(domains(4_000, 253))],
    ['lines and paragraphs as Unicode has them', 'a\u2028b\u2029c'],
    ['letters that lie across packets', 'é漢'.repeat(16_000)],
  ];
  it.each(VALUES)('holds %s, as Azure takes it and the emulator too', async (_, value) => {
    expect(await throughRow(value)).toEqual(value);
  });

  it('holds any text, alone and in a transaction', async () => {
    const texts = fc.string({ unit: 'binary', maxLength: 3_000 });
    await fc.assert(
      fc.asyncProperty(texts, async (text) => expect(await throughRow({ text })).toEqual({ text })),
      { numRuns: 8 },
    );
  });

  it('keeps what is short in one property that can be read, and says of the rest how many pieces count', () => {
    expect(spreadJson({ a: 1 })).toEqual({ json: '{"a":1}' });
    expect(Object.keys(spreadJson('x'.repeat(31_000)))).toEqual(['json', 'json0', 'json1']);
    // A merge leaves standing what it does not name.
    expect(gatherJson({ ...spreadJson('x'.repeat(31_000)), ...spreadJson('short') })).toBe('short');
  });

  it('says of what no row holds that it is too large', () => {
    expect(() => spreadJson(domains(6_000, 253))).toThrow(TooLargeForRow);
  });

  it('sends plain texts so that the emulator takes them too', async () => {
    const row = { partitionKey: 'p', rowKey: 'plain', text: 'a\u2028b\u2029é' };
    await table.submitTransaction([['create', row]]);
    expect(await table.getEntity('p', 'plain')).toMatchObject({ text: row.text });
  });
});
