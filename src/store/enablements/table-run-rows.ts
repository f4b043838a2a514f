import type { Command, Enablement } from '../../domain/enablement/enablement';
import * as keys from '../tables/keys';
import { commandRowSchema, runRowSchema } from '../tables/rows/run-rows';
import { findRunRow, listRunRows, listRunRowsNow } from '../tables/partition-reading';
import { isStale, type Tables } from '../tables/tables';
import { legible, legibleUnlessPassed, unreadableRows } from '../tables/unreadable-rows';

/** A run as it was read, with the version to change it under. */
export type ReadRun = Enablement & { version: string };

/** The run of an id, with what it was told; undefined where there is none. */
export async function readRun(tables: Tables, id: string): Promise<ReadRun | undefined> {
  const row = await findRunRow(tables, keys.runKey(id));
  if (row === undefined) return undefined;
  const { etag, partitionKey, commandCount, ...run } = legible(tables.unreadable, tables.runs, row, (one) =>
    runRowSchema.parse(one),
  );
  // Of a run that is over nobody acts on them: one that cannot be read hides nothing else.
  const reading = run.closedAt === undefined ? tables : { ...tables, passedOver: unreadableRows() };
  const commands = commandCount === 0 ? [] : await readCommands(reading, id, commandCount);
  return { id: partitionKey, version: etag, ...run, commands };
}

const commandIn = (row: Record<string, unknown>): Command => commandRowSchema.parse(row).json;

/** Those that were told when the run was read: one that came since belongs to the next version. */
async function readCommands(tables: Tables, id: string, count: number): Promise<Command[]> {
  const range = { from: keys.rangeOf('command').from, to: keys.commandKey(id, count + 1).rowKey };
  const read = await listRunRows(tables, id, range);
  // Read in pages, the row of the run may be younger than the commands before it.
  const rows = read.length < count ? await listRunRowsNow(tables, id, range) : read;
  return rows
    .map((row) => legibleUnlessPassed(tables, tables.runs, row, commandIn))
    .filter((command) => command !== undefined);
}

/**
 * Changes a run as read, and again from the start when somebody else changed it in between.
 * @param decide what to answer, and how to write it, if at all
 */
export async function changeRun<T>(
  tables: Tables,
  id: string,
  decide: (run: ReadRun) => { answer: T; write?: () => Promise<unknown> },
  absent: () => T,
): Promise<T> {
  for (;;) {
    const run = await readRun(tables, id);
    if (run === undefined) return absent();
    const { answer, write } = decide(run);
    if (write === undefined) return answer;
    try {
      await write();
      return answer;
    } catch (error) {
      if (!isStale(error)) throw error;
    }
  }
}
