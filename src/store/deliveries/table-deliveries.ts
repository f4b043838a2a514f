import { odata, type TableClient } from '@azure/data-tables';
import type { Delivery } from '../../domain/events/delivery';
import { rangeOf, type Key } from '../tables/keys';
import { gatherJson, spreadJson, type Spread } from '../tables/long-json';
import type { Deliveries, StoredDelivery } from './outbox';
import { deliverySchema } from '../tables/rows/delivery-rows';
import { allRows, findRow, isAbsent, isConflict, isStale, withTables, type Tables } from '../tables/tables';

/** Deliveries in the partition of what they are about, so that both share one fate. */
export function tableDeliveries(
  tables: Tables,
  table: TableClient,
  keyOf: (id: string, delivery: Pick<Delivery, 'kind' | 'edition'>) => Key,
): Deliveries {
  return {
    async post(id, delivery) {
      await withTables(tables, () => table.createEntity(deliveryRow(keyOf(id, delivery), delivery))).catch(
        (error: unknown) => {
          if (!isConflict(error)) throw error;
        },
      );
    },

    async isPosted(id, delivery) {
      return (await withTables(tables, () => findRow(table, keyOf(id, delivery)))) !== undefined;
    },

    async deliveries(id) {
      const { from, to } = rangeOf('delivery');
      // Deliveries of one sender differ in their row keys only.
      const { partitionKey } = keyOf(id, { kind: 'accepted' });
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
      return withTables(tables, () =>
        allRows(tables, table, filter, (row): StoredDelivery => ({
          ...deliverySchema.parse(gatherJson(row)),
          version: String(row['etag']),
        })),
      );
    },

    async replace(id, version, delivery) {
      try {
        await table.updateEntity(deliveryRow(keyOf(id, delivery), delivery), 'Replace', { etag: version });
        return true;
      } catch (error) {
        if (!isStale(error)) throw error;
        return false;
      }
    },

    async discard(id, delivery) {
      const { partitionKey, rowKey } = keyOf(id, delivery);
      await withTables(tables, () => table.deleteEntity(partitionKey, rowKey)).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    },
  };
}

export const deliveryRow = (key: Key, delivery: Delivery): Key & Spread => ({
  ...key,
  ...spreadJson(delivery),
});
