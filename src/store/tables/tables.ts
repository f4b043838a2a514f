import { RestError, TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { asciiBodies } from './ascii-bodies';
import { isStorable, RUNS_TABLE, TENANTS_TABLE, type Key } from './keys';
import { TooLargeForRow } from './long-json';
import { readable, unreadableRows, type UnreadableRows } from './unreadable-rows';

/** Where the records live: an address that is opened with our identity, or a connection string. */
export type RecordsLocation = { url: string; credential: TokenCredential } | { connectionString: string };

/** The rows of one run, as far as they were read. */
interface PartitionReading {
  id: string;
  /** Has what is read next be read anew. */
  forget(): void;
  find(rowKey: string): Promise<Record<string, unknown> | undefined>;
  /** Those from the first key on, up to but without the second; in the order of their keys. */
  list(from: string, to: string): Promise<Record<string, unknown>[]>;
}

export interface Tables {
  runs: TableClient;
  tenants: TableClient;
  /** What lists passed over, because it could not be read. */
  unreadable: UnreadableRows;
  /** Where reading goes on past rows of a run that nobody can read: which they were. */
  passedOver?: UnreadableRows;
  /** The rows of the run that is worked on, where they are read at once. */
  partition?: PartitionReading | undefined;
  /** Resolves when both are there; makes what is missing, once a process. */
  ready(): Promise<void>;
}

/** The SDK's own retries are kept short: a longer outage is waited out by the workflow, on a durable timer. */
const OPTIONS: TableServiceClientOptions = {
  retryOptions: { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 500 },
  additionalPolicies: [{ policy: asciiBodies, position: 'perCall' }],
};

export function openTables(location: RecordsLocation): Tables {
  const open = (name: string): TableClient =>
    'url' in location
      ? new TableClient(location.url, name, location.credential, OPTIONS)
      : TableClient.fromConnectionString(location.connectionString, name, {
          ...OPTIONS,
          allowInsecureConnection: true,
        });
  const [runs, tenants] = [open(RUNS_TABLE), open(TENANTS_TABLE)];
  let made: Promise<void> | undefined;
  return {
    runs,
    tenants,
    unreadable: unreadableRows(),
    ready() {
      made ??= Promise.all([runs.createTable(), tenants.createTable()]).then(
        () => undefined,
        (error: unknown) => {
          // A failure is not kept: the next call tries again.
          made = undefined;
          throw error;
        },
      );
      return made;
    },
  };
}

/** Runs `work` once the tables are there. */
export async function withTables<T>({ ready }: Tables, work: () => Promise<T>): Promise<T> {
  await ready();
  return work();
}

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof RestError && error.statusCode === status;

/** There is no such row. */
export const isAbsent = (error: unknown): boolean => hasStatus(error, 404);
/** Somebody was faster: the row is there already. */
export const isConflict = (error: unknown): boolean => hasStatus(error, 409);
/** Somebody was faster: the row changed since it was read. */
export const isStale = (error: unknown): boolean => hasStatus(error, 412);
/** The service will not have this row, now or later: it is too large, or holds what may stand in none. */
export const isRefused = (error: unknown): boolean =>
  error instanceof TooLargeForRow || hasStatus(error, 400) || hasStatus(error, 413);
/** Its own name for it: `EntityTooLarge`. */
export const reasonOfRefusal = (error: unknown): string =>
  error instanceof RestError ? (error.code ?? `status ${error.statusCode}`) : 'TooLargeForRow';
/** The service cannot be reached or is busy; trying later may help. */
export const isAway = (error: unknown): boolean =>
  error instanceof RestError &&
  (error.statusCode === undefined || error.statusCode >= 500 || error.statusCode === 429);

/** A row, or undefined where there is none. Never an error for what is simply absent. */
export async function findRow(table: TableClient, key: Key): Promise<Record<string, unknown> | undefined> {
  if (!isStorable(key)) return undefined;
  try {
    return await table.getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** The rows of a list, read one by one; those that cannot be read are noted and left out. */
export async function* readRows<T>(
  { unreadable }: Tables,
  table: TableClient,
  filter: string,
  read: (row: Record<string, unknown>) => T,
): AsyncGenerator<T> {
  for await (const row of table.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
    const value = readable(unreadable, table, row, read);
    if (value !== undefined) yield value;
  }
}

/** All of them, at most so many. */
export async function allRows<T>(
  ...[tables, table, filter, read, most]: [...Parameters<typeof readRows<T>>, number?]
): Promise<T[]> {
  const found: T[] = [];
  if (most === 0) return found;
  for await (const value of readRows(tables, table, filter, read)) {
    found.push(value);
    if (found.length === most) break;
  }
  return found;
}
