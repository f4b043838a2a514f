import { odata } from '@azure/data-tables';
import type { Outbox } from './outbox';
import { addressKey, letterKey, rangeOf } from './keys';
import { addressRowSchema } from './rows';
import { legible } from './unreadable';
import { tableLetters } from './table-letters';
import { allRows, findRow, isAbsent, withTables, type Tables } from './tables';

/** Letters lie with the steps of their run, addresses with what is open in its tenant. */
export function tableOutbox(tables: Tables): Outbox {
  return {
    ...tableLetters(tables, tables.runs, letterKey),

    async findAddress(tenantId, id) {
      const row = await withTables(tables, () => findRow(tables.tenants, addressKey(tenantId, id)));
      if (row === undefined) return undefined;
      const { sealed, mark } = legible(tables.unreadable, tables.tenants, row, (one) =>
        addressRowSchema.parse(one),
      );
      return { sealed, mark };
    },

    async replaceAddress(tenantId, id, { sealed, mark }) {
      const row = { ...addressKey(tenantId, id), sealed, mark };
      await withTables(tables, () => tables.tenants.updateEntity(row, 'Merge')).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    },

    async runsCalledBack(tenantId, mark) {
      const { from, to } = rangeOf('callback');
      const range = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
      const filter = mark === undefined ? range : `${range} and ${odata`mark eq ${mark}`}`;
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
