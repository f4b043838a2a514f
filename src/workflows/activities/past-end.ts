import type { Enablement } from '../../enablement/enablement';
import { verdictOf, type Verdict } from '../../enablement/verdict';
import { say } from '../../texts/say';
import type { TimeBoxStore } from '../../store/time-box-store';

/** Until when a run's enablement is to stand, as it was asked or extended since; undefined where it has no end. */
export async function endOf(
  { timeBoxes }: { timeBoxes: Pick<TimeBoxStore, 'find'> },
  { id, tenantId, request }: Enablement,
): Promise<string | undefined> {
  if (request.enableUntil === undefined || request.dryRun) return undefined;
  return (await timeBoxes.find(tenantId, id))?.box.until ?? request.enableUntil;
}

/** That end, where it has passed. @param now milliseconds */
export async function passedEnd(
  tools: Parameters<typeof endOf>[0],
  run: Enablement,
  now: number,
): Promise<string | undefined> {
  const until = await endOf(tools, run);
  return until !== undefined && Date.parse(until) <= now ? until : undefined;
}

/** Nothing is opened, or stays open, beyond its date. */
export const pastEnd = (until: string): Verdict =>
  verdictOf('OVERDUE', say('verdict.endPassed', { until }), [say('advice.laterDate')]);
