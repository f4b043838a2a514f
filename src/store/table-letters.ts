import { odata, type TableClient } from '@azure/data-tables';
import type { Letter } from '../enablement/letter';
import { rangeOf, type Key } from './keys';
import { gatherJson, spreadJson, type Spread } from './long-json';
import type { Letters, StoredLetter } from './outbox';
import { letterSchema } from './rows';
import { allRows, findRow, isAbsent, isConflict, isStale, withTables, type Tables } from './tables';

/** Letters in the partition of what they are about, so that both share one fate. */
export function tableLetters(
  tables: Tables,
  table: TableClient,
  keyOf: (id: string, letter: Pick<Letter, 'kind' | 'edition'>) => Key,
): Letters {
  return {
    async post(id, letter) {
      await withTables(tables, () => table.createEntity(letterRow(keyOf(id, letter), letter))).catch(
        (error: unknown) => {
          if (!isConflict(error)) throw error;
        },
      );
    },

    async isPosted(id, letter) {
      return (await withTables(tables, () => findRow(table, keyOf(id, letter)))) !== undefined;
    },

    async letters(id) {
      const { from, to } = rangeOf('letter');
      // Letters of one sender differ in their row keys only.
      const { partitionKey } = keyOf(id, { kind: 'accepted' });
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
      return withTables(tables, () =>
        allRows(tables, table, filter, (row): StoredLetter => ({
          ...letterSchema.parse(gatherJson(row)),
          version: String(row['etag']),
        })),
      );
    },

    async replace(id, version, letter) {
      try {
        await table.updateEntity(letterRow(keyOf(id, letter), letter), 'Replace', { etag: version });
        return true;
      } catch (error) {
        if (!isStale(error)) throw error;
        return false;
      }
    },

    async discard(id, letter) {
      const { partitionKey, rowKey } = keyOf(id, letter);
      await withTables(tables, () => table.deleteEntity(partitionKey, rowKey)).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    },
  };
}

export const letterRow = (key: Key, letter: Letter): Key & Spread => ({
  ...key,
  ...spreadJson(letter),
});
