import { RestError, TableClient } from '@azure/data-tables';
import type { Operation } from './table-operation';

/** What a row holds now, its keys and time left out; nothing where there is none. */
export type RowReader = (operation: Operation) => Promise<Record<string, unknown>>;

/** Reads rows of any account of an emulator: all have the same key. */
export function createRowReader(connectionString: string): RowReader {
  const ownAccount = /AccountName=([^;]+)/.exec(connectionString)?.[1] ?? '';
  return async ({ account, table, row }) => {
    if (row === undefined) return {};
    const mine = connectionString.replaceAll(ownAccount, account);
    const client = TableClient.fromConnectionString(mine, table, { allowInsecureConnection: true });
    try {
      const found = await client.getEntity<Record<string, unknown>>(row.partitionKey, row.rowKey);
      const { partitionKey: _, rowKey: __, timestamp: ___, etag: ____, ...properties } = found;
      return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('odata.')));
    } catch (error) {
      if (error instanceof RestError && error.statusCode === 404) return {};
      throw error;
    }
  };
}
