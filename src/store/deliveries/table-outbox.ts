import { odata } from '@azure/data-tables';
import type { Outbox } from './outbox';
import { addressKey, deliveryKey, rangeOf } from '../tables/keys';
import { addressRowSchema } from '../tables/rows/delivery-rows';
import { legible } from '../tables/unreadable-rows';
import { tableDeliveries } from './table-deliveries';
import { allRows, findRow, isAbsent, withTables, type Tables } from '../tables/tables';

/** Deliveries lie with the steps of their run, addresses with what is open in its tenant. */
export function tableOutbox(tables: Tables): Outbox {
  return {
    ...tableDeliveries(tables, tables.runs, deliveryKey),

    async findAddress(tenantId, id) {
      const row = await withTables(tables, () => findRow(tables.tenants, addressKey(tenantId, id)));
      if (row === undefined) return undefined;
      const { encrypted, fingerprint } = legible(tables.unreadable, tables.tenants, row, (one) =>
        addressRowSchema.parse(one),
      );
      return { encrypted, fingerprint };
    },

    async replaceAddress(tenantId, id, { encrypted, fingerprint }) {
      const row = { ...addressKey(tenantId, id), encrypted, fingerprint };
      await withTables(tables, () => tables.tenants.updateEntity(row, 'Merge')).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    },

    async runsCalledBack(tenantId, fingerprint) {
      const { from, to } = rangeOf('callback');
      const range = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
      const filter =
        fingerprint === undefined ? range : `${range} and ${odata`fingerprint eq ${fingerprint}`}`;
      return withTables(tables, async () => {
        const found = await allRows(tables, tables.tenants, filter, (row) => addressRowSchema.parse(row));
        return found.map(({ id }) => id);
      });
    },

    async forgetAddress(tenantId, id) {
      const { partitionKey, rowKey } = addressKey(tenantId, id);
      await withTables(tables, () => tables.tenants.deleteEntity(partitionKey, rowKey)).catch(
        (error: unknown) => {
          if (!isAbsent(error)) throw error;
        },
      );
    },
  };
}
