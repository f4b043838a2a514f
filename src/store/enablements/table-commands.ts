import { TableTransaction } from '@azure/data-tables';
import { isReport, type Command } from '../../domain/enablement/enablement';
import type { EnablementStore, CommandResult } from './enablement-store';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { changeRun } from './table-run-rows';
import type { Tables } from '../tables/tables';

/** A run is told to try a hundred times at most; a caller that says it more often has a loop of its own to fix. */
const MOST_PROBES = 100;
/** Graph may report every few minutes; beyond this it tells nothing new. */
const MOST_REPORTS = 120;

const isDecision = ({ kind }: Pick<Command, 'kind'>): boolean => kind === 'approve' || kind === 'decline';

/** Whether a command is the very one that is said now: it was written, and the storage answered that it was not. */
const isVery = (written: Command, { kind, by, byId, at }: Omit<Command, 'sequence'>): boolean =>
  written.kind === kind && written.by === by && written.byId === byId && written.at === at;

/**
 * What a run is told. Each command is a row of its own, numbered under the version of the run's row, in one transaction
 * with it. What stops a run is never refused for want of room: of those there is one each at most.
 */
export function tableCommands(tables: Tables): Pick<EnablementStore, 'sendCommand'> {
  return {
    sendCommand: (id, said, received = 0) =>
      changeRun<CommandResult>(
        tables,
        id,
        ({ commands, closedAt, version }) => {
          if (closedAt !== undefined) return { answer: { kind: 'closed' } };
          const earlier =
            isDecision(said) && commands.find((one) => isDecision(one) && one.subject === said.subject);
          if (earlier && !isVery(earlier, said)) return { answer: { kind: 'decided', by: earlier.by } };
          if (earlier) return { answer: { kind: 'commandReceived', sequence: earlier.sequence } };
          const pending = pendingOne(said, commands, received);
          if (pending) return { answer: { kind: 'commandReceived', sequence: pending.sequence } };
          if (isFull(said, commands)) return { answer: { kind: 'tooMany' } };
          const command: Command = { sequence: commands.length + 1, ...said };
          return {
            answer: { kind: 'commandReceived', sequence: command.sequence },
            write: () => append(id, command, version),
          };
        },
        () => ({ kind: 'unknown' }),
      ),
  };

  async function append(id: string, command: Command, etag: string): Promise<void> {
    const { sequence } = command;
    const transaction = new TableTransaction();
    // The command first, then its number in the run's row: the emulator shows a transaction's rows one by one.
    transaction.upsertEntity({ ...keys.commandKey(id, sequence), ...spreadJson(command) }, 'Replace');
    transaction.updateEntity({ ...keys.runKey(id), commandCount: sequence }, 'Merge', { etag });
    await tables.runs.submitTransaction(transaction.actions);
  }
}

/** The same thing said before and not acted on yet: a run that is cancelled is cancelled, and one try answers all. */
function pendingOne(
  { kind }: Pick<Command, 'kind'>,
  commands: readonly Command[],
  received: number,
): Command | undefined {
  if (kind === 'cancel') return commands.find((one) => one.kind === 'cancel');
  return kind === 'probe'
    ? commands.find((one) => one.kind === 'probe' && one.sequence > received)
    : undefined;
}

function isFull(said: Pick<Command, 'kind'>, commands: readonly Command[]): boolean {
  const sofar = (fits: (one: Command) => boolean): number => commands.filter(fits).length;
  if (isReport(said)) return sofar(isReport) >= MOST_REPORTS;
  return said.kind === 'probe' && sofar(({ kind }) => kind === 'probe') >= MOST_PROBES;
}
