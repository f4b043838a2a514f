import { isAddressNeeded } from '../../domain/events/callback-address-retention';
import type { Enablement } from '../../domain/enablement/enablement';
import type { Delivery } from '../../domain/events/delivery';
import { startDispatcher } from '../../workflows/delivery/start-dispatcher';
import { reencryptRunAddress } from '../delivery/reencrypt-addresses';
import type { Sweeping } from './sweep-report';

/** A delivery due for longer than this has no outbox dispatcher about. */
const GRACE = 60_000;

/** The sweeper's way through the outbox: sends for outbox dispatchers that never came, and forgets addresses nobody needs. Answers whether it knew any. */
export async function sweepOutbox(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  const ids = await sweeping.services.store.runsCalledBack(tenantId);
  const taskOf = (item: string) => ({ task: 'callback', tenant: tenantId, item });
  await sweeping.each(ids, taskOf, (id) => sweepDeliveries(sweeping, tenantId, id));
  return ids.length > 0;
}

async function sweepDeliveries(
  { services, client, context }: Sweeping,
  tenantId: string,
  id: string,
): Promise<void> {
  const { store, expiries, now } = services;
  await reencryptRunAddress(services, tenantId, id);
  const time = now().getTime();
  const run = await store.find(id);
  // Half saved: whoever sweeps the open runs completes it.
  if (run === undefined) return;
  const deliveries = await store.deliveries(id);
  // One that nobody can read is there all the same: a outbox dispatcher would find nothing to carry, at each sweep.
  const isOwed = isEndUntold(run, deliveries, time) && !(await store.isPosted(id, { kind: 'finished' }));
  if (deliveries.some(isDue(time)) || isOwed) {
    context.warn(`Nobody delivers the events of ${id}; starting a dispatcher`);
    return startDispatcher(client, id, context);
  }
  const found = run.request.enableUntil ? await expiries.find(tenantId, id) : undefined;
  if (!isAddressNeeded(run, deliveries, found?.box, time)) await store.forgetAddress(tenantId, id);
}

const DAY = 86_400_000;
/** What was told of audits is shown for a week; a dead delivery can be sent again for a month. */
const keptFor = ({ state }: Delivery): number =>
  state === 'waiting' ? Infinity : state === 'undelivered' ? 30 * DAY : 7 * DAY;

/** The same for what audits have to tell of a tenant. Answers whether there is anything still. */
export async function sweepAuditEvents(
  { services, client, context, each }: Sweeping,
  tenantId: string,
): Promise<boolean> {
  const { deliveries: updates } = services.audits;
  const time = services.now().getTime();
  const deliveries = await updates.deliveries(tenantId);
  const old = deliveries.filter(
    (delivery) => Date.parse(delivery.event.timestamp) + keptFor(delivery) < time,
  );
  const taskOf = ({ edition }: Delivery) => ({
    task: 'buildAuditEvent',
    tenant: tenantId,
    ...(edition !== undefined && { item: edition }),
  });
  await each(old, taskOf, (delivery) => updates.discard(tenantId, delivery));
  if (deliveries.some(isDue(time))) {
    context.warn(`Nobody delivers the audit events of ${tenantId}; starting a dispatcher`);
    await startDispatcher(client, tenantId, context, 'audits');
  }
  return deliveries.length > 0;
}

const isDue =
  (time: number) =>
  ({ state, nextTryAt }: Delivery): boolean =>
    state === 'waiting' && Date.parse(nextTryAt) < time - GRACE;

const isEndUntold = (
  { closedAt, request }: Enablement,
  deliveries: readonly Delivery[],
  time: number,
): boolean =>
  closedAt !== undefined &&
  Date.parse(closedAt) < time - GRACE &&
  request.callbackEvents?.includes('finished') === true &&
  !deliveries.some(({ kind }) => kind === 'finished');
