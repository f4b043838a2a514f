import { odata } from '@azure/data-tables';
import type { Tidied } from '../housekeeping/chore';
import { passStart, type Pass } from '../housekeeping/pass';
import type { HousekeepingStore } from './housekeeping-store';
import * as keys from './keys';
import { gatherJson, spreadJson } from './long-json';
import { passSchema, tidiedSchema } from './rows';
import { legible } from './unreadable';
import { allRows, findRow, isConflict, withTables, type Tables } from './tables';

/** Housekeeping in Azure Table Storage: one partition for the list of passes, one a pass for what it did where. */
export function tableHousekeeping(tables: Tables): HousekeepingStore {
  const { runs, tenants } = tables;
  const keyOf = (id: string): keys.Key | undefined => {
    const startedAt = passStart(id);
    return startedAt === undefined ? undefined : keys.passKey(startedAt, id);
  };
  const find: HousekeepingStore['find'] = async (id) => {
    const key = keyOf(id);
    const row = key && (await withTables(tables, () => findRow(tenants, key)));
    return row && legible(tables.unreadable, tenants, row, (one) => gatherJson(one) as Pass);
  };

  return {
    find,
    async begin(pass) {
      const key = keyOf(pass.id);
      if (key === undefined) throw new Error(`${pass.id} is no id of a pass.`);
      await withTables(tables, () => tenants.createEntity({ ...key, ...spreadJson(pass) })).catch(
        (error: unknown) => {
          if (!isConflict(error)) throw error;
        },
      );
    },
    newest: (most) =>
      withTables(tables, async () => {
        const filter = odata`PartitionKey eq ${keys.passKey(0, '').partitionKey}`;
        return allRows(
          tables,
          tenants,
          filter,
          (row) => passSchema.parse(gatherJson(row)) as unknown as Pass,
          most,
        );
      }),
    async finish(id, end) {
      const [pass, key] = [await find(id), keyOf(id)];
      if (pass === undefined || key === undefined) throw new Error(`There is no pass ${id}.`);
      if (pass.finishedAt !== undefined) return;
      await tenants.updateEntity({ ...key, ...spreadJson({ ...pass, ...end }) }, 'Replace');
    },

    async tidied(id, tenantId) {
      const row = await withTables(tables, () => findRow(runs, keys.tidiedKey(id, tenantId)));
      return row && legible(tables.unreadable, runs, row, (one) => gatherJson(one) as Tidied);
    },
    async put(id, tidied) {
      const row = { ...keys.tidiedKey(id, tidied.tenantId), ...spreadJson(tidied) };
      await withTables(tables, () => runs.upsertEntity(row, 'Replace'));
    },
    places: (id) =>
      withTables(tables, async () => {
        return allRows(
          tables,
          runs,
          odata`PartitionKey eq ${id}`,
          (row) => tidiedSchema.parse(gatherJson(row)) as unknown as Tidied,
        );
      }),
  };
}
