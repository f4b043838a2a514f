import { inOneLine } from '../enablement/log-event';
import { workOf } from '../enablement/request';
import { dueOf, type TimeBox } from '../enablement/time-box';
import { wayBackOf } from '../enablement/way-back';
import type { TimeBoxStore } from '../store/time-box-store';
import { announceEnd } from '../workflows/activities/announce-end';
import { startRun } from '../workflows/start-run';
import { summonCourier } from '../workflows/summon-courier';
import type { Sweeping } from './sweeping';

/**
 * Ends what was enabled until a date, by a run that puts back what the enablement changed. The date stands in a row and
 * nothing waits for it: a restart, a redeploy or a month cannot lose it. Answers whether any is still to end, or
 * to be told of.
 */
export async function sweepTimeBoxes(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  const { timeBoxes, now } = sweeping.services;
  const boxes = await timeBoxes.list(tenantId);
  const due = boxes.filter(({ box }) => dueOf(box, now().getTime()) !== undefined);
  const taskOf = ({ box }: StoredBox) => ({ chore: 'timeBox', tenant: tenantId, item: box.id });
  await sweeping.each(due, taskOf, (stored) => sweepTimeBox(sweeping, tenantId, stored));
  return boxes.some(({ box }) => box.endToldAt === undefined);
}

type StoredBox = Awaited<ReturnType<TimeBoxStore['list']>>[number];

async function sweepTimeBox(
  { services, client, context }: Sweeping,
  tenantId: string,
  { box, etag }: StoredBox,
): Promise<void> {
  const { store, timeBoxes, now } = services;
  const due = dueOf(box, now().getTime());
  const at = now().toISOString();
  if (due === 'announce') {
    const { id: enablement, until } = box;
    context.log(inOneLine({ event: 'enablementEnding', enablement, tenant: tenantId, until }));
    if (await announceEnd(store, 'ending', box, at)) await summonCourier(client, box.id, context);
    await timeBoxes.put(tenantId, { ...box, announcedAt: at }, etag);
  }
  // The run that puts back may take its time; what came of it is told once it is over.
  if (due === 'tellEnd' && (await store.find(box.endedBy ?? ''))?.closedAt !== undefined) {
    if (await announceEnd(store, 'ended', box, at)) await summonCourier(client, box.id, context);
    await timeBoxes.put(tenantId, { ...box, endToldAt: at }, etag);
  }
  const endedBy = due === 'end' ? await end({ services, client, context }, box) : undefined;
  if (endedBy !== undefined) await timeBoxes.put(tenantId, { ...box, endedBy }, etag);
}

/** Answers the run that puts back; undefined while it has to wait. */
async function end(
  { services: { store, newId, now }, client, context }: Pick<Sweeping, 'services' | 'client' | 'context'>,
  { id, until }: TimeBox,
): Promise<string | undefined> {
  const run = await store.find(id);
  if (run?.closedAt === undefined) return undefined;
  const request = wayBackOf(run, {
    requestedBy: run.request.requestedBy,
    justification: `Enabled until ${until}.`,
    endsTimeBox: true,
  });
  const back = newId();
  const admitted = await store.admit({
    id: back,
    request,
    work: workOf(request),
    acceptedAt: now().toISOString(),
    // A sweep that died after this line finds the same run again.
    idempotency: { key: `the end of ${id}`, fingerprint: until },
  });
  switch (admitted.kind) {
    case 'admitted':
      context.log(
        inOneLine({ event: 'runAccepted', enablement: back, tenant: run.tenantId, goal: request.goal }),
      );
      await startRun(client, back, context);
      return back;
    case 'joined':
    case 'replayed':
      return admitted.id;
    default:
      context.warn(`Enablement ${id} is to end, and something else is changing its tenant; later`);
      return undefined;
  }
}
