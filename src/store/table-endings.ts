import { TableTransaction } from '@azure/data-tables';
import { finishedStep, type Conclusion } from '../enablement/conclusion';
import type { Enablement } from '../enablement/enablement';
import type { CloseResult, EnablementStore } from './enablement-store';
import * as keys from './keys';
import { spreadJson } from './long-json';
import { nextStepRow } from './table-evidence';
import { holdsLease } from './table-lease';
import { numberEnding } from './table-finished';
import { changeRun, readRun } from './table-run-rows';
import { linkEndedUndo, listAsUndone } from './table-undo-links';
import { findRow, isAbsent, isConflict, isStale, type Tables } from './tables';

type Endings = Pick<EnablementStore, 'takeOver' | 'close' | 'release'>;

/** How a run ends: once. Its last step and its conclusion are one transaction, under the version of its row. */
export function tableEndings(tables: Tables): Endings {
  const release: Endings['release'] = async (id) => {
    const run = await readRun(tables, id);
    if (run?.conclusion) await releaseTenant(run, run.conclusion);
  };

  async function releaseTenant(run: Enablement, conclusion: Conclusion): Promise<void> {
    const { id, tenantId, acceptedAt } = run;
    const { outcome, finishedAt } = conclusion;
    const { goal, requestedBy } = run.request;
    const said = { id, goal, requestedBy, acceptedAt, outcome, finishedAt };
    const listed = { ...keys.listedKey(tenantId, acceptedAt, id), ...said };
    await linkEndedUndo(tables, run, conclusion);
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

    async close(id, ending) {
      for (;;) {
        const run = await readRun(tables, id);
        if (run === undefined) throw new Error(`There is no run ${id} to close.`);
        if (run.closedAt === undefined && run.takenOverAt !== undefined && !ending.takesOver)
          return { kind: 'takenOver' };
        const { conclusion: earlier, lastHash: named } = run;
        const written = earlier
          ? { conclusion: earlier, ...(named && { lastHash: named }) }
          : await write(id, run.version, ending);
        // Somebody else wrote to the row, or to the number of the step, meanwhile: look again.
        if (written === undefined) continue;
        await releaseTenant(run, written.conclusion);
        const tooLate = run.commands.filter(({ sequence }) => sequence > ending.seen);
        return { kind: 'closed', ...written, tooLate } satisfies CloseResult;
      }
    },
  };

  async function write(
    id: string,
    etag: string,
    { sequence, conclusion }: Parameters<Endings['close']>[1],
  ): Promise<{ conclusion: Conclusion; lastHash?: string } | undefined> {
    const transaction = new TableTransaction();
    // The step first: the emulator shows a transaction's rows one by one, and a run that is over has its last step.
    const { row, hash: lastHash } = await nextStepRow(tables, id, sequence, finishedStep(conclusion));
    transaction.createEntity(row);
    const ended = { closedAt: conclusion.finishedAt, lastHash, ...spreadJson(conclusion, 'conclusion') };
    transaction.updateEntity({ ...keys.runKey(id), ...ended }, 'Merge', { etag });
    try {
      await tables.runs.submitTransaction(transaction.actions);
      return { conclusion, lastHash };
    } catch (error) {
      if (!isConflict(error) && !isStale(error)) throw error;
      return undefined;
    }
  }
}
