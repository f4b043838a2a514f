import { odata } from '@azure/data-tables';
import type { Outbox, StoredLetter } from './outbox';
import { addressKey, letterKey, rangeOf } from './keys';
import { gatherJson, spreadJson } from './long-json';
import { addressRowSchema, letterSchema } from './rows';
import { findRow, isAbsent, isConflict, isStale, withTables, type Tables } from './tables';

/** Letters in the partition of their run, so that the steps and what is told of them share one fate. */
export function tableOutbox(tables: Tables): Outbox {
  return {
    async post(id, letter) {
      const row = { ...letterKey(id, letter), ...spreadJson(letter) };
      await withTables(tables, () => tables.runs.createEntity(row)).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
    },

    async letters(id) {
      const { from, to } = rangeOf('letter');
      const filter = odata`PartitionKey eq ${id} and RowKey ge ${from} and RowKey lt ${to}`;
      return withTables(tables, async () => {
        const found: StoredLetter[] = [];
        for await (const row of tables.runs.listEntities<Record<string, unknown>>({
          queryOptions: { filter },
        })) {
          found.push({ ...letterSchema.parse(gatherJson(row)), version: String(row['etag']) });
        }
        return found;
      });
    },

    async replace(id, version, letter) {
      const row = { ...letterKey(id, letter), ...spreadJson(letter) };
      try {
        await tables.runs.updateEntity(row, 'Replace', { etag: version });
        return true;
      } catch (error) {
        if (!isStale(error)) throw error;
        return false;
      }
    },

    async findAddress(tenantId, id) {
      const row = await withTables(tables, () => findRow(tables.tenants, addressKey(tenantId, id)));
      if (row === undefined) return undefined;
      const { sealed, mark } = addressRowSchema.parse(row);
      return { sealed, mark };
    },

    async runsCalledBack(tenantId, mark) {
      const { from, to } = rangeOf('callback');
      const range = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
      const filter = mark === undefined ? range : `${range} and ${odata`mark eq ${mark}`}`;
      return withTables(tables, async () => {
        const ids: string[] = [];
        for await (const row of tables.tenants.listEntities({ queryOptions: { filter } }))
          ids.push(addressRowSchema.parse(row).id);
        return ids;
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
