import type { RowReader } from './row-reader';
import type { StorageCall } from './storage-faults';
import { operationsIn } from './table-batch';
import { refusalOf, refusalOfTransaction, refusedEntity } from './table-limits';
import { operationOf, type Operation } from './table-operation';
import { refusalAnswer, refusedTransaction, type Answer } from './table-refusal';

/** A request to the table service, taken apart. */
export interface Asked {
  call: StorageCall;
  operations: Operation[];
  bytes: number;
}

export function askedOf(method: string, url: string, body: Buffer): Asked {
  const text = body.toString();
  const whole = operationOf(method, url, text);
  const operations = whole.kind === 'transaction' ? operationsIn(text) : [whole];
  const rows = operations.flatMap(({ row }) => (row ? [`${row.partitionKey}/${row.rowKey}`] : []));
  const table = operations[0]?.table ?? '';
  const filter = new URL(url, 'http://storage').searchParams.get('$filter');
  const call: StorageCall = { kind: whole.kind, table, rows, ...(filter !== null && { filter }), status: 0 };
  return { call, operations, bytes: body.length };
}

/** What Azure Tables would answer instead of doing this, or undefined where it would do it. */
export async function refusedByAzure(
  { call, operations, bytes }: Asked,
  read: RowReader,
): Promise<Answer | undefined> {
  if (call.kind === 'transaction') {
    const refusal = refusalOfTransaction(operations, bytes);
    if (refusal) return refusedTransaction(refusal);
  }
  for (const [index, operation] of operations.entries()) {
    const code = refusalOf(operation, bytes) ?? (await refusedMerge(operation, read));
    if (code === undefined) continue;
    return call.kind === 'transaction' ? refusedTransaction({ code, index }) : refusalAnswer({ code });
  }
  return undefined;
}

/** A merge leaves standing what it does not name: what counts is the row it makes. */
async function refusedMerge({ isMerge, row, entity, ...rest }: Operation, read: RowReader) {
  if (!isMerge || row === undefined || entity === undefined) return undefined;
  const before = await read({ isMerge, row, ...rest });
  return refusedEntity(row, { ...before, ...entity.properties }, entity.types);
}
