/** What is asked of the table service, as its bill names it. https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api */
export type OperationKind = 'read' | 'query' | 'insert' | 'update' | 'delete' | 'transaction' | 'table';

export interface RowKeys {
  partitionKey: string;
  rowKey: string;
}

/** One operation on one row, or one that names no row. */
export interface Operation {
  kind: OperationKind;
  /** The first part of the path: one emulator holds many accounts. */
  account: string;
  table: string;
  row?: RowKeys;
  /** The properties as sent, without the keys, `Timestamp` and annotations; the type of each that names one. */
  entity?: { properties: Record<string, unknown>; types: Record<string, string> };
  /** Whether what is sent is added to what the row holds already. */
  isMerge: boolean;
}

const ONE_ROW = /^(?<table>\w+)\(PartitionKey='(?<partitionKey>.*)',RowKey='(?<rowKey>.*)'\)$/s;
const SYSTEM = new Set(['PartitionKey', 'RowKey', 'Timestamp', 'etag']);

/** @param url whole or from the path on. @param body JSON, or nothing */
export function operationOf(method: string, url: string, body: string): Operation {
  const { pathname } = new URL(url, 'http://storage');
  const [, account = '', ...rest] = pathname.split('/');
  const resource = decoded(rest.join('/'));
  const isMerge = method === 'PATCH' || method === 'MERGE';
  const at = (kind: OperationKind, table: string, more: Partial<Operation> = {}): Operation => ({
    kind,
    account,
    table,
    isMerge,
    ...more,
  });
  if (resource === '$batch') return at('transaction', '');
  if (resource.startsWith('Tables')) return at('table', '');

  const sent = parsed(body);
  const named = ONE_ROW.exec(resource)?.groups;
  if (named !== undefined) {
    const { table = '', partitionKey = '', rowKey = '' } = named;
    const row = { partitionKey: unquoted(partitionKey), rowKey: unquoted(rowKey) };
    if (method === 'GET') return at('read', table, { row });
    if (method === 'DELETE') return at('delete', table, { row });
    return at('update', table, { row, ...(sent && { entity: entityOf(sent) }) });
  }
  const table = resource.replace(/\(\)$/, '');
  if (method === 'GET') return at('query', table);
  const row = { partitionKey: text(sent?.['PartitionKey']), rowKey: text(sent?.['RowKey']) };
  return at('insert', table, sent ? { row, entity: entityOf(sent) } : {});
}

function entityOf(sent: Record<string, unknown>): NonNullable<Operation['entity']> {
  const types: Record<string, string> = {};
  const properties: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(sent)) {
    if (name.endsWith('@odata.type')) types[name.slice(0, -'@odata.type'.length)] = String(value);
    else if (!SYSTEM.has(name) && !name.startsWith('odata.')) properties[name] = value;
  }
  return { properties, types };
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const unquoted = (key: string): string => key.replaceAll("''", "'");
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
