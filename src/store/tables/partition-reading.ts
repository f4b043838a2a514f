import { odata, type TableClient, type TableEntity } from '@azure/data-tables';
import type { Key } from './keys';
import { findRow, withTables, type Tables } from './tables';

type Row = Record<string, unknown>;

const CHANGES: ReadonlySet<string | symbol> = new Set([
  'deleteEntity',
  'submitTransaction',
  'updateEntity',
  'upsertEntity',
] satisfies (keyof TableClient)[]);

/**
 * The same tables for somebody who works on one run: its rows are read with one query. A row that he adds is known from
 * then on; after any other write, and one that was refused, all is read again, but for steps: they never change.
 */
export function readingAtOnce(tables: Tables, id: string): Tables {
  let reading: Promise<Map<string, Row>> | undefined;
  const steps = new Map<string, Row>();
  const forget = (): void => void (reading = undefined);
  const rows = (): Promise<Map<string, Row>> =>
    (reading ??= readAll(tables, id).then(
      (all) => {
        for (const [key, row] of all) if (key.startsWith('step!')) steps.set(key, row);
        return all;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    ));
  const add = async (row: Row): Promise<void> => {
    // A reading that fails tells whoever waits for it: the row was added all the same.
    const known = await reading?.catch(() => undefined);
    if (row['partitionKey'] === id) known?.set(String(row['rowKey']), row);
  };
  return {
    ...tables,
    runs: hearingWrites(tables.runs, { add, forget }),
    partition: {
      id,
      forget,
      find: async (rowKey) => steps.get(rowKey) ?? (await rows()).get(rowKey),
      list: async (from, to) =>
        [...(await rows())]
          .filter(([key]) => key >= from && key < to)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, row]) => row),
    },
  };
}

async function readAll(tables: Tables, id: string): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for await (const row of listRows(tables, odata`PartitionKey eq ${id}`))
    found.set(String(row['rowKey']), row);
  return found;
}

function hearingWrites(
  table: TableClient,
  { add, forget }: { add: (row: Row) => Promise<void>; forget: () => void },
): TableClient {
  const createEntity = async (row: TableEntity): Promise<unknown> => {
    try {
      const created = await table.createEntity(row);
      await add({ ...row, etag: created.etag });
      return created;
    } catch (error) {
      forget();
      throw error;
    }
  };
  return new Proxy(table, {
    get(target, name) {
      if (name === 'createEntity') return createEntity;
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as (...given: unknown[]) => unknown;
      if (!CHANGES.has(name)) return call;
      return async (...given: unknown[]) => {
        try {
          return await call(...given);
        } finally {
          forget();
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

/** The same, as they stand now; whatever else is read of the run from here on is no older. */
export function listRunRowsNow(...[tables, id, range]: Parameters<typeof listRunRows>): Promise<Row[]> {
  tables.partition?.forget();
  return listRunRows(tables, id, range);
}
