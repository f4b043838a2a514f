import type { CanaryStore } from './canary-store';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { canaryRowSchema } from '../tables/rows/tenant-rows';
import { tableOpenWork } from './table-open-work';
import { legible } from '../tables/unreadable-rows';
import { findRow, isConflict, isStale, withTables, type Tables } from '../tables/tables';

/** A row in the tenant's own partition; every change goes under its ETag. */
export const tableCanaryStore = (tables: Tables): CanaryStore => ({
  async find(tenantId) {
    const row = await withTables(tables, () => findRow(tables.tenants, keys.canaryKey(tenantId)));
    if (row === undefined) return undefined;
    const { etag, json: making } = legible(tables.unreadable, tables.tenants, row, (one) =>
      canaryRowSchema.parse(one),
    );
    return { making, etag };
  },
  async put(tenantId, making, etag) {
    if (making.state === 'wanted') await tableOpenWork(tables).fingerprint(tenantId, making.wantedAt);
    const row = { ...keys.canaryKey(tenantId), ...spreadJson(making) };
    try {
      const { etag: saved = '' } = await withTables(tables, () =>
        etag === undefined
          ? tables.tenants.createEntity(row)
          : tables.tenants.updateEntity(row, 'Replace', { etag }),
      );
      return { kind: 'saved', etag: saved };
    } catch (error) {
      if (isStale(error) || isConflict(error)) return { kind: 'changedMeanwhile' };
      throw error;
    }
  },
});
