import type { Said, Sentence } from '../../texts/said';
import type { Assurance } from '../proof/proof-ladder';
import type { Explanation } from '../diagnosis/explanation';
import type { Kept } from '../proof/kept-guest';
import type { PartnerTest } from '../partner/partner-test';
import type { StepReport } from './step';
import type { Verdict } from '../diagnosis/verdict';

/** How a run ended. */
export type Outcome =
  | 'succeeded'
  | 'planned'
  | 'declined'
  | 'blocked'
  | 'refused'
  | 'overdue'
  | 'cancelled'
  | 'failed'
  | 'undone';

export interface CleanUp {
  removed: string[];
  /** What each line was made of, in the same order; absent in older records. */
  removedSaid?: Said[];
  /** What was not removed, and why. */
  left: string[];
  leftSaid?: Said[];
  /** What of it was left on purpose, because it may be somebody’s; a person must remove the rest. */
  kept?: Kept[];
}

/** What was undone, and what was not. */
export interface UndoResult {
  undone: string[];
  /** What somebody changed since, or what could not be read: left alone. */
  conflicts: string[];
  /** What was written back, and no reading has shown: whether it is back is not known. */
  unseen?: string[];
  /** What should have been undone and was not: it was refused, or nobody came so far. */
  notUndone: string[];
  /** What an administrator must put back himself, with the line to type. */
  manualSteps: string[];
  /** What no switch undoes: a person must look at it. */
  followUps: string[];
  /** What the lines of each list were made of, in the same order; absent in older records. */
  said?: Partial<Record<UndoingList, Said[]>>;
}

/** The lists of an undo. */
const UNDOING_LISTS = [
  'undone',
  'unseen',
  'conflicts',
  'notUndone',
  'manualSteps',
  'followUps',
] as const satisfies (keyof UndoResult)[];
type UndoingList = (typeof UNDOING_LISTS)[number];

/** An undo in sentences of the catalogues. */
export function undoingIn(
  lists: Record<Exclude<UndoingList, 'unseen'>, Sentence[]> & { unseen?: Sentence[] },
): UndoResult {
  const textsOf = (list: readonly Sentence[]): string[] => list.map(({ text }) => text);
  const { undone, unseen = [], conflicts, notUndone, manualSteps, followUps } = lists;
  const filled = UNDOING_LISTS.filter((name) => (lists[name] ?? []).length > 0);
  const said = Object.fromEntries(filled.map((name) => [name, (lists[name] ?? []).map((one) => one.said)]));
  return {
    undone: textsOf(undone),
    ...(unseen.length > 0 && { unseen: textsOf(unseen) }),
    conflicts: textsOf(conflicts),
    notUndone: textsOf(notUndone),
    manualSteps: textsOf(manualSteps),
    followUps: textsOf(followUps),
    ...(filled.length > 0 && { said }),
  };
}

/** What a finished run says. */
export interface RunOutcome {
  outcome: Outcome;
  /** The outcome in words for the person who asked. */
  summary: string;
  /** What the summary was made of; absent in older records, and where it was too long to be kept. */
  summarySaid?: Said;
  verdict?: Verdict;
  /** What keeps the guest out, link by link; where a verdict ended the run. */
  explanation?: Explanation;
  /** Absent where nothing was proven or tried, as after a dry run. */
  assurance?: Assurance;
  cleanUp: CleanUp;
  undoing?: UndoResult;
  partnerTest?: PartnerTest;
  /** ISO 8601, UTC. */
  finishedAt: string;
}

/** The last step of a run says what its conclusion says. */
export const finishedStep = (runOutcome: RunOutcome): StepReport => ({
  kind: 'finished',
  started: runOutcome.finishedAt,
  ended: runOutcome.finishedAt,
  text: runOutcome.summary,
  ...(runOutcome.summarySaid && { said: runOutcome.summarySaid }),
  result: runOutcome,
  requestIds: [],
});
