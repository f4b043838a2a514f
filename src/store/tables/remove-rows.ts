import { TableTransaction, type TableClient } from '@azure/data-tables';
import type { Key } from './keys';
import { isAbsent } from './tables';

/** As many rows as one transaction takes. */
const MOST_IN_ONE = 100;

/** The row keys of what a filter finds, at most so many. */
export async function keysIn(table: TableClient, filter: string, most = Infinity): Promise<string[]> {
  const found: string[] = [];
  const queryOptions = { filter, select: ['rowKey'] };
  for await (const { rowKey } of table.listEntities({ queryOptions })) {
    found.push(String(rowKey));
    if (found.length >= most) break;
  }
  return found;
}

/** Removes a row, if it is there. */
export async function removeRow(table: TableClient, { partitionKey, rowKey }: Key): Promise<void> {
  await table.deleteEntity(partitionKey, rowKey).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
}

/** Removes rows of a partition in this order, a hundred at once. */
export async function removeRows(
  table: TableClient,
  partitionKey: string,
  rowKeys: readonly string[],
): Promise<void> {
  for (let at = 0; at < rowKeys.length; at += MOST_IN_ONE) {
    const some = rowKeys.slice(at, at + MOST_IN_ONE);
    const transaction = new TableTransaction();
    for (const rowKey of some) transaction.deleteEntity(partitionKey, rowKey);
    await table.submitTransaction(transaction.actions).catch(async (error: unknown) => {
      if (!isAbsent(error)) throw error;
      // Somebody removes the same at the same time: then one by one, and what is gone is gone.
      for (const rowKey of some) await removeRow(table, { partitionKey, rowKey });
    });
  }
}
