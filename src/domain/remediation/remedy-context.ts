import type { Reading } from '../../controls/control';
import type { PlannedChange, PlanRules } from '../plan/plan';
import type { TenantSettings } from '../tenant/tenant-settings';
import type { Baseline } from '../audit/baseline';

/** A run of ours that is over, and what it really wrote. */
export interface PastRun {
  id: string;
  written: readonly PlannedChange[];
}

/** What an audit knows of a tenant when it has news. */
export interface Situation {
  auditId: string;
  tenant: TenantSettings;
  baseline: Baseline;
  readings: readonly Reading[];
  /** The newest first; of interest only where something was opened. */
  runs: readonly PastRun[];
  isManual: PlanRules['isManual'];
}
