import { odata } from '@azure/data-tables';
import type { Archive } from './archive';
import * as keys from '../tables/keys';
import { keysIn, removeRow, removeRows } from '../tables/remove-rows';
import { finishedRowSchema } from '../tables/rows/run-rows';
import { leaseOf } from '../enablements/table-lease';
import { findRow, type Tables } from '../tables/tables';

/**
 * Removes a run: its line in the list and its row first, then its evidence, then what points at it, and its number last. Every row in the
 * partition of the tenant is addressed by its key, or by a range of keys that holds rows of this run alone.
 */
export async function forgetRun(
  tables: Tables,
  tenantId: string,
  { id, number }: Parameters<Archive['forgetRun']>[1],
): ReturnType<Archive['forgetRun']> {
  const { runs, tenants } = tables;
  if ((await leaseOf(tables, tenantId))?.id === id) return 'stillOpen';
  if (await findRow(tenants, keys.openKey(tenantId, id))) return 'stillOpen';
  const found = await findRow(tenants, keys.finishedKey(tenantId, number));
  const finished = found && finishedRowSchema.parse(found);
  if (finished?.id !== id) return 'gone';

  // A number that an earlier version gave does not say when its run was accepted; the row of the run does.
  const acceptedAt = finished.acceptedAt ?? (await findRow(runs, keys.runKey(id)))?.['acceptedAt'];
  if (typeof acceptedAt === 'string') await removeRow(tenants, keys.listedKey(tenantId, acceptedAt, id));
  await removeRow(runs, keys.runKey(id));
  await removeRows(runs, id, await keysIn(runs, odata`PartitionKey eq ${id}`));
  const { from, to } = keys.heldBy(id);
  const held = await keysIn(
    tenants,
    odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`,
  );
  const callers = held.map((rowKey) => keys.callerKey(tenantId, keys.keyHashIn(rowKey)).rowKey);
  // The key before what says who holds it.
  await removeRows(tenants, tenantId, [...callers, ...held]);
  await removeRow(tenants, keys.addressKey(tenantId, id));
  await removeRow(tenants, keys.expiryKey(tenantId, id));
  await removeRow(tenants, keys.finishedKey(tenantId, number));
  return 'forgotten';
}
