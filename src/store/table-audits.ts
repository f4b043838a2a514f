import { odata, type TableClient } from '@azure/data-tables';
import type { AuditRun } from '../audit/audit-run';
import { startOf } from '../audit/audit-run';
import type { TenantAudit } from '../audit/tenant-audit';
import type { AuditStore, KeptStanding } from './audit-store';
import * as keys from './keys';
import { gatherJson, spreadJson } from './long-json';
import * as rows from './rows';
import { findRow, isConflict, isStale, withTables, type Tables } from './tables';

/** Audits in Azure Table Storage: one partition for the list of runs, one a run for its results, one a tenant for what is known of it. */
export function tableAudits(tables: Tables): AuditStore {
  const { runs, tenants } = tables;
  const keyOf = (id: string): keys.Key | undefined => {
    const startedAt = startOf(id);
    return startedAt === undefined ? undefined : keys.auditKey(startedAt, id);
  };
  const read = async <T>(table: TableClient, key: keys.Key): Promise<T | undefined> => {
    const row = await withTables(tables, () => findRow(table, key));
    return row && (gatherJson(row) as T);
  };
  /** Adds a row; one that is there already stays as it is. */
  const add = async (table: TableClient, key: keys.Key, value: unknown): Promise<void> => {
    await withTables(tables, () => table.createEntity({ ...key, ...spreadJson(value) })).catch(
      (error: unknown) => {
        if (!isConflict(error)) throw error;
      },
    );
  };
  const find: AuditStore['find'] = async (id) => {
    const key = keyOf(id);
    return key && read<AuditRun>(tenants, key);
  };
  const rowsIn = async <T>(table: TableClient, filter: string, most = Infinity): Promise<T[]> =>
    withTables(tables, async () => {
      const found: T[] = [];
      for await (const row of table.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
        found.push(gatherJson(row) as T);
        if (found.length >= most) break;
      }
      return found;
    });

  return {
    find,
    async begin(run) {
      const key = keyOf(run.id);
      if (key === undefined) throw new Error(`${run.id} is no id of an audit.`);
      await add(tenants, key, run);
    },
    async newest(most) {
      const { partitionKey } = keys.auditKey(0, '');
      const found = await rowsIn<AuditRun>(tenants, odata`PartitionKey eq ${partitionKey}`, most);
      return found.map(({ tenants: _, ...run }) => run);
    },
    async finish(id, end) {
      const run = await find(id);
      const key = keyOf(id);
      if (run === undefined || key === undefined) throw new Error(`There is no audit ${id}.`);
      if (run.finishedAt !== undefined) return;
      await tenants.updateEntity({ ...key, ...spreadJson({ ...run, ...end }) }, 'Replace');
    },
    isSaid: async (overdue) => (await read(tenants, keys.overdueKey(overdue))) !== undefined,
    noteSaid: (overdue, at) => add(tenants, keys.overdueKey(overdue), { ...overdue, at }),

    async standing(tenantId) {
      const row = await withTables(tables, () => findRow(tenants, keys.standingKey(tenantId)));
      if (row === undefined) return undefined;
      const { etag } = rows.taggedRowSchema.parse(row);
      return { ...(gatherJson(row) as Omit<KeptStanding, 'etag'>), etag };
    },
    async keep(tenantId, kept, etag) {
      const row = { ...keys.standingKey(tenantId), ...spreadJson(kept) };
      try {
        await withTables(tables, () =>
          etag === undefined ? tenants.createEntity(row) : tenants.updateEntity(row, 'Replace', { etag }),
        );
        return 'kept';
      } catch (error) {
        if (isStale(error) || isConflict(error)) return 'changedMeanwhile';
        throw error;
      }
    },
    record: (id, result) => add(runs, keys.tenantAuditKey(id, result.tenantId), result),
    result: (id, tenantId) => read<TenantAudit>(runs, keys.tenantAuditKey(id, tenantId)),
    results: (id) => rowsIn<TenantAudit>(runs, odata`PartitionKey eq ${id}`),
  };
}
