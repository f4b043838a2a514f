import { openAddress } from '../../access/sealed-address';
import { isAddressNeeded } from '../../enablement/address-needed';
import type { Enablement } from '../../enablement/enablement';
import type { Letter } from '../../enablement/letter';
import { announce } from './announce';
import { carryLetters, SECRET_CHANGED, type Receiver } from './carry-letters';
import { runOf } from './recorded-steps';
import type { Tools } from './tools';

/** When the courier should look again; `isOver` when nothing more will ever have to be told. */
export type Round = { isOver: true } | { isOver: false; wakeAt: number };

/** With an empty outbox the courier is woken by its bell; this is for a bell nobody heard. */
const IDLE = 6 * 3_600_000;

/** Delivers the letters of a run that are due. */
export function deliverActivity({ store, timeBoxes, callbacks, statusTokenSecret }: Tools) {
  /** @param now the workflow's time, milliseconds */
  return async ({ id, now }: { id: string; now: number }): Promise<Round> => {
    const run = await runOf(store, id);
    // The run may have ended in a way that left no time to say so.
    if (run.closedAt !== undefined) await announce(store, id, 'finished');
    const sender = {
      id,
      outbox: store,
      receiver: () => receiverOf(run),
      forget: () => store.forgetAddress(run.tenantId, id),
    };
    const carried = await carryLetters(sender, callbacks, now);
    return 'wakeAt' in carried ? { isOver: false, ...carried } : rest(run, carried.settled, now);
  };

  async function receiverOf({ id, tenantId, request }: Enablement): Promise<Receiver | string> {
    const address = await store.findAddress(tenantId, id);
    if (address === undefined) return 'The receiver wants nothing any more.';
    const url = openAddress(statusTokenSecret, id, address.sealed);
    return url === undefined ? SECRET_CHANGED : { url, format: request.callbackFormat ?? 'gastvrij' };
  }

  /** Nothing waits. The address is kept as long as something may have to be sent, or sent again. */
  async function rest(run: Enablement, letters: readonly Letter[], now: number): Promise<Round> {
    if (run.closedAt === undefined) return { isOver: false, wakeAt: now + IDLE };
    const { id, tenantId, request } = run;
    const found = request.enableUntil ? await timeBoxes.find(tenantId, id) : undefined;
    if (!isAddressNeeded(run, letters, found?.box, now)) await store.forgetAddress(tenantId, id);
    return { isOver: true };
  }
}
