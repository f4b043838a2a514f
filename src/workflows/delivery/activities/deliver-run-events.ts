import { decryptAddress } from '../../../access/encrypted-address';
import { isAddressNeeded } from '../../../domain/events/callback-address-retention';
import type { Enablement } from '../../../domain/enablement/enablement';
import type { Delivery } from '../../../domain/events/delivery';
import { emitEvent } from './emit-event';
import { deliverEvents, SECRET_CHANGED, type Receiver } from './deliver-events';
import { runOf } from '../../context/recorded-steps';
import type { TenantContext } from '../../context/tenant-context';

/** When the outbox dispatcher should look again; `isOver` when nothing more will ever have to be told. */
export type Round = { isOver: true } | { isOver: false; wakeAt: number };

/** With an empty outbox the outbox dispatcher is woken by its wake signal; this is for a wake signal nobody heard. */
const IDLE = 6 * 3_600_000;

/** Delivers the deliveries of a run that are due. */
export function deliverActivity({ store, expiries, callbacks, statusTokenSecret }: TenantContext) {
  /** @param now the workflow's time, milliseconds */
  return async ({ id, now }: { id: string; now: number }): Promise<Round> => {
    const run = await runOf(store, id);
    // The run may have ended in a way that left no time to say so.
    if (run.closedAt !== undefined) await emitEvent(store, id, 'finished');
    const sender = {
      id,
      outbox: store,
      receiver: () => receiverOf(run),
      forget: () => store.forgetAddress(run.tenantId, id),
    };
    const carried = await deliverEvents(sender, callbacks, now);
    return 'wakeAt' in carried ? { isOver: false, ...carried } : rest(run, carried.settled, now);
  };

  async function receiverOf({ id, tenantId, request }: Enablement): Promise<Receiver | string> {
    const address = await store.findAddress(tenantId, id);
    if (address === undefined) return 'The receiver wants nothing any more.';
    const url = decryptAddress(statusTokenSecret, id, address.encrypted);
    return url === undefined ? SECRET_CHANGED : { url, format: request.callbackFormat ?? 'gastvrij' };
  }

  /** Nothing waits. The address is kept as long as something may have to be sent, or sent again. */
  async function rest(run: Enablement, deliveries: readonly Delivery[], now: number): Promise<Round> {
    if (run.closedAt === undefined) return { isOver: false, wakeAt: now + IDLE };
    const { id, tenantId, request } = run;
    const found = request.enableUntil ? await expiries.find(tenantId, id) : undefined;
    if (!isAddressNeeded(run, deliveries, found?.box, now)) await store.forgetAddress(tenantId, id);
    return { isOver: true };
  }
}
