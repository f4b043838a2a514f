export type VerdictKind =
  'INPUT' | 'PERMISSION' | 'BLOCKED' | 'PENDING' | 'REVERTED' | 'OVERDUE' | 'EXTERNAL' | 'UNKNOWN';

/** Why a guest cannot get in. */
export interface Verdict {
  kind: VerdictKind;
  /** The checklist id of the switch that closes the door, where one does. */
  control?: string;
  /** What is the matter, in a sentence. */
  text: string;
  /** What the reader can do, most useful first. */
  advice: string[];
}
