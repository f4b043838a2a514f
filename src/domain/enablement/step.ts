import type { Said } from '../../texts/said';

/** The kinds of step a run records, in the order they first occur. */
export type StepKind =
  | 'accepted'
  | 'inspected'
  | 'planned'
  | 'decided'
  | 'applied'
  | 'probed'
  | 'commandReceived'
  | 'undoPlanned'
  | 'undone'
  | 'failed'
  | 'cleanedUp'
  | 'finished';

/** What the activity that did a step says about it. Times are ISO 8601, UTC. */
export interface StepReport {
  kind: StepKind;
  /** The checklist ids the step is about: `E-1`. */
  controls?: string[];
  started: string;
  ended: string;
  /** The identity that did it: the application's object id, or the person who told the run something. */
  as?: string;
  /** The identity of who told the run something: `person:TENANT/OBJECT`, `app:CLIENT`, `client:NAME`. */
  asId?: string;
  before?: unknown;
  after?: unknown;
  /** One English sentence for a person. */
  text: string;
  /** What the sentence was made of; absent in older records. */
  said?: Said;
  /** What the step came to; parsed again where a later step needs it. */
  result: unknown;
  /** Microsoft's request ids, for a support case. */
  requestIds: string[];
  /** The number it was asked for under, where that was taken by somebody else’s. */
  askedAs?: number;
  /** Microsoft's error as it came, never shortened to our reading of it. */
  error?: unknown;
}

/** A recorded step: numbered by the workflow, and chained to the one before it. */
export interface Step extends StepReport {
  sequence: number;
  previousHash: string;
  /** SHA-256 over the canonical JSON (RFC 8785) of this step without its hash, as lower-case hex. */
  hash: string;
}
