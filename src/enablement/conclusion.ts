import type { Assurance } from './assurance';
import type { Explanation } from './explanation';
import type { Kept } from './kept-guest';
import type { StepReport } from './step';

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

/** Why a guest cannot get in. */
export type VerdictKind =
  'INPUT' | 'PERMISSION' | 'BLOCKED' | 'PENDING' | 'REVERTED' | 'OVERDUE' | 'EXTERNAL' | 'UNKNOWN';

export interface Verdict {
  kind: VerdictKind;
  /** The checklist id of the switch that closes the door, where one does. */
  control?: string;
  /** What is the matter, in a sentence. */
  text: string;
  /** What the reader can do, most useful first. */
  advice: string[];
}

export interface CleanUp {
  removed: string[];
  /** What was not removed, and why. */
  left: string[];
  /** What of it was left on purpose, because it may be somebody’s; a person must remove the rest. */
  kept?: Kept[];
}

/** What was put back, and what was not. */
export interface Undoing {
  putBack: string[];
  /** What somebody changed since, or what could not be read: left alone. */
  conflicts: string[];
  /** What was written back, and no reading has shown: whether it is back is not known. */
  unseen?: string[];
  /** What should have been put back and was not: it was refused, or nobody came so far. */
  notPutBack: string[];
  /** What an administrator must put back himself, with the line to type. */
  byHand: string[];
  /** What no switch puts back: a person must look at it. */
  followUps: string[];
}

/** External access, which only people can try out. */
export interface PartnerTest {
  state: 'pending' | 'confirmed';
  /** Who confirmed it, and when; ISO 8601, UTC. */
  by?: string;
  /** The machine through which it was confirmed. */
  through?: string;
  /** The identity of whoever confirmed it. */
  byId?: string;
  at?: string;
  /** Hours after which the settings are usually effective everywhere. */
  usualDelayHours: number;
  /** When our side was opened, and until when that is usually effective; absent where it was open before the run. */
  changedAt?: string;
  usuallyEffectiveBy?: string;
  /** Ready to be sent to the partner's administrator. */
  message: string;
}

/** What a finished run says. */
export interface Conclusion {
  outcome: Outcome;
  /** The outcome in words for the person who asked. */
  summary: string;
  verdict?: Verdict;
  /** What keeps the guest out, link by link; where a verdict ended the run. */
  explanation?: Explanation;
  /** Absent where nothing was proven or tried, as after a dry run. */
  assurance?: Assurance;
  cleanUp: CleanUp;
  undoing?: Undoing;
  partnerTest?: PartnerTest;
  /** ISO 8601, UTC. */
  finishedAt: string;
}

/** The last step of a run says what its conclusion says. */
export const finishedStep = (conclusion: Conclusion): StepReport => ({
  kind: 'finished',
  started: conclusion.finishedAt,
  ended: conclusion.finishedAt,
  text: conclusion.summary,
  result: conclusion,
  requestIds: [],
});
