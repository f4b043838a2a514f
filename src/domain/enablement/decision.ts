import type { Explanation } from '../diagnosis/explanation';
import type { Plan } from '../plan/plan';

/** What the planning step keeps. */
export interface PlannedResult {
  plan: Plan;
  /** Until when a second person must have agreed, ISO 8601, UTC; absent where nobody must. */
  decideBy?: string;
  /** Why the plan cannot be carried out at all. */
  explanation?: Explanation;
}

/** How the wait for a second person ended. */
export type Decision =
  | { kind: 'approved'; by: string; byId?: string; comment?: string; planHash: string }
  /** Without a person: nobody decided in time; `until` where that was the date until which it was to stand. */
  | { kind: 'declined'; by?: string; byId?: string; comment?: string; until?: string }
  | { kind: 'cancelled'; by: string }
  /** Somebody else ended the run: the row is closed. */
  | { kind: 'closed' };

/** What the step keeps: the decision, and the last command it took notice of. */
export type DecidedResult = Decision & { seen: number };
