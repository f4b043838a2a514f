import { RestError, TableClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { RUNS_TABLE, TENANTS_TABLE } from './rows';

/** Where the records live: an address that is opened with our identity, or a connection string. */
export type RecordsLocation = { url: string; credential: TokenCredential } | { connectionString: string };

export interface Tables {
  runs: TableClient;
  tenants: TableClient;
}

/** The SDK's own retries are kept short: a longer outage is waited out by the workflow, on a durable timer. */
const PATIENCE = { retryOptions: { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 500 } };

/** Opens both tables; they are made when the first call finds them missing. */
export function openTables(location: RecordsLocation): Tables {
  const open = (name: string): TableClient =>
    'url' in location
      ? new TableClient(location.url, name, location.credential, PATIENCE)
      : TableClient.fromConnectionString(location.connectionString, name, {
          ...PATIENCE,
          allowInsecureConnection: true,
        });
  return { runs: open(RUNS_TABLE), tenants: open(TENANTS_TABLE) };
}

/** Runs `work`; when it fails because a table is missing, makes the tables and runs it once more. */
export async function withTables<T>(tables: Tables, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RestError) || error.code !== 'TableNotFound') throw error;
    await Promise.all([tables.runs.createTable(), tables.tenants.createTable()]);
    return work();
  }
}

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof RestError && error.statusCode === status;

/** Somebody was faster: the row is there already. */
export const isConflict = (error: unknown): boolean => hasStatus(error, 409);
/** Somebody was faster: the row changed since it was read. */
export const isStale = (error: unknown): boolean => hasStatus(error, 412);
/** The service cannot be reached or is busy; trying later may help. */
export const isAway = (error: unknown): boolean =>
  error instanceof RestError &&
  (error.statusCode === undefined || error.statusCode >= 500 || error.statusCode === 429);

/** A row, or undefined where there is none. Never an error for what is simply absent. */
export async function findRow(
  table: TableClient,
  key: { partitionKey: string; rowKey: string },
): Promise<Record<string, unknown> | undefined> {
  try {
    return await table.getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey);
  } catch (error) {
    if (hasStatus(error, 404) && (error as RestError).code !== 'TableNotFound') return undefined;
    throw error;
  }
}
