import { odata } from '@azure/data-tables';
import * as keys from '../tables/keys';
import type { OpenWorkStore } from './open-work';
import { openWorkRowSchema, sweepRowSchema } from '../tables/rows/tenant-rows';
import { allRows, findRow, isAbsent, isStale, withTables, type Tables } from '../tables/tables';

const FIRST = { number: 0, after: '' };

/** Marks in Azure Table Storage: one partition for all, a row a tenant. */
export function tableOpenWork(tables: Tables): OpenWorkStore {
  const { tenants } = tables;
  return {
    list: () =>
      withTables(tables, async () => {
        const { partitionKey } = keys.openWorkKey('');
        return allRows(tables, tenants, odata`PartitionKey eq ${partitionKey}`, (row) => {
          const { rowKey: tenantId, since, etag } = openWorkRowSchema.parse(row);
          return { tenantId, since, etag };
        });
      }),
    async turn() {
      const row = await withTables(tables, () => findRow(tenants, keys.sweepKey));
      return row === undefined ? FIRST : (sweepRowSchema.safeParse(row).data ?? FIRST);
    },
    async noteTurn({ number, after }) {
      await withTables(tables, () => tenants.upsertEntity({ ...keys.sweepKey, number, after }, 'Replace'));
    },
    async fingerprint(tenantId, since) {
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
