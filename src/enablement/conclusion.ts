import type { Assurance } from './assurance';

/** How a run ended. */
export type Outcome = 'succeeded' | 'planned' | 'blocked' | 'refused' | 'overdue' | 'cancelled' | 'failed';

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
  /** What could not be removed, and why: a person must. */
  left: string[];
}

/** What a finished run says. */
export interface Conclusion {
  outcome: Outcome;
  /** The outcome in words for the person who asked. */
  summary: string;
  verdict?: Verdict;
  /** Absent where nothing was proven or tried, as after a dry run. */
  assurance?: Assurance;
  cleanUp: CleanUp;
  /** ISO 8601, UTC. */
  finishedAt: string;
}
