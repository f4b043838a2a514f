import type { Gate, Reading } from '../../controls/control';
import type { Baseline } from './baseline';
import type { AuditFinding } from './audit-finding';
import type { Remediated } from '../remediation/remediation-state';
import type { Proving } from './recurring-proof';

/** What is known of a tenant from one audit to the next. */
export interface AuditState {
  baseline: Baseline;
  /** The end of the last run whose work is in the baseline, ISO 8601; empty where there was none. */
  upTo: string;
  /** Gates that showed nothing the last time. */
  emptyGates: Gate[];
  /** The last readings that said something, by control. */
  readings: Readonly<Record<string, Extract<Reading, { kind: 'known' }>>>;
  findings: AuditFinding[];
  /** What was undone of late, by key; absent where nothing was. */
  remediated?: Readonly<Record<string, Remediated>>;
  /** Whether guests get in; absent where no run has shown that. */
  proving?: Proving;
  /** Teams that runs of ours named, the latest first. */
  teams?: string[];
}

export const NO_AUDIT_STATE: AuditState = {
  baseline: {},
  upTo: '',
  emptyGates: [],
  readings: {},
  findings: [],
};
