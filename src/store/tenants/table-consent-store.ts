import { odata } from '@azure/data-tables';
import type { ConsentStore } from './consent-store';
import * as keys from '../tables/keys';
import { consentRowSchema } from '../tables/rows/tenant-rows';
import { legible } from '../tables/unreadable-rows';
import { allRows, findRow, withTables, type Tables } from '../tables/tables';

/** Consents in Azure Table Storage: a row of its own, so that no change of a registration forgets one. */
export const tableConsentStore = (tables: Tables): ConsentStore => ({
  async find(tenantId) {
    const row = await withTables(tables, () => findRow(tables.tenants, keys.consentKey(tenantId)));
    return row && legible(tables.unreadable, tables.tenants, row, (one) => consentRowSchema.parse(one).at);
  },
  async note(tenantId, at) {
    const row = { ...keys.consentKey(tenantId), at };
    await withTables(tables, () => tables.tenants.upsertEntity(row, 'Replace'));
  },
  all: () =>
    withTables(tables, async () => {
      const { partitionKey } = keys.consentKey('');
      const filter = odata`PartitionKey eq ${partitionKey}`;
      const found = await allRows(tables, tables.tenants, filter, (row) => consentRowSchema.parse(row));
      return new Map(found.map(({ rowKey, at }) => [rowKey, at]));
    }),
});
