import { createHash, randomUUID } from 'node:crypto';
import { odata } from '@azure/data-tables';
import type { MessageId, MessageMemory } from './received-messages';
import * as keys from '../tables/keys';
import { findRow, isAbsent, isConflict, isStale, withTables, type Tables } from '../tables/tables';

/** Notes in Azure Table Storage: one row a message, in the partition of the tenant. */
export function tableMessageMemory(tables: Tables, tenantId: string): MessageMemory {
  const keyOf = ({ client, id }: MessageId): keys.Key =>
    keys.messageKey(tenantId, hashOf(`${client}\n${id}`));
  const drop = async ({ partitionKey, rowKey }: keys.Key): Promise<void> => {
    await tables.tenants.deleteEntity(partitionKey, rowKey).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    });
  };

  /** Of those who take what is free again, one is the first. */
  async function takeAgain(note: keys.Key & { taking: string }, etag: string): Promise<'new' | 'known'> {
    try {
      await tables.tenants.updateEntity(note, 'Replace', { etag });
      return 'new';
    } catch (error) {
      if (!isStale(error) && !isAbsent(error)) throw error;
      const found = await findRow(tables.tenants, note);
      return found?.['taking'] === note.taking ? 'new' : 'known';
    }
  }

  return {
    async remember(message, purpose, at) {
      const { client } = message;
      // Tells this note from one of the same message: the client of the tables writes again what was answered badly.
      const taking = randomUUID();
      const sentFor = hashOf(purpose);
      const note = { ...keyOf(message), client, takenAt: at.toISOString(), taking, sentFor };
      try {
        await withTables(tables, () => tables.tenants.createEntity(note));
        return 'new';
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
      const found = await findRow(tables.tenants, keyOf(message));
      if (found?.['taking'] === taking) return 'new';
      if (found?.['sentFor'] !== sentFor) return 'elsewhere';
      return found['taking'] === '' ? takeAgain(note, String(found['etag'])) : 'known';
    },
    release: (message) =>
      withTables(tables, async () => {
        const found = await findRow(tables.tenants, keyOf(message));
        if (found === undefined) return;
        const freed = { ...keyOf(message), taking: '' };
        // Under its version: what is sent again because an answer got lost must not free it for whoever took it since.
        await tables.tenants
          .updateEntity(freed, 'Merge', { etag: String(found['etag']) })
          .catch((error: unknown) => {
            if (!isStale(error) && !isAbsent(error)) throw error;
          });
      }),
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

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
