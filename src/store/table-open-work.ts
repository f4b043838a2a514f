import { odata } from '@azure/data-tables';
import * as keys from './keys';
import type { OpenWorkStore } from './open-work';
import * as rows from './rows';
import { isAbsent, isStale, withTables, type Tables } from './tables';

/** Marks in Azure Table Storage: one partition for all, a row a tenant. */
export function tableOpenWork(tables: Tables): OpenWorkStore {
  const { tenants } = tables;
  return {
    list: () =>
      withTables(tables, async () => {
        const { partitionKey } = keys.openWorkKey('');
        const queryOptions = { filter: odata`PartitionKey eq ${partitionKey}` };
        const found = [];
        for await (const row of tenants.listEntities({ queryOptions })) {
          const { rowKey: tenantId, since, etag } = rows.openWorkRowSchema.parse(row);
          found.push({ tenantId, since, etag });
        }
        return found;
      }),
    async mark(tenantId, since) {
      const row = { ...keys.openWorkKey(tenantId), since };
      await withTables(tables, () => tenants.upsertEntity(row, 'Replace'));
    },
    async strike(tenantId, etag) {
      const { partitionKey, rowKey } = keys.openWorkKey(tenantId);
      await withTables(tables, () => tenants.deleteEntity(partitionKey, rowKey, { etag })).catch(
        (error: unknown) => {
          if (!isStale(error) && !isAbsent(error)) throw error;
        },
      );
    },
  };
}
