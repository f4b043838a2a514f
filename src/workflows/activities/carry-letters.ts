import type { Callbacks } from '../../callbacks/callbacks';
import type { CallbackFormat } from '../../enablement/callback';
import { afterTry, dropped, heldBack, webhookIdOf, type Letter } from '../../enablement/letter';
import type { Letters, StoredLetter } from '../../store/outbox';

/** Who is told. */
export interface Receiver {
  url: string;
  format: CallbackFormat;
  /** Until when he wants to be left in peace, in milliseconds; absent where he can be told now. */
  quietUntil?: number;
}

/** Whose letters they are: a run's, or those of a tenant's audits. */
export interface Sender {
  id: string;
  outbox: Pick<Letters, 'letters' | 'replace'>;
  /** Where to; or in words why nobody can be told any more. */
  receiver: () => Promise<Receiver | string>;
  /** The receiver wants nothing any more: an address that was his word is forgotten. */
  forget?: () => Promise<void>;
}

/** When to come again, in milliseconds; or all letters, where none waits any longer. */
export type Carried = { wakeAt: number } | { settled: StoredLetter[] };

/**
 * Delivers the letters of a sender that are due, one after another: none overtakes one that still waits. What a receiver
 * does with them is recorded with the letter and changes nothing else. @param now milliseconds
 */
export async function carryLetters(
  { id, outbox, receiver, forget }: Sender,
  callbacks: Pick<Callbacks, 'deliver'>,
  now: number,
): Promise<Carried> {
  for (;;) {
    const letters = await outbox.letters(id);
    const next = letters.find(({ state }) => state === 'waiting');
    if (next === undefined) return { settled: letters };
    const dueAt = Date.parse(next.nextTryAt);
    if (dueAt > now) return { wakeAt: dueAt };
    const { version, ...letter } = next;
    await outbox.replace(id, version, await tryOnce(letter));
  }

  async function tryOnce(letter: Letter): Promise<Letter> {
    const to = await receiver();
    if (typeof to === 'string') return dropped(letter, to);
    const { url, format, quietUntil = now } = to;
    if (quietUntil > now) return heldBack(letter, quietUntil);
    const { event } = letter;
    const answer = await callbacks.deliver({ webhookId: webhookIdOf(id, letter), url, format, event });
    if (answer.kind === 'gone') await forget?.();
    return afterTry(letter, answer, now);
  }
}

export const SECRET_CHANGED =
  'The address cannot be read any more: the STATUS_TOKEN_SECRET it was sealed with is gone.';
