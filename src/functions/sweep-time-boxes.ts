import type { Enablement } from '../enablement/enablement';
import { inOneLine } from '../enablement/log-event';
import { dueOf } from '../enablement/time-box';
import { isUndone } from '../enablement/undo-link';
import { announceEnd, standsStill } from '../workflows/activities/announce-end';
import { summonCourier } from '../workflows/summon-courier';
import { carryOutEnd, endTimeBox, type StoredBox } from './end-time-box';
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
  await sweeping.each(due, taskOf, (stored) => sweepTimeBox(sweeping, stored));
  return boxes.some(({ box }) => box.endToldAt === undefined) || timeBoxes.isAnyUnreadable(tenantId);
}

async function sweepTimeBox(sweeping: Sweeping, stored: StoredBox): Promise<void> {
  const { store, timeBoxes, now } = sweeping.services;
  const { box, etag } = stored;
  const run = await store.find(box.id);
  // One that goes on ends by itself on its date. Before its end nobody knows what there is to announce.
  if (run?.closedAt === undefined) return;
  const due = dueOf(box, now().getTime());
  if (due === 'tellEnd') return tellEnd(sweeping, run, stored);
  if (isUndone(run) || !(await standsStill(store, run))) {
    const at = now().toISOString();
    await timeBoxes.put(run.tenantId, { ...box, endedAt: at, endToldAt: at }, etag);
  } else if (due === 'announce') await announce(sweeping, run, stored);
  else if (due === 'end') await endTimeBox(sweeping, run, stored);
}

async function announce(
  { services, client, context }: Sweeping,
  { tenantId }: Enablement,
  { box, etag }: StoredBox,
): Promise<void> {
  const { store, timeBoxes, now } = services;
  const { id: enablement, until } = box;
  const at = now().toISOString();
  context.log(inOneLine({ event: 'enablementEnding', enablement, tenant: tenantId, until }));
  if (await announceEnd(store, 'ending', box, at)) await summonCourier(client, enablement, context);
  await timeBoxes.put(tenantId, { ...box, announcedAt: at }, etag);
}

/** The run that puts back may take its time; what came of it is told once it is over. */
async function tellEnd(sweeping: Sweeping, run: Enablement, { box, etag }: StoredBox): Promise<void> {
  const { services, client, context } = sweeping;
  const { store, timeBoxes, now } = services;
  const back = await store.find(box.endedBy ?? '');
  if (back === undefined) return carryOutEnd(sweeping, run, box);
  if (back.closedAt === undefined) return;
  const at = now().toISOString();
  if (await announceEnd(store, 'ended', box, at)) await summonCourier(client, box.id, context);
  await timeBoxes.put(run.tenantId, { ...box, endToldAt: at }, etag);
}
