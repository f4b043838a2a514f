import { auditIdOf, countsOf, missingIn } from '../../../src/domain/audit/audit-run';
import { tableAudits } from '../../../src/store/audits/table-audits';
import { openTables } from '../../../src/store/tables/tables';
import { newStorage } from '../../support/storage';

describe('the list of audits', () => {
  const tables = openTables({ connectionString: newStorage() });
  const audits = tableAudits(tables);
  const startedAt = '2026-03-02T02:00:00.000Z';
  const begin = async (night: number, tenants: string[]): Promise<string> => {
    const id = auditIdOf(Date.parse(startedAt) + night, `night${night}`);
    await audits.begin({ id, startedAt, startedBy: 'timer', tenants });
    return id;
  };

  /** The emulator takes rows of any size; the service counts two bytes a letter. */
  const largestRow = async (): Promise<number> => {
    const sizes: number[] = [];
    for (const table of [tables.runs, tables.tenants])
      for await (const row of table.listEntities()) sizes.push(2 * JSON.stringify(row).length);
    return Math.max(...sizes);
  };

  it('holds an audit of more tenants than one row has room for, in their order', async () => {
    const tenants = Array.from(
      { length: 20_000 },
      (_, n) => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    const id = await begin(1, tenants);
    expect(await audits.find(id)).toEqual({ id, startedAt, startedBy: 'timer', tenants });
    expect(await audits.results(id)).toEqual([]);
    expect(await largestRow()).toBeLessThan(1024 * 1024);
  });

  it('gives the newest, and no more than are asked for', async () => {
    const [second, third] = [await begin(2, ['b']), await begin(3, ['c'])];
    expect((await audits.newest(2)).map(({ id }) => id)).toEqual([third, second]);
  });

  it('knows the newest of all tenants behind any number of single ones, and which have not ended', async () => {
    const single = async (night: number): Promise<string> => {
      const id = auditIdOf(Date.parse(startedAt) + night, `one${night}`);
      await audits.begin({ id, startedAt, startedBy: 'Ada Admin', tenantId: 'b', tenants: ['b'] });
      return id;
    };
    const all = (await audits.newestOfAll())?.id;
    const [first, second] = [await single(10), await single(11)];
    expect((await audits.newest(1)).map(({ id }) => id)).toEqual([second]);
    expect((await audits.newestOfAll())?.id).toBe(all);
    const before = (await audits.unfinished(9)).map(({ id }) => id);
    expect(before.slice(0, 2)).toEqual([second, first]);
    await audits.finish(second, { finishedAt: startedAt, counts: countsOf([]) });
    expect((await audits.unfinished(9)).map(({ id }) => id)).toEqual(before.slice(1));
    expect(await audits.summary(second)).toMatchObject({ id: second, tenantId: 'b', finishedAt: startedAt });
  });

  it('gives what an audit says of its tenants a page at a time, each once', async () => {
    const id = await begin(20, []);
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const tenantId of names)
      await audits.record(id, { tenantId, at: startedAt, outcome: 'clean', findings: [] } as never);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await audits.someResults(id, { after, size: 2 });
      expect(page.results.length).toBeLessThanOrEqual(2);
      seen.push(...page.results.map(({ tenantId }) => tenantId));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(names);
  });

  it('names tenants without a result at its end, the first hundred, and counts the others', () => {
    const tenants = Array.from({ length: 120 }, (_, n) => `t${n}`);
    const { missing, moreMissing } = missingIn(tenants, [{ tenantId: 't5' }] as never);
    expect([missing?.length, missing?.includes('t5'), moreMissing]).toEqual([100, false, 19]);
    expect(missingIn(['t5'], [{ tenantId: 't5' }] as never)).toEqual({ missing: [] });
  });

  it('knows nothing of an audit that never was', async () => {
    expect(await audits.find(auditIdOf(0, 'never'))).toBeUndefined();
    expect(await audits.find('en-0000000000')).toBeUndefined();
  });
});
