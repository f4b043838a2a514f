import { odata } from '@azure/data-tables';
import { startOf } from '../../domain/audit/audit-run';
import { cleanupRunStart } from '../../domain/cleanup/cleanup-run';
import type { Archive, Listed } from './archive';
import * as keys from '../tables/keys';
import { finishedRowSchema } from '../tables/rows/run-rows';
import { forgetRun } from './delete-run';
import { gatherJson } from '../tables/long-json';
import { keysIn, removeRow, removeRows } from '../tables/remove-rows';
import { leaseOf } from '../enablements/table-lease';
import { readable } from '../tables/unreadable-rows';
import { allRows, findRow, isAbsent, isStale, withTables, type Tables } from '../tables/tables';

const LISTS = {
  audit: { keyOf: keys.auditKey, startOf },
  cleanupRun: { keyOf: keys.cleanupRunKey, startOf: cleanupRunStart },
} satisfies Record<Listed, unknown>;

/** The old end of the records in Azure Table Storage. */
export function tableArchive(tables: Tables): Archive {
  const { runs, tenants } = tables;

  /** A lease and the open row of its run come and go in one transaction: without the other, one is stale. */
  async function leaseWithoutRun(tenantId: string): Promise<{ id: string; etag: string } | undefined> {
    const lease = await leaseOf(tables, tenantId);
    // One of which nobody can read whose it is, the next request takes away.
    if (lease === undefined || lease.id === '') return undefined;
    const { id, etag } = lease;
    if (await findRow(tenants, keys.openKey(tenantId, id))) return undefined;
    const run = await findRow(runs, keys.runKey(id));
    return run === undefined || run['closedAt'] !== undefined ? { id, etag } : undefined;
  }

  /** The latest of a list, and the latest audit that was of all tenants: by those it is known whether one is overdue. */
  async function latestIn(partitionKey: string): Promise<Set<string>> {
    const latest = new Set<string>();
    const filter = odata`PartitionKey eq ${partitionKey}`;
    for await (const row of tenants.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
      const isOfAll =
        readable(tables.unreadable, tenants, row, (one) => {
          const { tenantId } = gatherJson(one) as { tenantId?: string };
          return tenantId === undefined;
        }) === true;
      if (latest.size === 0 || isOfAll) latest.add(String(row['rowKey']));
      if (isOfAll) break;
    }
    return latest;
  }

  return {
    staleLease: (tenantId) => withTables(tables, async () => (await leaseWithoutRun(tenantId))?.id),
    freeLease: (tenantId, id) =>
      withTables(tables, async () => {
        const stale = await leaseWithoutRun(tenantId);
        if (stale?.id !== id) return;
        const { partitionKey, rowKey } = keys.leaseKey(tenantId);
        await tenants.deleteEntity(partitionKey, rowKey, { etag: stale.etag }).catch((error: unknown) => {
          if (!isAbsent(error) && !isStale(error)) throw error;
        });
      }),

    ended: (tenantId, after, size) =>
      withTables(tables, async () => {
        const { rowKey: from } = keys.finishedKey(tenantId, after);
        const { to } = keys.rangeOf('finished');
        const filter = odata`PartitionKey eq ${tenantId} and RowKey gt ${from} and RowKey lt ${to}`;
        const read = (row: Record<string, unknown>) => ({
          number: keys.numberIn(String(row['rowKey'])),
          id: finishedRowSchema.parse(row).id,
        });
        return allRows(tables, tenants, filter, read, size);
      }),

    forgetRun: (tenantId, run) => withTables(tables, () => forgetRun(tables, tenantId, run)),

    before: (what, moment, most) =>
      withTables(tables, async () => {
        const { partitionKey, rowKey } = LISTS[what].keyOf(moment, '');
        const latest = await latestIn(partitionKey);
        const old = odata`PartitionKey eq ${partitionKey} and RowKey gt ${rowKey}`;
        return (await keysIn(tenants, old, most + 2))
          .filter((key) => !latest.has(key))
          .slice(0, most)
          .map(keys.idIn);
      }),
    forget: (what, id) =>
      withTables(tables, async () => {
        await removeRows(runs, id, await keysIn(runs, odata`PartitionKey eq ${id}`));
        const { keyOf, startOf: begins } = LISTS[what];
        await removeRow(tenants, keyOf(begins(id) ?? 0, id));
      }),
  };
}
