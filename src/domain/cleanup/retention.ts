import type { Enablement } from '../enablement/enablement';
import type { EnablementRequest } from '../enablement/request';
import { hasEnded, type Expiry } from '../enablement/expiry';

const DAY = 86_400_000;

/** How long records are kept, in days. */
export interface Retention {
  /** What was asked, done and found: the evidence. */
  evidenceDays: number;
  /** How orchestrations got there: of use while somebody hunts a fault. */
  historyDays: number;
}

/** Until when a run that is over is kept, and with it the undo. Milliseconds. */
const keptUntil = (closedAt: string, { evidenceDays }: Retention): number =>
  Date.parse(closedAt) + evidenceDays * DAY;

/** Before when something must lie to be let go of, in milliseconds. */
export const oldBefore = (days: number, now: number): number => now - days * DAY;

/** What may still lean on a run. */
export interface RetentionContext {
  /** Until when it stands, where that was asked. */
  box?: Expiry | undefined;
  /** Runs of its tenant that are under way. */
  open: readonly { request: Pick<EnablementRequest, 'undoes'> }[];
}

/** `needed`: old enough, and something leans on it still. */
export type RetentionDecision = 'young' | 'needed' | 'old';

/** Whether the records of a run may go: all of them, or none. Those of an old one cannot be asked to lead back any more. */
export function retentionDecisionOf(
  { id, closedAt }: Pick<Enablement, 'id' | 'closedAt'>,
  { box, open }: RetentionContext,
  retention: Retention,
  now: number,
): RetentionDecision {
  if (closedAt === undefined || now < keptUntil(closedAt, retention)) return 'young';
  const hasOpenBox = box !== undefined && !hasEnded(box);
  const isBeingUndone = open.some(({ request }) => request.undoes === id);
  return hasOpenBox || isBeingUndone ? 'needed' : 'old';
}
