import { createHash, randomUUID } from 'node:crypto';
import { odata } from '@azure/data-tables';
import type { MessageMemory } from './received-messages';
import * as keys from '../tables/keys';
import { findRow, isAbsent, isConflict, withTables, type Tables } from '../tables/tables';

/** Notes in Azure Table Storage: one row a message, in the partition of the tenant. */
export function tableMessageMemory(tables: Tables, tenantId: string): MessageMemory {
  const keyOf = (client: string, id: string): keys.Key =>
    keys.messageKey(tenantId, createHash('sha256').update(`${client}\n${id}`).digest('hex'));
  const drop = async ({ partitionKey, rowKey }: keys.Key): Promise<void> => {
    await tables.tenants.deleteEntity(partitionKey, rowKey).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    });
  };

  return {
    async remember(client, id, at) {
      // Tells this note from one of the same message: the client of the tables writes again what was answered badly.
      const taking = randomUUID();
      try {
        const note = { ...keyOf(client, id), client, takenAt: at.toISOString(), taking };
        await withTables(tables, () => tables.tenants.createEntity(note));
        return 'new';
      } catch (error) {
        if (!isConflict(error)) throw error;
        const found = await findRow(tables.tenants, keyOf(client, id));
        return found?.['taking'] === taking ? 'new' : 'known';
      }
    },
    forget: (client, id) => withTables(tables, () => drop(keyOf(client, id))),
    forgetBefore: (moment) =>
      withTables(tables, async () => {
        const { from, to } = keys.rangeOf('message');
        const mine = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
        const filter = `${mine} and ${odata`takenAt lt ${moment.toISOString()}`}`;
        for await (const row of tables.tenants.listEntities({ queryOptions: { filter } }))
          await drop({ partitionKey: tenantId, rowKey: row.rowKey ?? '' });
      }),
  };
}
