import { TableTransaction } from '@azure/data-tables';
import type { Conclusion } from '../enablement/conclusion';
import type { Enablement } from '../enablement/enablement';
import { endedLink, isUndone, type UndoLink } from '../enablement/undo-link';
import type { OpenRun } from './enablement-store';
import * as keys from './keys';
import { spreadJson } from './long-json';
import { changeRun, readRun } from './table-run-rows';
import { findRow, type Tables } from './tables';
import { UnreadableRecord } from './unreadable';

/** Has the row of a run name the run that undoes it; what was undone for good stays so. */
async function link(
  tables: Tables,
  undone: string,
  undo: UndoLink,
  isWanted: (earlier: UndoLink | undefined) => boolean,
): Promise<void> {
  await changeRun<void>(
    tables,
    undone,
    ({ undo: earlier, version: etag }) => {
      if (isUndone({ undo: earlier }) || !isWanted(earlier)) return { answer: undefined };
      const changed = { ...keys.runKey(undone), ...spreadJson(undo, 'undo') };
      return { answer: undefined, write: () => tables.runs.updateEntity(changed, 'Merge', { etag }) };
    },
    () => undefined,
  ).catch(orUnreadable);
}

/** In a row that nobody can read nothing can be noted, and the end of another run does not wait for that. */
function orUnreadable(error: unknown): undefined {
  if (error instanceof UnreadableRecord) return undefined;
  throw error;
}

/** Before an undo has a row of its own, and so before it begins: from its end on nobody names it as under way again. */
export async function linkAdmittedUndo(tables: Tables, { id, request }: OpenRun): Promise<void> {
  const { undoes, dryRun } = request;
  if (undoes === undefined || dryRun) return;
  if ((await findRow(tables.runs, keys.runKey(id))) !== undefined) return;
  await link(tables, undoes, { id }, (earlier) => earlier?.id !== id);
}

/** After the conclusion of an undo is written and before its tenant is free: a crash between has it done again. */
export async function linkEndedUndo(
  tables: Tables,
  { id, request }: Enablement,
  conclusion: Conclusion,
): Promise<void> {
  const { undoes, dryRun } = request;
  if (undoes === undefined || dryRun) return;
  await link(
    tables,
    undoes,
    endedLink(id, conclusion),
    (earlier) => earlier === undefined || earlier.id === id,
  );
}

/** Has the list show a run as undone, in the transaction that frees its tenant from the undo. */
export async function listAsUndone(
  tables: Tables,
  transaction: TableTransaction,
  { id, tenantId, request }: Enablement,
): Promise<void> {
  const { undoes } = request;
  const run = undoes === undefined ? undefined : await readRun(tables, undoes).catch(orUnreadable);
  if (run?.undo?.id !== id || !isUndone(run)) return;
  const listed = keys.listedKey(tenantId, run.acceptedAt, run.id);
  // Its records may be gone, or go this moment.
  if ((await findRow(tables.tenants, listed)) !== undefined)
    transaction.updateEntity({ ...listed, undoneBy: id }, 'Merge');
}
