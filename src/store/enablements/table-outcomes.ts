import { TableTransaction } from '@azure/data-tables';
import { finishedStep, type RunOutcome } from '../../domain/enablement/outcome';
import type { Enablement } from '../../domain/enablement/enablement';
import type { CloseResult, EnablementStore } from './enablement-store';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { nextStepRow } from './table-evidence';
import { holdsLease } from './table-lease';
import { numberEnding } from './table-finished';
import { changeRun, readRun } from './table-run-rows';
import { recordEndedUndo, listAsUndone } from './table-undo-links';
import { findRow, isAbsent, isConflict, isStale, type Tables } from '../tables/tables';

type Endings = Pick<EnablementStore, 'takeOver' | 'close' | 'release'>;

/** How a run ends: once. Its last step and its conclusion are one transaction, under the version of its row. */
export function tableOutcomes(tables: Tables): Endings {
  const release: Endings['release'] = async (id) => {
    const run = await readRun(tables, id);
    if (run?.runOutcome) await releaseTenant(run, run.runOutcome);
  };

  async function releaseTenant(run: Enablement, runOutcome: RunOutcome): Promise<void> {
    const { id, tenantId, acceptedAt } = run;
    const { outcome, finishedAt } = runOutcome;
    const { goal, requestedBy } = run.request;
    const said = { id, goal, requestedBy, acceptedAt, outcome, finishedAt };
    const listed = { ...keys.listedKey(tenantId, acceptedAt, id), ...said };
    await recordEndedUndo(tables, run, runOutcome);
    for (;;) {
      const isOpen = await findRow(tables.tenants, keys.openKey(tenantId, id));
      if (isOpen === undefined) return;
      const transaction = new TableTransaction();
      await numberEnding(tables, transaction, { tenantId, id, acceptedAt });
      // With all it says: one that was lost or spoiled keeps no run from ending.
      transaction.upsertEntity(listed, 'Merge');
      await listAsUndone(tables, transaction, run);
      const { partitionKey, rowKey } = keys.openKey(tenantId, id);
      transaction.deleteEntity(partitionKey, rowKey);
      if (await holdsLease(tables, run)) transaction.deleteEntity(tenantId, 'lease');
      try {
        await tables.tenants.submitTransaction(transaction.actions);
        return;
      } catch (error) {
        // Another run ended at the same moment, or somebody else ended this one: look again.
        if (!isConflict(error) && !isStale(error) && !isAbsent(error)) throw error;
      }
    }
  }

  return {
    release,

    takeOver: (id, at) =>
      changeRun<Awaited<ReturnType<Endings['takeOver']>>>(
        tables,
        id,
        ({ closedAt, takenOverAt, version: etag }) => {
          if (closedAt !== undefined) return { answer: 'closed' };
          if (takenOverAt !== undefined) return { answer: 'taken' };
          const changed = { ...keys.runKey(id), takenOverAt: at };
          return { answer: 'taken', write: () => tables.runs.updateEntity(changed, 'Merge', { etag }) };
        },
        () => 'unknown',
      ),

    async close(id, runEnd) {
      for (;;) {
        const run = await readRun(tables, id);
        if (run === undefined) throw new Error(`There is no run ${id} to close.`);
        if (run.closedAt === undefined && run.takenOverAt !== undefined && !runEnd.takesOver)
          return { kind: 'takenOver' };
        const { runOutcome: earlier, lastHash: named } = run;
        const written = earlier
          ? { runOutcome: earlier, ...(named && { lastHash: named }) }
          : await write(id, run.version, runEnd);
        // Somebody else wrote to the row, or to the number of the step, meanwhile: look again.
        if (written === undefined) continue;
        await releaseTenant(run, written.runOutcome);
        const tooLate = run.commands.filter(({ sequence }) => sequence > runEnd.seen);
        return { kind: 'closed', ...written, tooLate } satisfies CloseResult;
      }
    },
  };

  async function write(
    id: string,
    etag: string,
    { sequence, runOutcome }: Parameters<Endings['close']>[1],
  ): Promise<{ runOutcome: RunOutcome; lastHash?: string } | undefined> {
    const transaction = new TableTransaction();
    // The step first: the emulator shows a transaction's rows one by one, and a run that is over has its last step.
    const { row, hash: lastHash } = await nextStepRow(tables, id, sequence, finishedStep(runOutcome));
    transaction.createEntity(row);
    const ended = { closedAt: runOutcome.finishedAt, lastHash, ...spreadJson(runOutcome, 'runOutcome') };
    transaction.updateEntity({ ...keys.runKey(id), ...ended }, 'Merge', { etag });
    try {
      await tables.runs.submitTransaction(transaction.actions);
      return { runOutcome, lastHash };
    } catch (error) {
      if (!isConflict(error) && !isStale(error)) throw error;
      return undefined;
    }
  }
}
