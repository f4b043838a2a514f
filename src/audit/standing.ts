import type { Gate, Reading } from '../controls/control';
import type { Baseline } from './baseline';
import type { AuditFinding } from './finding';
import type { Mended } from './mended';
import type { Proving } from './proving';

/** What is known of a tenant from one audit to the next. */
export interface Standing {
  baseline: Baseline;
  /** The end of the last run whose work is in the baseline, ISO 8601; empty where there was none. */
  upTo: string;
  /** Gates that showed nothing the last time. */
  emptyGates: Gate[];
  /** The last readings that said something, by control. */
  readings: Readonly<Record<string, Extract<Reading, { kind: 'known' }>>>;
  findings: AuditFinding[];
  /** What was put back of late, by key; absent where nothing was. */
  mended?: Readonly<Record<string, Mended>>;
  /** Whether guests get in; absent where no run has shown that. */
  proving?: Proving;
  /** Teams that runs of ours named, the latest first. */
  teams?: string[];
}

export const NO_STANDING: Standing = { baseline: {}, upTo: '', emptyGates: [], readings: {}, findings: [] };
