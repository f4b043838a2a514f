import { randomUUID } from 'node:crypto';
import { odata } from '@azure/data-tables';
import * as keys from './keys';
import { spreadJson } from './long-json';
import * as rows from './rows';
import { legible } from './unreadable';
import { allRows, findRow, isAbsent, isConflict, isStale, withTables, type Tables } from './tables';
import type { PutResult, RegisteredTenant, TenantStore } from './tenant-store';

/** Registrations in Azure Table Storage: a row a tenant, all in one partition, so that they can be listed. */
export function tableTenantStore(tables: Tables): TenantStore {
  const read = (row: Record<string, unknown>): RegisteredTenant => {
    const { etag, rowKey: tenantId, json } = rows.registrationRowSchema.parse(row);
    return { tenantId, registration: json, etag };
  };

  return {
    async find(tenantId) {
      const row = await withTables(tables, () => findRow(tables.tenants, keys.registrationKey(tenantId)));
      return row && legible(tables.unreadable, tables.tenants, row, read);
    },
    async put(tenantId, registration, etag): Promise<PutResult> {
      // Tells what is saved now from the same saved by another: what was answered badly is written again, and meets itself.
      const saving = randomUUID();
      const row = { ...keys.registrationKey(tenantId), ...spreadJson(registration), saving };
      try {
        const saved = await withTables(tables, () =>
          etag === undefined
            ? tables.tenants.createEntity(row)
            : tables.tenants.updateEntity(row, 'Replace', { etag }),
        );
        return { kind: 'saved', etag: saved.etag ?? '' };
      } catch (error) {
        if (!isStale(error) && !isConflict(error) && !isAbsent(error)) throw error;
        const found = await findRow(tables.tenants, keys.registrationKey(tenantId));
        return found?.['saving'] === saving
          ? { kind: 'saved', etag: String(found['etag']) }
          : { kind: 'changedMeanwhile' };
      }
    },
    list: () =>
      withTables(tables, async () => {
        const { partitionKey } = keys.registrationKey('');
        return allRows(tables, tables.tenants, odata`PartitionKey eq ${partitionKey}`, read);
      }),
  };
}
