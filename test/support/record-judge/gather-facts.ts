import { TableClient } from '@azure/data-tables';
import { RUNS_TABLE, TENANTS_TABLE } from '../../../src/store/keys';
import { tableHousekeeping } from '../../../src/store/table-housekeeping';
import { tableEnablementStore } from '../../../src/store/table-enablement-store';
import { tableOutbox } from '../../../src/store/table-outbox';
import { openTables, type Tables } from '../../../src/store/tables';
import type { Chore } from '../../../src/housekeeping/chore';
import type { Facts, RunFacts } from './facts';

type Records = Pick<Facts, 'runs' | 'unreadable' | 'held' | 'chores'>;

/** Reads what the app recorded of some runs, or of all, past whatever stands between the app and its storage. */
export async function gatherRecords(connectionString: string, only?: readonly string[]): Promise<Records> {
  const tables = openTables({ connectionString });
  const [store, outbox] = [tableEnablementStore(tables), tableOutbox(tables)];
  const runs: RunFacts[] = [];
  const unreadable: string[] = [];
  const ids =
    only ??
    (await keysIn(connectionString, RUNS_TABLE, (row) => row === 'run')).map(
      ({ partitionKey }) => partitionKey,
    );
  for (const id of ids) {
    try {
      const run = await store.find(id);
      const { steps, unreadable: torn } = await store.legibleSteps(id);
      if (run) runs.push({ run, steps, letters: await outbox.letters(id) });
      if (torn.length > 0) unreadable.push(`steps ${torn.join(', ')} of run ${id} cannot be read`);
    } catch (error) {
      unreadable.push(`the records of run ${id} cannot be read: ${String(error)}`);
    }
  }
  const tenantRows = await keysIn(
    connectionString,
    TENANTS_TABLE,
    (row) => row === 'lease' || row.startsWith('open!'),
  );
  const held = tenantRows.map(({ partitionKey, rowKey, id }) => ({
    tenantId: partitionKey,
    id,
    by: rowKey === 'lease' ? ('lease' as const) : ('open' as const),
  }));
  const chores = await choresOf(tables).catch((error: unknown) => {
    unreadable.push(`what housekeeping did cannot be read: ${String(error)}`);
    return [];
  });
  return { runs, unreadable, held, chores };
}

async function choresOf(tables: Tables): Promise<Chore[]> {
  const housekeeping = tableHousekeeping(tables);
  const passes = await housekeeping.newest(100);
  const places = await Promise.all(passes.map(({ id }) => housekeeping.places(id)));
  return places.flat().flatMap(({ chores }) => chores);
}

interface RowKeys {
  partitionKey: string;
  rowKey: string;
  id: string;
}

async function keysIn(
  storage: string,
  name: string,
  isMeant: (rowKey: string) => boolean,
): Promise<RowKeys[]> {
  const table = TableClient.fromConnectionString(storage, name, { allowInsecureConnection: true });
  const found: RowKeys[] = [];
  try {
    for await (const { partitionKey = '', rowKey = '', id } of table.listEntities<{ id?: string }>({
      queryOptions: { select: ['PartitionKey', 'RowKey', 'id'] },
    }))
      if (isMeant(rowKey)) found.push({ partitionKey, rowKey, id: id ?? '' });
  } catch {
    // A world that never stored anything has no tables.
    return [];
  }
  return found;
}
