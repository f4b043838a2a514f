import { auditIdOf } from '../../src/audit/audit-run';
import { tableAudits } from '../../src/store/table-audits';
import { openTables } from '../../src/store/tables';
import { newStorage } from '../support/storage';

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

  it('knows nothing of an audit that never was', async () => {
    expect(await audits.find(auditIdOf(0, 'never'))).toBeUndefined();
    expect(await audits.find('en-0000000000')).toBeUndefined();
  });
});
