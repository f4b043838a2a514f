import { TableTransaction } from '@azure/data-tables';
import type { RunOutcome } from '../../domain/enablement/outcome';
import type { Enablement } from '../../domain/enablement/enablement';
import { endedUndoStatus, isUndone, type UndoStatus } from '../../domain/plan/undo-status';
import type { OpenRun } from './enablement-store';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { changeRun, readRun } from './table-run-rows';
import { findRow, type Tables } from '../tables/tables';
import { UnreadableRecord } from '../tables/unreadable-rows';

/** Has the row of a run name the run that undoes it; what was undone for good stays so. */
async function link(
  tables: Tables,
  undone: string,
  undo: UndoStatus,
  isWanted: (earlier: UndoStatus | undefined) => boolean,
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
export async function recordAdmittedUndo(tables: Tables, { id, request }: OpenRun): Promise<void> {
  const { undoes, dryRun } = request;
  if (undoes === undefined || dryRun) return;
  if ((await findRow(tables.runs, keys.runKey(id))) !== undefined) return;
  await link(tables, undoes, { id }, (earlier) => earlier?.id !== id);
}

/** After the conclusion of an undo is written and before its tenant is free: a crash between has it done again. */
export async function recordEndedUndo(
  tables: Tables,
  { id, request }: Enablement,
  runOutcome: RunOutcome,
): Promise<void> {
  const { undoes, dryRun } = request;
  if (undoes === undefined || dryRun) return;
  await link(
    tables,
    undoes,
    endedUndoStatus(id, runOutcome),
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
