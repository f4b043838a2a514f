import type { Enablement } from '../../domain/enablement/enablement';
import { verdictOf, type Verdict } from '../../domain/diagnosis/verdict';
import { say } from '../../texts/say';
import type { ExpiryStore } from '../../store/enablements/expiry-store';

/** Until when a run's enablement is to stand, as it was asked or extended since; undefined where it has no end. */
export async function endOf(
  { expiries }: { expiries: Pick<ExpiryStore, 'find'> },
  { id, tenantId, request }: Enablement,
): Promise<string | undefined> {
  if (request.enableUntil === undefined || request.dryRun) return undefined;
  return (await expiries.find(tenantId, id))?.box.until ?? request.enableUntil;
}

/** That end, where it has passed. @param now milliseconds */
export async function passedEnd(
  tenantContext: Parameters<typeof endOf>[0],
  run: Enablement,
  now: number,
): Promise<string | undefined> {
  const until = await endOf(tenantContext, run);
  return until !== undefined && Date.parse(until) <= now ? until : undefined;
}

/** Nothing is opened, or stays open, beyond its date. */
export const pastEnd = (until: string): Verdict =>
  verdictOf('OVERDUE', say('verdict.endPassed', { until }), [say('advice.laterDate')]);
