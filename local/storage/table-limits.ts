import type { Operation, RowKeys } from './table-operation';
import type { Refusal, RefusalCode } from './table-refusal';

/** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model */
const MOST_CHARACTERS = 32 * 1024;
const MOST_BYTES = 64 * 1024;
const MOST_PROPERTIES = 252;
const LONGEST_NAME = 255;
const LARGEST_ENTITY = 1024 * 1024;
const LARGEST_KEY = 1024;
const MOST_IN_TRANSACTION = 100;
const LARGEST_BODY = 4 * 1024 * 1024;
/** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields */
const FORBIDDEN_IN_KEY = /[/\\#?\u0000-\u001f\u007f-\u009f]/;

type Properties = Record<string, unknown>;

/** What the table service refuses of an operation, before it looks at any row. @param bytes of the request's body */
export function refusalOf({ row, entity }: Operation, bytes = 0): RefusalCode | undefined {
  if (bytes > LARGEST_BODY) return 'RequestBodyTooLarge';
  return (row && refusedKey(row)) ?? (entity && refusedEntity(row, entity.properties, entity.types));
}

/** What it refuses of an entity as it would stand: what was sent, or for a merge what it would become. */
export function refusedEntity(
  row: RowKeys | undefined,
  properties: Properties,
  types: Record<string, string> = {},
): RefusalCode | undefined {
  const names = Object.keys(properties);
  if (names.length > MOST_PROPERTIES) return 'TooManyProperties';
  if (names.some((name) => name.length > LONGEST_NAME)) return 'PropertyNameTooLong';
  if (names.some((name) => isTooLarge(properties[name], types[name]))) return 'PropertyValueTooLarge';
  return sizeOf(row, properties, types) > LARGEST_ENTITY ? 'EntityTooLarge' : undefined;
}

/** What it refuses of a transaction: the first operation it does not like names it. */
export function refusalOfTransaction(operations: readonly Operation[], bytes: number): Refusal | undefined {
  if (bytes > LARGEST_BODY) return { code: 'RequestBodyTooLarge' };
  if (operations.length > MOST_IN_TRANSACTION) return { code: 'InvalidInput', index: MOST_IN_TRANSACTION };
  const partition = operations[0]?.row?.partitionKey;
  const seen = new Set<string>();
  for (const [index, operation] of operations.entries()) {
    const { table, row } = operation;
    const code = refusalOf(operation);
    if (code !== undefined) return { code, index };
    if (table !== operations[0]?.table) return { code: 'InvalidInput', index };
    if (row?.partitionKey !== partition) return { code: 'CommandsInBatchActOnDifferentPartitions', index };
    if (seen.has(row?.rowKey ?? '')) return { code: 'InvalidDuplicateRow', index };
    seen.add(row?.rowKey ?? '');
  }
  return undefined;
}

function refusedKey({ partitionKey, rowKey }: RowKeys): RefusalCode | undefined {
  const both = [partitionKey, rowKey];
  if (both.some((key) => FORBIDDEN_IN_KEY.test(key))) return 'OutOfRangeInput';
  return both.some((key) => 2 * key.length > LARGEST_KEY) ? 'KeyValueTooLarge' : undefined;
}

function isTooLarge(value: unknown, type: string | undefined): boolean {
  if (value instanceof Uint8Array) return value.byteLength > MOST_BYTES;
  if (typeof value !== 'string') return false;
  return type === 'Edm.Binary' ? bytesOf(value) > MOST_BYTES : value.length > MOST_CHARACTERS;
}

/** As the service counts: https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage */
function sizeOf(row: RowKeys | undefined, properties: Properties, types: Record<string, string>): number {
  const keys = 4 + 2 * ((row?.partitionKey.length ?? 0) + (row?.rowKey.length ?? 0));
  return Object.entries(properties).reduce(
    (sum, [name, value]) => sum + 8 + 2 * name.length + valueSize(value, types[name]),
    keys,
  );
}

const FIXED: Readonly<Record<string, number>> = {
  'Edm.DateTime': 8,
  'Edm.Guid': 16,
  'Edm.Double': 8,
  'Edm.Int64': 8,
};

function valueSize(value: unknown, type = ''): number {
  const fixed = FIXED[type];
  if (fixed !== undefined) return fixed;
  if (value instanceof Uint8Array) return 4 + value.byteLength;
  if (typeof value !== 'string') return typeof value === 'boolean' ? 1 : 8;
  return 4 + (type === 'Edm.Binary' ? bytesOf(value) : 2 * value.length);
}

const bytesOf = (base64: string): number => Buffer.byteLength(base64, 'base64');
