import { odata, type TableTransaction } from '@azure/data-tables';
import type { EnablementStore } from './enablement-store';
import * as keys from '../tables/keys';
import { finishedCountRowSchema, finishedRowSchema } from '../tables/rows/run-rows';
import { readable } from '../tables/unreadable-rows';
import { findRow, withTables, type Tables } from '../tables/tables';

async function countOf(tables: Tables, tenantId: string): Promise<{ count: number; etag?: string }> {
  const row = await findRow(tables.tenants, keys.finishedCountKey(tenantId));
  if (row === undefined) return { count: 0 };
  const read = readable(tables.unreadable, tables.tenants, row, (one) => finishedCountRowSchema.parse(one));
  // A count that nobody can read is counted anew: it must keep no run from ending.
  return read ?? { count: await lastNumberOf(tables, tenantId), etag: String(row['etag']) };
}

async function lastNumberOf(tables: Tables, tenantId: string): Promise<number> {
  const { from, to } = keys.rangeOf('finished');
  const filter = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
  const queryOptions = { filter, select: ['rowKey'] };
  let last = 0;
  for await (const { rowKey } of tables.tenants.listEntities({ queryOptions }))
    last = keys.numberIn(String(rowKey)) || last;
  return last;
}

/**
 * Has a transaction give the run that it ends the tenant's next number. Who numbers another run at the same time, or
 * the same run twice, fails with a conflict or a stale row, and looks again.
 */
export async function numberEnding(
  tables: Tables,
  transaction: TableTransaction,
  { tenantId, id, acceptedAt }: { tenantId: string; id: string; acceptedAt: string },
): Promise<void> {
  const { count, etag } = await countOf(tables, tenantId);
  const next = { ...keys.finishedCountKey(tenantId), count: count + 1 };
  // The number first, then the count: the emulator shows a transaction's rows one by one.
  transaction.createEntity({ ...keys.finishedKey(tenantId, count + 1), id, acceptedAt });
  if (etag === undefined) transaction.createEntity(next);
  else transaction.updateEntity(next, 'Merge', { etag });
}

/** The runs of a tenant in the order in which they ended, each with its number: who reads on misses none. */
export function tableFinished(tables: Tables): Pick<EnablementStore, 'finished'> {
  return {
    async finished(tenantId, { after, size }) {
      return withTables(tables, async () => {
        if (after === undefined) return { ids: [], last: (await countOf(tables, tenantId)).count };
        const { rowKey } = keys.finishedKey(tenantId, after);
        const filter = odata`PartitionKey eq ${tenantId} and RowKey gt ${rowKey} and RowKey lt ${keys.rangeOf('finished').to}`;
        const pages = tables.tenants.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: size });
        for await (const page of pages) {
          const ids = page.flatMap(
            (row) =>
              readable(tables.unreadable, tables.tenants, row, (one) => finishedRowSchema.parse(one).id) ??
              [],
          );
          // By its number and not by counting: runs that are old enough to be forgotten leave theirs behind.
          return { ids, last: keys.numberIn(page.at(-1)?.rowKey ?? '') || after };
        }
        return { ids: [], last: after };
      });
    },
  };
}
