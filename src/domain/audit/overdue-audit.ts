import type { AuditRun } from './audit-run';

const HOUR = 3_600_000;
/** A timer may be late by so much, and a sweep behind it. */
const GRACE = HOUR;
/** An audit that takes longer is not coming to its end. */
export const LONGEST_AUDIT = 12 * HOUR;

/** An audit that should have been made. It is overdue until another begins. */
export interface Overdue {
  /** The last that began. */
  audit: string;
  /** `notBegun`: the next after it; `notEnded`: that one. */
  reason: 'notBegun' | 'notEnded';
  /** When the next was due, or this one began; ISO 8601, UTC. */
  since: string;
}

/** Whether an audit that should have run did not, or began and came to no end: silence is no good sign. */
export function overdueAfter(
  latest: Omit<AuditRun, 'tenants'> | undefined,
  now: number,
): Overdue | undefined {
  if (latest === undefined) return undefined;
  const { id: audit, startedAt, finishedAt, nextDue } = latest;
  if (nextDue !== undefined && now > Date.parse(nextDue) + GRACE)
    return { audit, reason: 'notBegun', since: nextDue };
  if (finishedAt === undefined && now - Date.parse(startedAt) > LONGEST_AUDIT)
    return { audit, reason: 'notEnded', since: startedAt };
  return undefined;
}
