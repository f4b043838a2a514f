import { odata } from '@azure/data-tables';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { expiryRowSchema } from '../tables/rows/expiry-rows';
import { legible, readable } from '../tables/unreadable-rows';
import { allRows, findRow, isStale, withTables, type Tables } from '../tables/tables';
import type { ExpiryStore } from './expiry-store';

function boxesOf(tenantId: string): string {
  const { from, to } = keys.rangeOf('until');
  return odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
}

/** Time boxes in Azure Table Storage: a row each, in the partition of the tenant; every change goes under its ETag. */
export function tableExpiries(tables: Tables): ExpiryStore {
  const read = (row: Record<string, unknown>) => {
    const { etag, json: box } = expiryRowSchema.parse(row);
    return { box, etag };
  };
  return {
    async find(tenantId, id) {
      const row = await withTables(tables, () => findRow(tables.tenants, keys.expiryKey(tenantId, id)));
      return row && legible(tables.unreadable, tables.tenants, row, read);
    },
    list: (tenantId) => withTables(tables, () => allRows(tables, tables.tenants, boxesOf(tenantId), read)),
    isAnyUnreadable: (tenantId) =>
      withTables(tables, async () => {
        const queryOptions = { filter: boxesOf(tenantId) };
        for await (const row of tables.tenants.listEntities<Record<string, unknown>>({ queryOptions }))
          if (readable(tables.unreadable, tables.tenants, row, read) === undefined) return true;
        return false;
      }),
    async put(tenantId, box, etag) {
      const row = { ...keys.expiryKey(tenantId, box.id), ...spreadJson(box) };
      try {
        await withTables(tables, () => tables.tenants.updateEntity(row, 'Replace', { etag }));
        return 'saved';
      } catch (error) {
        if (isStale(error)) return 'changedMeanwhile';
        throw error;
      }
    },
  };
}
