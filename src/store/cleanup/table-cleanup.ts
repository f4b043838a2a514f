import { odata } from '@azure/data-tables';
import type { TenantCleanup } from '../../domain/cleanup/cleanup-task';
import { cleanupRunStart, type CleanupRun } from '../../domain/cleanup/cleanup-run';
import type { CleanupStore } from './cleanup-store';
import * as keys from '../tables/keys';
import { gatherJson, spreadJson } from '../tables/long-json';
import { cleanupRunSchema, tenantCleanupSchema } from '../tables/rows/cleanup-rows';
import { legible } from '../tables/unreadable-rows';
import { allRows, findRow, isConflict, withTables, type Tables } from '../tables/tables';

/** Cleanup in Azure Table Storage: one partition for the list of cleanup runs, one a cleanup run for what it did where. */
export function tableCleanup(tables: Tables): CleanupStore {
  const { runs, tenants } = tables;
  const keyOf = (id: string): keys.Key | undefined => {
    const startedAt = cleanupRunStart(id);
    return startedAt === undefined ? undefined : keys.cleanupRunKey(startedAt, id);
  };
  const find: CleanupStore['find'] = async (id) => {
    const key = keyOf(id);
    const row = key && (await withTables(tables, () => findRow(tenants, key)));
    return row && legible(tables.unreadable, tenants, row, (one) => gatherJson(one) as CleanupRun);
  };

  return {
    find,
    async begin(cleanupRun) {
      const key = keyOf(cleanupRun.id);
      if (key === undefined) throw new Error(`${cleanupRun.id} is no id of a pass.`);
      await withTables(tables, () => tenants.createEntity({ ...key, ...spreadJson(cleanupRun) })).catch(
        (error: unknown) => {
          if (!isConflict(error)) throw error;
        },
      );
    },
    newest: (most) =>
      withTables(tables, async () => {
        const filter = odata`PartitionKey eq ${keys.cleanupRunKey(0, '').partitionKey}`;
        return allRows(
          tables,
          tenants,
          filter,
          (row) => cleanupRunSchema.parse(gatherJson(row)) as unknown as CleanupRun,
          most,
        );
      }),
    async finish(id, end) {
      const [cleanupRun, key] = [await find(id), keyOf(id)];
      if (cleanupRun === undefined || key === undefined) throw new Error(`There is no pass ${id}.`);
      if (cleanupRun.finishedAt !== undefined) return;
      await tenants.updateEntity({ ...key, ...spreadJson({ ...cleanupRun, ...end }) }, 'Replace');
    },

    async tenantCleanups(id, tenantId) {
      const row = await withTables(tables, () => findRow(runs, keys.tenantCleanupKey(id, tenantId)));
      return row && legible(tables.unreadable, runs, row, (one) => gatherJson(one) as TenantCleanup);
    },
    async put(id, tenantCleanups) {
      const row = { ...keys.tenantCleanupKey(id, tenantCleanups.tenantId), ...spreadJson(tenantCleanups) };
      await withTables(tables, () => runs.upsertEntity(row, 'Replace'));
    },
    places: (id) =>
      withTables(tables, async () => {
        return allRows(
          tables,
          runs,
          odata`PartitionKey eq ${id}`,
          (row) => tenantCleanupSchema.parse(gatherJson(row)) as unknown as TenantCleanup,
        );
      }),
  };
}
