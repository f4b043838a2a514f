import { TableTransaction } from '@azure/data-tables';
import type { Conclusion } from '../enablement/conclusion';
import { isReport, type Command, type Enablement } from '../enablement/enablement';
import type { EnablementStore } from './enablement-store';
import * as keys from './keys';
import * as rows from './rows';
import { numberEnding } from './table-finished';
import { legible } from './unreadable';
import { findRow, isAbsent, isConflict, isStale, withTables, type Tables } from './tables';

type Runs = Pick<EnablementStore, 'find' | 'tell' | 'close' | 'confirm' | 'restore'>;

/** A row holds some hundred commands at most; a caller that says more has a loop of its own to mend. */
const MOST_COMMANDS = 200;
/** What Graph reports, and it may do so every few minutes, leaves room for what people say. */
const MOST_REPORTS = 120;

const isDecision = ({ kind }: Pick<Command, 'kind'>): boolean => kind === 'approve' || kind === 'decline';

/** The row of a run: what was asked, what it was told, how it ended. Every change goes under its ETag. */
export function tableRuns(tables: Tables): Runs {
  const read = async (id: string): Promise<(Enablement & { version: string }) | undefined> => {
    const row = await withTables(tables, () => findRow(tables.runs, keys.runKey(id)));
    if (row === undefined) return undefined;
    const { etag, partitionKey, ...run } = legible(tables.unreadable, tables.runs, row, (one) =>
      rows.runRowSchema.parse(one),
    );
    return { id: partitionKey, version: etag, ...run };
  };

  /** Changes the row as read, and again from the start when somebody else changed it in between. */
  async function change<T>(
    id: string,
    decide: (run: Enablement) => { answer: T; write?: Record<string, string> },
    absent: () => T,
  ): Promise<T> {
    for (;;) {
      const run = await read(id);
      if (run === undefined) return absent();
      const { answer, write } = decide(run);
      if (write === undefined) return answer;
      try {
        await tables.runs.updateEntity({ ...keys.runKey(id), ...write }, 'Merge', { etag: run.version });
        return answer;
      } catch (error) {
        if (!isStale(error)) throw error;
      }
    }
  }

  async function release({ id, tenantId, acceptedAt }: Enablement, conclusion: Conclusion): Promise<void> {
    const { outcome, finishedAt } = conclusion;
    const listed = { ...keys.listedKey(tenantId, acceptedAt, id), outcome, finishedAt };
    for (;;) {
      const isOpen = await findRow(tables.tenants, keys.openKey(tenantId, id));
      if (isOpen === undefined) return;
      const transaction = new TableTransaction();
      await numberEnding(tables, transaction, { tenantId, id });
      transaction.updateEntity(listed, 'Merge');
      const { partitionKey, rowKey } = keys.openKey(tenantId, id);
      transaction.deleteEntity(partitionKey, rowKey);
      const lease = await findRow(tables.tenants, keys.leaseKey(tenantId));
      if (lease && rows.leaseRowSchema.parse(lease).id === id) transaction.deleteEntity(tenantId, 'lease');
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
    async restore({ id, request, acceptedAt }) {
      const { tenantId } = request;
      const row = {
        ...keys.runKey(id),
        tenantId,
        acceptedAt,
        request: JSON.stringify(request),
        commands: '[]',
      };
      await withTables(tables, () => tables.runs.createEntity(row)).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
    },

    async find(id) {
      const found = await read(id);
      if (found === undefined) return undefined;
      const { version: _, ...run } = found;
      return run;
    },

    tell: (id, said) =>
      change<Awaited<ReturnType<Runs['tell']>>>(
        id,
        ({ commands, closedAt }) => {
          if (closedAt !== undefined) return { answer: { kind: 'closed' } };
          const earlier =
            isDecision(said) && commands.find((one) => isDecision(one) && one.subject === said.subject);
          if (earlier) return { answer: { kind: 'decided', by: earlier.by } };
          const isFull = isReport(said)
            ? commands.filter(isReport).length >= MOST_REPORTS
            : commands.length >= MOST_COMMANDS;
          if (isFull) return { answer: { kind: 'tooMany' } };
          const sequence = commands.length + 1;
          const next: Command[] = [...commands, { sequence, ...said }];
          return { answer: { kind: 'told', sequence }, write: { commands: JSON.stringify(next) } };
        },
        () => ({ kind: 'unknown' }),
      ),

    confirm: (id, confirmation) =>
      change<Awaited<ReturnType<Runs['confirm']>>>(
        id,
        ({ conclusion, confirmation: earlier }) => {
          if (conclusion?.partnerTest === undefined) return { answer: { kind: 'notPending' } };
          if (earlier !== undefined) return { answer: { kind: 'earlier', by: earlier.by } };
          return { answer: { kind: 'confirmed' }, write: { confirmation: JSON.stringify(confirmation) } };
        },
        () => ({ kind: 'unknown' }),
      ),

    async close(id, { seen, conclusion }) {
      const ended = await change<Enablement | undefined>(
        id,
        (run) =>
          run.closedAt === undefined
            ? {
                answer: { ...run, conclusion },
                write: { closedAt: conclusion.finishedAt, conclusion: JSON.stringify(conclusion) },
              }
            : { answer: run },
        () => undefined,
      );
      if (ended?.conclusion === undefined) throw new Error(`There is no run ${id} to close.`);
      await release(ended, ended.conclusion);
      return { tooLate: ended.commands.filter(({ sequence }) => sequence > seen) };
    },
  };
}
