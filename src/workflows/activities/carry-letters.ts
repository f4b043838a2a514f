import type { Callbacks } from '../../callbacks/callbacks';
import type { Delivery } from '../../callbacks/delivery';
import type { CallbackFormat } from '../../enablement/callback';
import {
  afterTry,
  dropped,
  heldBack,
  webhookIdOf,
  type DeliveryAnswer,
  type Letter,
} from '../../enablement/letter';
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
 * Delivers the letters of a sender that are due, one after another: none overtakes one that still waits for its receiver.
 * One that cannot be sent because of what it is itself has had a failed try, and keeps no other waiting. What becomes
 * of a letter is recorded with it and changes nothing else. @param now milliseconds
 */
export async function carryLetters(
  { id, outbox, receiver, forget }: Sender,
  callbacks: Pick<Callbacks, 'deliver'>,
  now: number,
): Promise<Carried> {
  for (;;) {
    const letters = await outbox.letters(id);
    const waiting = letters.filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return { settled: letters };
    const inTheWay = waiting.findIndex((one) => !isDefective(one));
    const inTurn = inTheWay < 0 ? waiting : waiting.slice(0, inTheWay + 1);
    const next = inTurn.find(({ nextTryAt }) => !(Date.parse(nextTryAt) > now));
    if (next === undefined)
      return { wakeAt: Math.min(...inTurn.map(({ nextTryAt }) => Date.parse(nextTryAt))) };
    const { version, ...letter } = next;
    await outbox.replace(id, version, await tryOnce(letter));
  }

  async function tryOnce(letter: Letter): Promise<Letter> {
    const to = await receiver();
    if (typeof to === 'string') return dropped(letter, to);
    const { url, format, quietUntil = now } = to;
    if (quietUntil > now) return heldBack(letter, quietUntil);
    const { event } = letter;
    const answer = await delivered({ webhookId: webhookIdOf(id, letter), url, format, event });
    if (answer.kind === 'gone') await forget?.();
    return afterTry(letter, answer, now);
  }

  /** Whatever a receiver does is an answer: what is thrown is a defect of this one letter. */
  async function delivered(delivery: Delivery): Promise<DeliveryAnswer> {
    try {
      return await callbacks.deliver(delivery);
    } catch {
      return { kind: 'failed', problem: DEFECT };
    }
  }
}

const DEFECT = 'It could not be made ready to be sent.';

/** Whether the last try failed because of what the letter is itself. */
export const isDefective = ({ lastProblem }: Pick<Letter, 'lastProblem'>): boolean => lastProblem === DEFECT;

export const SECRET_CHANGED =
  'The address cannot be read any more: the STATUS_TOKEN_SECRET it was sealed with is gone.';
