import { inOneLine } from '../enablement/log-event';
import { workOf } from '../enablement/request';
import type { TimeBox } from '../enablement/time-box';
import { wayBackOf } from '../enablement/way-back';
import type { Enablement } from '../enablement/enablement';
import type { TimeBoxStore } from '../store/time-box-store';
import { startRun } from '../workflows/start-run';
import type { Sweeping } from './sweeping';

export type StoredBox = Awaited<ReturnType<TimeBoxStore['list']>>[number];

/**
 * Ends a time box whose date has come. The run that puts back is noted in the box before it is asked for: whoever extends the
 * box is either there before, and then nothing ends, or is told that it ends already.
 */
export async function endTimeBox(
  sweeping: Sweeping,
  run: Enablement,
  { box, etag }: StoredBox,
): Promise<void> {
  const { timeBoxes, newId } = sweeping.services;
  const claimed = { ...box, endedBy: newId() };
  if ((await timeBoxes.put(run.tenantId, claimed, etag)) === 'saved')
    await carryOutEnd(sweeping, run, claimed);
}

/** Asks for the run that a box names, also where an earlier sweep died before it had; one that was asked for stays as it is. */
export async function carryOutEnd(
  { services: { store, timeBoxes, now }, client, context }: Sweeping,
  run: Enablement,
  { id, until, endedBy = '' }: TimeBox,
): Promise<void> {
  const request = wayBackOf(run, {
    requestedBy: run.request.requestedBy,
    justification: `Enabled until ${until}.`,
    endsTimeBox: true,
  });
  const admitted = await store.admit({
    id: endedBy,
    request,
    work: workOf(request),
    acceptedAt: now().toISOString(),
    // Another date is another end.
    idempotency: { key: `the end of ${id} at ${until}`, fingerprint: until },
  });
  switch (admitted.kind) {
    case 'admitted':
      context.log(
        inOneLine({ event: 'runAccepted', enablement: endedBy, tenant: run.tenantId, goal: request.goal }),
      );
      return startRun(client, endedBy, context);
    case 'joined':
    case 'replayed':
      return changeBox((box) => ({ ...box, endedBy: admitted.id }));
    default:
      context.warn(`Enablement ${id} is to end, and something else is changing its tenant; later`);
      // Until then it stands, and may be extended.
      return changeBox(({ endedBy: _, ...box }) => box);
  }

  /** Only where the box names that run still. */
  async function changeBox(change: (box: TimeBox) => TimeBox): Promise<void> {
    const found = await timeBoxes.find(run.tenantId, id);
    if (found?.box.endedBy === endedBy) await timeBoxes.put(run.tenantId, change(found.box), found.etag);
  }
}
