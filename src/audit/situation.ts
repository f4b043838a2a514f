import type { Reading } from '../controls/control';
import type { PlannedChange, PlanRules } from '../enablement/plan';
import type { Registration } from '../enablement/registration';
import type { Baseline } from './baseline';

/** A run of ours that is over, and what it really wrote. */
export interface PastRun {
  id: string;
  written: readonly PlannedChange[];
}

/** What an audit knows of a tenant when it has news. */
export interface Situation {
  auditId: string;
  tenant: Registration;
  baseline: Baseline;
  readings: readonly Reading[];
  /** The newest first; of interest only where something was opened. */
  runs: readonly PastRun[];
  isByHand: PlanRules['isByHand'];
}
