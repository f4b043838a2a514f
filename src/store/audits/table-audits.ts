import { odata, TableTransaction, type TableClient } from '@azure/data-tables';
import { z, type ZodType } from 'zod';
import type { AuditSummary } from '../../domain/audit/audit-run';
import { startOf } from '../../domain/audit/audit-run';
import type { TenantAudit } from '../../domain/audit/tenant-audit';
import type { AuditStore, StoredAuditState } from './audit-store';
import * as keys from '../tables/keys';
import { gatherJson, spreadJson } from '../tables/long-json';
import { auditStateSchema, listedAuditSchema, tenantAuditSchema } from '../tables/rows/audit-rows';
import { taggedRowSchema } from '../tables/rows/tagged-row';
import { deliveryRow, tableDeliveries } from '../deliveries/table-deliveries';
import { tableOpenWork } from '../tenants/table-open-work';
import { legible } from '../tables/unreadable-rows';
import { allRows, findRow, readRows, isConflict, isStale, withTables, type Tables } from '../tables/tables';

/** A row holds 1 MiB: the tenants of a run stand beside its results, so many a row. */
const TENANTS_A_ROW = 1_000;

/** Stands in the row of an audit until that ends, so that those under way are found among thousands. */
const OPEN = { isOpen: true };

const summaryIn = (row: Record<string, unknown>): AuditSummary => listedAuditSchema.parse(gatherJson(row));

/** Audits in Azure Table Storage: one partition for the list of runs, one a run for its results, one a tenant for what is known of it. */
export function tableAudits(tables: Tables): AuditStore {
  const { runs, tenants } = tables;
  const openWork = tableOpenWork(tables);
  const keyOf = (id: string): keys.Key | undefined => {
    const startedAt = startOf(id);
    return startedAt === undefined ? undefined : keys.auditKey(startedAt, id);
  };
  const read = async <T>(table: TableClient, key: keys.Key): Promise<T | undefined> => {
    const row = await withTables(tables, () => findRow(table, key));
    return row && legible(tables.unreadable, table, row, (one) => gatherJson(one) as T);
  };
  /** Adds a row; one that is there already stays as it is. */
  const add = async (table: TableClient, key: keys.Key, value: unknown, beside = {}): Promise<void> => {
    await withTables(tables, () => table.createEntity({ ...key, ...beside, ...spreadJson(value) })).catch(
      (error: unknown) => {
        if (!isConflict(error)) throw error;
      },
    );
  };
  const rowsIn = async <T>(
    table: TableClient,
    filter: string,
    schema: ZodType,
    most?: number,
  ): Promise<T[]> =>
    withTables(tables, () =>
      allRows(tables, table, filter, (row) => schema.parse(gatherJson(row)) as T, most),
    );
  const listed = async (id: string): Promise<AuditSummary | undefined> => {
    const key = keyOf(id);
    return key && read<AuditSummary>(tenants, key);
  };
  const inList = odata`PartitionKey eq ${keys.auditKey(0, '').partitionKey}`;
  const { from: firstPart, to: lastPart } = keys.rangeOf('tenants');

  return {
    async find(id) {
      const run = await listed(id);
      if (run === undefined) return undefined;
      const ofParts = odata`PartitionKey eq ${id} and RowKey ge ${firstPart} and RowKey lt ${lastPart}`;
      return { ...run, tenants: (await rowsIn<string[]>(runs, ofParts, z.array(z.string()))).flat() };
    },
    async begin({ tenants: all, ...run }) {
      const key = keyOf(run.id);
      if (key === undefined) throw new Error(`${run.id} is no id of an audit.`);
      // The run last: whoever finds it finds all its tenants.
      for (let part = 0; part * TENANTS_A_ROW < all.length; part++)
        await add(
          runs,
          keys.auditedKey(run.id, part),
          all.slice(part * TENANTS_A_ROW, (part + 1) * TENANTS_A_ROW),
        );
      await add(tenants, key, run, OPEN);
    },
    summary: listed,
    newest: (most) => withTables(tables, () => allRows(tables, tenants, inList, summaryIn, most)),
    newestOfAll: () =>
      withTables(tables, async () => {
        for await (const one of readRows(tables, tenants, inList, summaryIn))
          if (one.tenantId === undefined) return one;
        return undefined;
      }),
    unfinished: (most) =>
      withTables(tables, () => allRows(tables, tenants, `${inList} and isOpen eq true`, summaryIn, most)),
    async finish(id, end) {
      const run = await listed(id);
      const key = keyOf(id);
      if (run === undefined || key === undefined) throw new Error(`There is no audit ${id}.`);
      if (run.finishedAt !== undefined) return;
      await tenants.updateEntity({ ...key, ...spreadJson({ ...run, ...end }) }, 'Replace');
    },
    isSaid: async (overdue) => (await read(tenants, keys.overdueKey(overdue))) !== undefined,
    noteSaid: (overdue, at) => add(tenants, keys.overdueKey(overdue), { ...overdue, at }),

    async auditState(tenantId) {
      const row = await withTables(tables, () => findRow(tenants, keys.auditStateKey(tenantId)));
      if (row === undefined) return undefined;
      return legible(tables.unreadable, tenants, row, (one) => ({
        ...(auditStateSchema.parse(gatherJson(one)) as unknown as Omit<StoredAuditState, 'etag'>),
        etag: taggedRowSchema.parse(one).etag,
      }));
    },
    async keep(tenantId, kept, etag, delivery) {
      const row = { ...keys.auditStateKey(tenantId), ...spreadJson(kept) };
      const transaction = new TableTransaction();
      if (etag === undefined) transaction.createEntity(row);
      else transaction.updateEntity(row, 'Replace', { etag });
      if (delivery) {
        transaction.createEntity(deliveryRow(keys.auditDeliveryKey(tenantId, delivery), delivery));
        await openWork.fingerprint(tenantId, delivery.nextTryAt);
      }
      try {
        await withTables(tables, () => tenants.submitTransaction(transaction.actions));
        return 'kept';
      } catch (error) {
        if (isStale(error) || isConflict(error)) return 'changedMeanwhile';
        throw error;
      }
    },
    deliveries: tableDeliveries(tables, tenants, keys.auditDeliveryKey),
    record: (id, result) => add(runs, keys.tenantAuditKey(id, result.tenantId), result),
    result: (id, tenantId) => read<TenantAudit>(runs, keys.tenantAuditKey(id, tenantId)),
    results: (id) =>
      rowsIn<TenantAudit>(runs, odata`PartitionKey eq ${id} and RowKey lt ${firstPart}`, tenantAuditSchema),
    async someResults(id, { after = '', size }) {
      const behind = odata`PartitionKey eq ${id} and RowKey gt ${after} and RowKey lt ${firstPart}`;
      const results = await rowsIn<TenantAudit>(runs, behind, tenantAuditSchema, size + 1);
      if (results.length <= size) return { results };
      const shown = results.slice(0, size);
      return { results: shown, next: shown.at(-1)?.tenantId ?? '' };
    },
  };
}
