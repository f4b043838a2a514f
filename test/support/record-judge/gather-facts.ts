import { TableClient } from '@azure/data-tables';
import { RUNS_TABLE, TENANTS_TABLE } from '../../../src/store/tables/keys';
import { tableCleanup } from '../../../src/store/cleanup/table-cleanup';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { tableOutbox } from '../../../src/store/deliveries/table-outbox';
import { openTables, type Tables } from '../../../src/store/tables/tables';
import type { CleanupTask } from '../../../src/domain/cleanup/cleanup-task';
import type { Facts, RunFacts } from './facts';

type Records = Pick<Facts, 'runs' | 'unreadable' | 'held' | 'tasks'>;

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
      if (run) runs.push({ run, steps, deliveries: await outbox.deliveries(id) });
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
  const tasks = await tasksOf(tables).catch((error: unknown) => {
    unreadable.push(`what housekeeping did cannot be read: ${String(error)}`);
    return [];
  });
  return { runs, unreadable, held, tasks };
}

async function tasksOf(tables: Tables): Promise<CleanupTask[]> {
  const cleanup = tableCleanup(tables);
  const cleanupRuns = await cleanup.newest(100);
  const places = await Promise.all(cleanupRuns.map(({ id }) => cleanup.places(id)));
  return places.flat().flatMap(({ tasks }) => tasks);
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
