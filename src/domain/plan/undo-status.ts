import type { RunOutcome, Outcome } from '../enablement/outcome';
import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';

/** The run that undoes another, as the row of that other knows it: from its admission on, and how it ended. */
export interface UndoStatus {
  id: string;
  /** ISO 8601, UTC; absent while it goes on. */
  endedAt?: string;
  outcome?: Outcome;
  /** Whether every setting that the other changed is back as it was. */
  isComplete?: boolean;
}

/** `incomplete`: it ended and left something as it is. */
export type UndoState = 'running' | 'undone' | 'incomplete';

interface Undoable {
  undo?: UndoStatus | undefined;
}

export function undoStateOf({ undo }: Undoable): UndoState | undefined {
  if (undo === undefined) return undefined;
  if (undo.endedAt === undefined) return 'running';
  return undo.isComplete === true ? 'undone' : 'incomplete';
}

export const isUndone = (run: Undoable): boolean => undoStateOf(run) === 'undone';

/** The link once its run has ended. Nothing counts as undone that was left, not seen, or is for a person to do. */
export function endedUndoStatus(id: string, { outcome, finishedAt, undoing }: RunOutcome): UndoStatus {
  const { conflicts = [], unseen = [], notUndone = [], manualSteps = [] } = undoing ?? {};
  const isComplete =
    outcome === 'undone' &&
    undoing !== undefined &&
    [conflicts, unseen, notUndone, manualSteps].every(({ length }) => length === 0);
  return { id, endedAt: finishedAt, outcome, isComplete };
}

/** What the status of a run that was undone, or is being, says beside how it ended. */
export function sayUndo({ undo }: Undoable): Sentence | undefined {
  if (undo === undefined) return undefined;
  const { id, endedAt = '', outcome = '' } = undo;
  switch (undoStateOf({ undo })) {
    case 'running':
      return say('status.beingUndone', { run: id });
    case 'undone':
      return say('status.undone', { run: id, at: endedAt });
    default:
      return say('status.undoIncomplete', { run: id, at: endedAt, outcome });
  }
}

export const undoInWords = (run: Undoable): string | undefined => sayUndo(run)?.text;
