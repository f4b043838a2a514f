import type { Enablement } from '../../domain/enablement/enablement';
import { inOneLine } from '../../domain/events/log-event';
import { dueOf } from '../../domain/enablement/expiry';
import { isUndone } from '../../domain/plan/undo-status';
import { emitExpiryEvent, isStillInEffect } from '../../workflows/delivery/activities/emit-expiry-event';
import { startDispatcher } from '../../workflows/delivery/start-dispatcher';
import { startExpiryUndo, expireEnablement, type StoredExpiry } from './expire-enablement';
import type { Sweeping } from './sweep-report';

/**
 * Ends what was enabled until a date, by a run that undoes what the enablement changed. The date stands in a row and
 * nothing waits for it: a restart, a redeploy or a month cannot lose it. Answers whether any is still to end, or
 * to be told of.
 */
export async function sweepExpiries(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  const { expiries, now } = sweeping.services;
  const boxes = await expiries.list(tenantId);
  const due = boxes.filter(({ box }) => dueOf(box, now().getTime()) !== undefined);
  const taskOf = ({ box }: StoredExpiry) => ({ task: 'expiry', tenant: tenantId, item: box.id });
  await sweeping.each(due, taskOf, (stored) => sweepTimeBox(sweeping, stored));
  return boxes.some(({ box }) => box.endNoticeSentAt === undefined) || expiries.isAnyUnreadable(tenantId);
}

async function sweepTimeBox(sweeping: Sweeping, stored: StoredExpiry): Promise<void> {
  const { store, expiries, now } = sweeping.services;
  const { box, etag } = stored;
  const run = await store.find(box.id);
  // One that goes on ends by itself on its date. Before its end nobody knows what there is to announce.
  if (run?.closedAt === undefined) return;
  const due = dueOf(box, now().getTime());
  if (due === 'notifyEnd') return notifyEnd(sweeping, run, stored);
  if (isUndone(run) || !(await isStillInEffect(store, run))) {
    const at = now().toISOString();
    await expiries.put(run.tenantId, { ...box, endedAt: at, endNoticeSentAt: at }, etag);
  } else if (due === 'emitEvent') await emitEvent(sweeping, run, stored);
  else if (due === 'end') await expireEnablement(sweeping, run, stored);
}

async function emitEvent(
  { services, client, context }: Sweeping,
  { tenantId }: Enablement,
  { box, etag }: StoredExpiry,
): Promise<void> {
  const { store, expiries, now } = services;
  const { id: enablement, until } = box;
  const at = now().toISOString();
  context.log(inOneLine({ event: 'enablementExpiring', enablement, tenant: tenantId, until }));
  if (await emitExpiryEvent(store, 'expiring', box, at)) await startDispatcher(client, enablement, context);
  await expiries.put(tenantId, { ...box, noticeSentAt: at }, etag);
}

/** The run that undoes may take its time; what came of it is told once it is over. */
async function notifyEnd(sweeping: Sweeping, run: Enablement, { box, etag }: StoredExpiry): Promise<void> {
  const { services, client, context } = sweeping;
  const { store, expiries, now } = services;
  const back = await store.find(box.endedBy ?? '');
  if (back === undefined) return startExpiryUndo(sweeping, run, box);
  if (back.closedAt === undefined) return;
  const at = now().toISOString();
  if (await emitExpiryEvent(store, 'ended', box, at)) await startDispatcher(client, box.id, context);
  await expiries.put(run.tenantId, { ...box, endNoticeSentAt: at }, etag);
}
