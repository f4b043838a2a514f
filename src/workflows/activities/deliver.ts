import { openAddress } from '../../access/sealed-address';
import { isAddressNeeded } from '../../enablement/address-needed';
import type { Enablement } from '../../enablement/enablement';
import { afterTry, dropped, webhookIdOf, type Letter } from '../../enablement/letter';
import type { StoredLetter } from '../../store/outbox';
import type { Tools } from '.';
import { announce } from './announce';
import { runOf } from './recorded-steps';

/** When the courier should look again; `isOver` when nothing more will ever have to be told. */
export type Round = { isOver: true } | { isOver: false; wakeAt: number };

/** With an empty outbox the courier is woken by its bell; this is for a bell nobody heard. */
const IDLE = 6 * 3_600_000;

/**
 * Delivers the letters of a run that are due, one after another: none overtakes one that still waits. What a receiver
 * does with them is recorded with the letter and changes nothing else.
 */
export function deliverActivity({ store, timeBoxes, callbacks, statusTokenSecret }: Tools) {
  /** @param now the workflow's time, milliseconds */
  return async ({ id, now }: { id: string; now: number }): Promise<Round> => {
    const run = await runOf(store, id);
    // The run may have ended in a way that left no time to say so.
    if (run.closedAt !== undefined) await announce(store, id, 'finished');
    for (;;) {
      const letters = await store.letters(id);
      const next = letters.find(({ state }) => state === 'waiting');
      if (next === undefined) return rest(run, letters, now);
      const dueAt = Date.parse(next.nextTryAt);
      if (dueAt > now) return { isOver: false, wakeAt: dueAt };
      const { version, ...letter } = next;
      await store.replace(id, version, await tryOnce(run, letter, now));
    }
  };

  async function tryOnce(run: Enablement, letter: Letter, now: number): Promise<Letter> {
    const { id, tenantId, request } = run;
    const address = await store.findAddress(tenantId, id);
    if (address === undefined) return dropped(letter, 'The receiver wants nothing any more.');
    const url = openAddress(statusTokenSecret, id, address.sealed);
    if (url === undefined)
      return dropped(letter, 'The address cannot be read any more: STATUS_TOKEN_SECRET has changed.');
    const answer = await callbacks.deliver({
      webhookId: webhookIdOf(id, letter),
      url,
      format: request.callbackFormat ?? 'gastvrij',
      event: letter.event,
    });
    if (answer.kind === 'gone') await store.forgetAddress(tenantId, id);
    return afterTry(letter, answer, now);
  }

  /** Nothing waits. The address is kept as long as something may have to be sent, or sent again. */
  async function rest(run: Enablement, letters: readonly StoredLetter[], now: number): Promise<Round> {
    if (run.closedAt === undefined) return { isOver: false, wakeAt: now + IDLE };
    const { id, tenantId, request } = run;
    const found = request.enableUntil ? await timeBoxes.find(tenantId, id) : undefined;
    if (!isAddressNeeded(run, letters, found?.box, now)) await store.forgetAddress(tenantId, id);
    return { isOver: true };
  }
}
