import { odata, TableClient } from '@azure/data-tables';
import { ignoring } from './instance-store';
import type { Head, RuntimeStatus } from './instance';

export interface ListFilter {
  createdFrom?: string;
  createdTo?: string;
  statuses: RuntimeStatus[];
  prefix?: string;
}

/**
 * Which instances there are, and which of them are not finished. Entered before an instance is made and left after it
 * has ended, so that a crash in between shows at most one that is finished or was never made.
 */
export interface InstanceIndex {
  open(): Promise<void>;
  enter(head: Head): Promise<void>;
  leave(head: Head): Promise<void>;
  remove(id: string): Promise<void>;
  /** Ids of all that are not finished. */
  unfinished(): Promise<string[]>;
  page(
    filter: ListFilter,
    size: number,
    continuation?: string,
  ): Promise<{ ids: string[]; continuation?: string }>;
}

const [ALL, OPEN] = ['all', 'open'];

export function instanceIndex(connection: string, hub: string): InstanceIndex {
  const table = TableClient.fromConnectionString(connection, `${hub}Index`, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  const row = ({ instanceId, createdAt, status }: Head) => ({
    partitionKey: ALL,
    rowKey: instanceId,
    createdTime: new Date(createdAt).toISOString(),
    status,
  });

  return {
    async open() {
      await table.createTable();
    },
    async enter(head) {
      await Promise.all([
        table.upsertEntity({ partitionKey: OPEN, rowKey: head.instanceId }, 'Replace'),
        table.upsertEntity(row(head), 'Replace'),
      ]);
    },
    async leave(head) {
      await table.upsertEntity(row(head), 'Replace');
      await table.deleteEntity(OPEN, head.instanceId).catch(ignoring(404));
    },
    async remove(id) {
      await Promise.all(
        [ALL, OPEN].map((partition) => table.deleteEntity(partition, id).catch(ignoring(404))),
      );
    },
    async unfinished() {
      const ids: string[] = [];
      for await (const { rowKey } of table.listEntities({
        queryOptions: { filter: odata`PartitionKey eq ${OPEN}` },
      }))
        ids.push(String(rowKey));
      return ids;
    },
    async page({ createdFrom, createdTo, statuses, prefix }, size, continuation) {
      const clauses = [odata`PartitionKey eq ${ALL}`];
      if (createdFrom !== undefined) clauses.push(odata`createdTime ge ${createdFrom}`);
      if (createdTo !== undefined) clauses.push(odata`createdTime le ${createdTo}`);
      if (prefix !== undefined) clauses.push(odata`RowKey ge ${prefix} and RowKey lt ${`${prefix}\uffff`}`);
      // The index knows how a finished one ended; of the others it only knows that they are not finished.
      if (statuses.length > 0) {
        const finished = statuses.filter((status) => !UNFINISHED.includes(status));
        const wanted = [...finished, ...(finished.length < statuses.length ? UNFINISHED : [])];
        clauses.push(`(${wanted.map((status) => odata`status eq ${status}`).join(' or ')})`);
      }
      const pages = table
        .listEntities({ queryOptions: { filter: clauses.join(' and ') } })
        .byPage({ maxPageSize: size, ...(continuation && { continuationToken: continuation }) });
      for await (const page of pages) {
        const ids = page.map(({ rowKey }) => String(rowKey));
        return { ids, ...(page.continuationToken && { continuation: page.continuationToken }) };
      }
      return { ids: [] };
    },
  };
}

const UNFINISHED: RuntimeStatus[] = ['Pending', 'Running', 'Suspended', 'ContinuedAsNew'];
