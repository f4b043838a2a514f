import { odata } from '@azure/data-tables';
import type { Command, Enablement } from '../../domain/enablement/enablement';
import * as keys from '../tables/keys';
import { commandRowSchema, runRowSchema } from '../tables/rows/run-rows';
import { findRow, isStale, withTables, type Tables } from '../tables/tables';
import { legible, legibleUnlessPassed, unreadableRows } from '../tables/unreadable-rows';

/** A run as it was read, with the version to change it under. */
export type ReadRun = Enablement & { version: string };

/** The run of an id, with what it was told; undefined where there is none. */
export async function readRun(tables: Tables, id: string): Promise<ReadRun | undefined> {
  const row = await withTables(tables, () => findRow(tables.runs, keys.runKey(id)));
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
  const { from } = keys.rangeOf('command');
  const { rowKey: last } = keys.commandKey(id, count);
  const filter = odata`PartitionKey eq ${id} and RowKey ge ${from} and RowKey le ${last}`;
  const found: (Command | undefined)[] = [];
  for await (const row of tables.runs.listEntities<Record<string, unknown>>({ queryOptions: { filter } }))
    found.push(legibleUnlessPassed(tables, tables.runs, row, (one) => commandIn(one)));
  return found.filter((command) => command !== undefined);
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
