import type { TableClient } from '@azure/data-tables';
import { ZodError } from 'zod';

/** A row that nobody can read: where it lies and why. Of its content nothing is told. */
export interface UnreadableRow {
  table: string;
  partition: string;
  row: string;
  reason: string;
}

/** Rows that a list passed over, kept until whoever has a log takes them. */
export interface UnreadableRows {
  note(found: UnreadableRow): void;
  all(): UnreadableRow[];
  /** Those noted since the last time, each once. */
  take(): UnreadableRow[];
}

/** More than this are not kept: what is broken in so many places is known by the first of them. */
const MOST_KEPT = 200;

export function unreadableRows(): UnreadableRows {
  const found = new Map<string, UnreadableRow>();
  return {
    note(one) {
      if (found.size < MOST_KEPT) found.set(`${one.table}/${one.partition}/${one.row}`, one);
    },
    all: () => [...found.values()],
    take() {
      const taken = [...found.values()];
      found.clear();
      return taken;
    },
  };
}

/** Reads a row of a list; undefined where it cannot be read, which is noted: one bad row must not hide the others. */
export function readable<T>(
  unreadable: UnreadableRows,
  table: Pick<TableClient, 'tableName'>,
  row: Record<string, unknown>,
  read: (row: Record<string, unknown>) => T,
): T | undefined {
  try {
    return legible(unreadable, table, row, read);
  } catch {
    return undefined;
  }
}

/** Thrown where one row was asked for and nobody can read it. */
export class UnreadableRecord extends Error {
  constructor(readonly found: UnreadableRow) {
    const { table, partition, row, reason } = found;
    super(`The row ${partition}/${row} of ${table} ${reason}.`);
    this.name = 'UnreadableRecord';
  }
}

/** Reads the row that was asked for. @throws UnreadableRecord, after noting it */
export function legible<T>(
  unreadable: UnreadableRows,
  { tableName: table }: Pick<TableClient, 'tableName'>,
  row: Record<string, unknown>,
  read: (row: Record<string, unknown>) => T,
): T {
  try {
    return read(row);
  } catch (error) {
    const found = unreadableRow(table, row, error);
    unreadable.note(found);
    throw new UnreadableRecord(found);
  }
}

/**
 * Reads a row of a run. Where reading goes on past what nobody can read, such a row is noted there and undefined.
 * @throws UnreadableRecord anywhere else
 */
export function legibleUnlessPassed<T>(
  { unreadable, passedOver }: { unreadable: UnreadableRows; passedOver?: UnreadableRows },
  table: Pick<TableClient, 'tableName'>,
  row: Record<string, unknown>,
  read: (row: Record<string, unknown>) => T,
): T | undefined {
  try {
    return legible(unreadable, table, row, read);
  } catch (error) {
    if (passedOver === undefined || !(error instanceof UnreadableRecord)) throw error;
    passedOver.note(error.found);
    return undefined;
  }
}

/** What can be made of each; those whose record nobody can read are left out, since they were noted. Anything else is thrown. */
export async function whereLegible<A, B>(things: readonly A[], read: (thing: A) => Promise<B>): Promise<B[]> {
  const all = await Promise.all(
    things.map(async (thing) => {
      try {
        return [await read(thing)];
      } catch (error) {
        if (error instanceof UnreadableRecord) return [];
        throw error;
      }
    }),
  );
  return all.flat(1);
}

function unreadableRow(table: string, row: Record<string, unknown>, error: unknown): UnreadableRow {
  const { partitionKey, rowKey } = row;
  return { table, partition: String(partitionKey), row: String(rowKey), reason: reasonOf(error) };
}

/** Without the value itself: the messages of a JSON parser quote what they stumble over. */
function reasonOf(error: unknown): string {
  if (error instanceof ZodError) {
    const paths = error.issues.map(({ path }) => path.join('.'));
    return `does not fit its schema: ${[...new Set(paths)].slice(0, 5).join(', ')}`;
  }
  return error instanceof SyntaxError ? 'is not JSON' : 'has another shape';
}
