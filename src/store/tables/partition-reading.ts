import { odata, type TableClient } from '@azure/data-tables';
import type { Key } from './keys';
import { findRow, withTables, type Tables } from './tables';

type Row = Record<string, unknown>;

const WRITES: ReadonlySet<string | symbol> = new Set([
  'createEntity',
  'deleteEntity',
  'submitTransaction',
  'updateEntity',
  'upsertEntity',
] satisfies (keyof TableClient)[]);

/**
 * The same tables for somebody who works on one run: its rows are read with one query, and again after each write to the
 * table, whatever became of it. Steps are only ever added and never change, so one that was read is known.
 */
export function readingAtOnce(tables: Tables, id: string): Tables {
  let reading: Promise<Map<string, Row>> | undefined;
  const steps = new Map<string, Row>();
  const rows = (): Promise<Map<string, Row>> =>
    (reading ??= readAll(tables, id).then((all) => {
      for (const [key, row] of all) if (key.startsWith('step!')) steps.set(key, row);
      return all;
    }));
  const forget = (): void => void (reading = undefined);
  return {
    ...tables,
    runs: hearingWrites(tables.runs, forget),
    partition: {
      id,
      find: async (rowKey) => steps.get(rowKey) ?? (await rows().catch(forgetting(forget))).get(rowKey),
      list: async (from, to) =>
        [...(await rows().catch(forgetting(forget)))]
          .filter(([key]) => key >= from && key < to)
          .map(([, row]) => row),
    },
  };
}

/** A failure is not kept: the next read tries again. */
const forgetting =
  (forget: () => void) =>
  (error: unknown): never => {
    forget();
    throw error;
  };

async function readAll(tables: Tables, id: string): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for await (const row of listRows(tables, odata`PartitionKey eq ${id}`))
    found.set(String(row['rowKey']), row);
  return found;
}

function hearingWrites(table: TableClient, onWrite: () => void): TableClient {
  return new Proxy(table, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as (...given: unknown[]) => unknown;
      if (!WRITES.has(name)) return call;
      return async (...given: unknown[]) => {
        try {
          return await call(...given);
        } finally {
          onWrite();
        }
      };
    },
  });
}

async function* listRows(tables: Tables, filter: string): AsyncGenerator<Row> {
  await tables.ready();
  yield* tables.runs.listEntities<Row>({ queryOptions: { filter } });
}

/** A row of a run, or undefined where there is none. */
export function findRunRow(tables: Tables, { partitionKey, rowKey }: Key): Promise<Row | undefined> {
  const { partition } = tables;
  if (partition?.id === partitionKey) return partition.find(rowKey);
  return withTables(tables, () => findRow(tables.runs, { partitionKey, rowKey }));
}

/** Rows of a run, in the order of their keys: from the first on, up to but without the second. */
export async function listRunRows(
  tables: Tables,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<Row[]> {
  if (tables.partition?.id === id) return tables.partition.list(from, to);
  const filter = odata`PartitionKey eq ${id} and RowKey ge ${from} and RowKey lt ${to}`;
  const found: Row[] = [];
  for await (const row of listRows(tables, filter)) found.push(row);
  return found;
}
