import { randomUUID } from 'node:crypto';
import { odata } from '@azure/data-tables';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { tenantSettingsRowSchema } from '../tables/rows/tenant-rows';
import { legible } from '../tables/unreadable-rows';
import { allRows, findRow, isAbsent, isConflict, isStale, withTables, type Tables } from '../tables/tables';
import type { PutResult, RegisteredTenant, TenantStore } from './tenant-store';

/** Registrations in Azure Table Storage: a row a tenant, all in one partition, so that they can be listed. */
export function tableTenantStore(tables: Tables): TenantStore {
  const read = (row: Record<string, unknown>): RegisteredTenant => {
    const { etag, rowKey: tenantId, json } = tenantSettingsRowSchema.parse(row);
    return { tenantId, tenantSettings: json, etag };
  };

  return {
    async find(tenantId) {
      const row = await withTables(tables, () => findRow(tables.tenants, keys.tenantSettingsKey(tenantId)));
      return row && legible(tables.unreadable, tables.tenants, row, read);
    },
    async put(tenantId, tenantSettings, etag): Promise<PutResult> {
      // Tells what is saved now from the same saved by another: what was answered badly is written again, and meets itself.
      const saving = randomUUID();
      const row = { ...keys.tenantSettingsKey(tenantId), ...spreadJson(tenantSettings), saving };
      try {
        const saved = await withTables(tables, () =>
          etag === undefined
            ? tables.tenants.createEntity(row)
            : tables.tenants.updateEntity(row, 'Replace', { etag }),
        );
        return { kind: 'saved', etag: saved.etag ?? '' };
      } catch (error) {
        if (!isStale(error) && !isConflict(error) && !isAbsent(error)) throw error;
        const found = await findRow(tables.tenants, keys.tenantSettingsKey(tenantId));
        return found?.['saving'] === saving
          ? { kind: 'saved', etag: String(found['etag']) }
          : { kind: 'changedMeanwhile' };
      }
    },
    list: () =>
      withTables(tables, async () => {
        const { partitionKey } = keys.tenantSettingsKey('');
        return allRows(tables, tables.tenants, odata`PartitionKey eq ${partitionKey}`, read);
      }),
  };
}
