import { odata, RestError, TableClient } from '@azure/data-tables';
import type { HistoryEvent } from '../turn/history';
import type { Head, Instance, Message, OutsideMessage } from './instance';
import { gatherJson, spreadJson } from './split-json';

/** Keys of the table that holds the instances: one partition each. */
const HEAD = 'head';
const turnKey = (generation: number, turn: number): string =>
  `h!${String(generation).padStart(7, '0')}!${String(turn).padStart(7, '0')}`;
const inboxKey = (order: string): string => `x!${order}`;

/** Orchestration instances in Table Storage: head, history and inbox of one instance in one partition. */
export interface InstanceStore {
  open(): Promise<void>;
  /** Inserts a new instance; false when the id is taken. */
  create(head: Head): Promise<boolean>;
  findHead(id: string): Promise<Head | undefined>;
  load(id: string): Promise<{ instance: Instance; inbox: Message[] } | undefined>;
  /** Keeps a message for an instance; it survives from here on. Returns its place in the order. */
  keep(id: string, message: OutsideMessage): Promise<string>;
  /** Commits a turn: its events and the new head, or nothing. Fails when somebody else wrote the head. */
  commit(id: string, etag: string, head: Head, events: readonly HistoryEvent[]): Promise<string>;
  /** Removes the turns of an earlier generation, and inbox rows a commit has taken. */
  tidy(id: string, done: { generation?: number; turns?: number; orders?: readonly string[] }): Promise<void>;
  /** Deletes everything of an instance; false when there was nothing. */
  purge(id: string): Promise<boolean>;
}

export function instanceStore(connection: string, hub: string): InstanceStore {
  const table = TableClient.fromConnectionString(connection, `${hub}Instances`, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  let counter = 0;

  const headRow = (head: Head) => ({ partitionKey: head.instanceId, rowKey: HEAD, ...spreadJson(head) });

  async function deleteRows(id: string, rowKeys: readonly string[]): Promise<void> {
    for (let at = 0; at < rowKeys.length; at += 100) {
      const actions = rowKeys
        .slice(at, at + 100)
        .map(
          (rowKey) =>
            ['delete', { partitionKey: id, rowKey }] as ['delete', { partitionKey: string; rowKey: string }],
        );
      await table.submitTransaction(actions).catch(ignoring(404));
    }
  }

  return {
    async open() {
      await table.createTable();
    },

    async create(head) {
      try {
        await table.createEntity(headRow(head));
        return true;
      } catch (error) {
        ignoring(409)(error);
        return false;
      }
    },

    async findHead(id) {
      const row = await table.getEntity<Record<string, unknown>>(id, HEAD).catch(ignoring(404));
      return row && gatherJson<Head>(row);
    },

    async load(id) {
      const rows: Record<string, unknown>[] = [];
      const filter = odata`PartitionKey eq ${id}`;
      for await (const row of table.listEntities<Record<string, unknown>>({ queryOptions: { filter } }))
        rows.push(row);
      const headFound = rows.find(({ rowKey }) => rowKey === HEAD);
      if (headFound === undefined) return undefined;
      const head = gatherJson<Head>(headFound);
      // Rows of a turn that never got its head are invisible: the turn did not happen.
      const from = turnKey(head.generation, 0);
      const to = turnKey(head.generation, head.turns);
      const history = rows
        .filter(({ rowKey }) => String(rowKey) >= from && String(rowKey) < to)
        .flatMap((row) => gatherJson<HistoryEvent[]>(row));
      const inbox = rows
        .filter(({ rowKey }) => String(rowKey) > inboxKey(head.inboxSeen))
        .map((row) => ({ ...gatherJson<OutsideMessage>(row), order: String(row['rowKey']).slice(2) }));
      return { instance: { head, etag: String(headFound['etag']), history }, inbox };
    },

    async keep(id, message) {
      // The machine's own time, not the simulated one: an order must not stand still or start again with a process.
      const micros = Math.floor((performance.timeOrigin + performance.now()) * 1000);
      const order = `${String(micros).padStart(17, '0')}!${String(counter++ % 1e6).padStart(6, '0')}`;
      await table.createEntity({ partitionKey: id, rowKey: inboxKey(order), ...spreadJson(message) });
      return order;
    },

    async commit(id, etag, head, events) {
      const turn = {
        partitionKey: id,
        rowKey: turnKey(head.generation, head.turns - 1),
        ...spreadJson(events),
      };
      const row = headRow(head);
      if (head.turns === 0) {
        const updated = await table.updateEntity(row, 'Replace', { etag });
        return updated.etag ?? '';
      }
      const { subResponses } = await table.submitTransaction([
        ['upsert', turn, 'Replace'],
        ['update', row, 'Replace', { etag }],
      ]);
      return subResponses[1]?.etag ?? '';
    },

    async tidy(id, { generation = 0, turns = 0, orders = [] }) {
      const old = Array.from({ length: turns }, (_, turn) => turnKey(generation, turn));
      await deleteRows(id, [...old, ...orders.map(inboxKey)]);
    },

    async purge(id) {
      const keys: string[] = [];
      const queryOptions = { filter: odata`PartitionKey eq ${id}`, select: ['rowKey'] };
      for await (const row of table.listEntities({ queryOptions })) keys.push(String(row.rowKey));
      // The head goes last: a purge cut short can be repeated.
      await deleteRows(
        id,
        keys.filter((key) => key !== HEAD),
      );
      await table.deleteEntity(id, HEAD).catch(ignoring(404));
      return keys.includes(HEAD);
    },
  };
}

/** Answers undefined for one expected status and throws everything else. */
export function ignoring(status: number): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof RestError && error.statusCode === status) return undefined;
    throw error;
  };
}
