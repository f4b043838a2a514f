import type { Enablement } from '../enablement/enablement';
import type { EnablementRequest } from '../enablement/request';
import { hasEnded, type TimeBox } from '../enablement/time-box';

const DAY = 86_400_000;

/** How long records are kept, in days. */
export interface Retention {
  /** What was asked, done and found: the evidence. */
  evidenceDays: number;
  /** How orchestrations got there: of use while somebody hunts a fault. */
  historyDays: number;
}

/** Until when a run that is over is kept, and with it the way back. Milliseconds. */
const keptUntil = (closedAt: string, { evidenceDays }: Retention): number =>
  Date.parse(closedAt) + evidenceDays * DAY;

/** Before when something must lie to be let go of, in milliseconds. */
export const oldBefore = (days: number, now: number): number => now - days * DAY;

/** What may still lean on a run. */
export interface Surroundings {
  /** Until when it stands, where that was asked. */
  box?: TimeBox | undefined;
  /** Runs of its tenant that are under way. */
  open: readonly { request: Pick<EnablementRequest, 'undoes'> }[];
}

/** `needed`: old enough, and something leans on it still. */
export type Fate = 'young' | 'needed' | 'old';

/** Whether the records of a run may go: all of them, or none. Those of an old one cannot be asked to lead back any more. */
export function fateOf(
  { id, closedAt }: Pick<Enablement, 'id' | 'closedAt'>,
  { box, open }: Surroundings,
  retention: Retention,
  now: number,
): Fate {
  if (closedAt === undefined || now < keptUntil(closedAt, retention)) return 'young';
  const hasOpenBox = box !== undefined && !hasEnded(box);
  const isBeingUndone = open.some(({ request }) => request.undoes === id);
  return hasOpenBox || isBeingUndone ? 'needed' : 'old';
}
