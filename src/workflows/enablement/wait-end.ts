import type { Verdict } from '../../domain/diagnosis/verdict';

/** Why the wait is over. */
export type WaitEnd =
  | { kind: 'proven' }
  | { kind: 'cancelled'; by: string }
  | { kind: 'stopped'; verdict: Verdict }
  /** What cannot be gone on with, in its own words. */
  | { kind: 'broken'; message: string; raw?: unknown }
  /** Somebody else ends the run, or ended it. */
  | { kind: 'closed' };
