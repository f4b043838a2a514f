import type { Enablement } from '../../domain/enablement/enablement';
import type { ChainReport } from '../../domain/enablement/evidence';
import type { PlannedChange } from '../../domain/plan/plan';
import type { EnablementStatus } from '../../domain/enablement/status';
import type { Step } from '../../domain/enablement/step';

/** What somebody may do to a run, by his role and by where the run stands. */
export type ActionName = 'cancel' | 'probe' | 'decision' | 'undo' | 'confirm' | 'send' | 'replay' | 'extend';

/** Everything the page of a run shows. */
export interface RunView {
  run: Enablement;
  status: EnablementStatus;
  steps: readonly Step[];
  chain: ChainReport;
  /** What was really written. */
  written: readonly PlannedChange[];
  now: Date;
  actions: ReadonlySet<ActionName>;
  /** Whether the reader asked for it himself. */
  isOwn: boolean;
  /** Seconds until it is worth looking again; absent once it is over. */
  lookAgainAfter?: number;
}

/** Whether this is a plan to look over before it is sent in earnest. */
export const isReview = ({ request }: Enablement): boolean => request.dryRun;
