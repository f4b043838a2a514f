import { odata } from '@azure/data-tables';
import * as rows from './rows';
import { findRow, isConflict, isStale, withTables, type Tables } from './tables';
import type { PutResult, RegisteredTenant, TenantStore } from './tenant-store';

/** Registrations in Azure Table Storage: a row a tenant, all in one partition, so that they can be listed. */
export function tableTenantStore(tables: Tables): TenantStore {
  const read = (row: Record<string, unknown>): RegisteredTenant => {
    const { etag, rowKey: tenantId, json } = rows.registrationRowSchema.parse(row);
    return { tenantId, registration: json, etag };
  };
  const find: TenantStore['find'] = async (tenantId) => {
    const row = await withTables(tables, () => findRow(tables.tenants, rows.registrationKey(tenantId)));
    return row && read(row);
  };

  return {
    find,
    async put(tenantId, registration, etag): Promise<PutResult> {
      const row = { ...rows.registrationKey(tenantId), json: JSON.stringify(registration) };
      try {
        if (etag !== undefined) {
          await withTables(tables, () => tables.tenants.updateEntity(row, 'Replace', { etag }));
          return { kind: 'saved', isNew: false };
        }
        const isNew = (await find(tenantId)) === undefined;
        await tables.tenants.upsertEntity(row, 'Replace');
        return { kind: 'saved', isNew };
      } catch (error) {
        if (isStale(error) || isConflict(error)) return { kind: 'changedMeanwhile' };
        throw error;
      }
    },
    list: () =>
      withTables(tables, async () => {
        const { partitionKey } = rows.registrationKey('');
        const found = [];
        const filter = odata`PartitionKey eq ${partitionKey}`;
        for await (const row of tables.tenants.listEntities({ queryOptions: { filter } }))
          found.push(read(row));
        return found;
      }),
  };
}
