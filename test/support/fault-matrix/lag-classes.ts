import type { FaultClass } from './fault-class';

const lags = (hours: number, mayEnd: readonly string[]): FaultClass => ({
  name: `readings lag ${hours} h`,
  realm: 'document',
  lagHours: hours,
  mayEnd,
});

/** What no reading shows in time is not called done: the run may end as not seen to work, and says so. */
const UNSEEN = ['succeeded', 'undone', 'overdue', 'failed', 'blocked'];

/** Longer than the usual lag, and longer than any: see `src/domain/proof/reading-lag.ts`. */
export const LAG_CLASSES: readonly FaultClass[] = [lags(1.5, UNSEEN), lags(3, UNSEEN), lags(5, UNSEEN)];
