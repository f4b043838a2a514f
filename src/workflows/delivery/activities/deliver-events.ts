import type { Callbacks } from '../../../callbacks/send-callback';
import type { OutgoingEvent } from '../../../callbacks/callback-message';
import type { CallbackFormat } from '../../../domain/events/callback-request';
import {
  afterTry,
  dropped,
  postponed,
  webhookIdOf,
  type DeliveryAnswer,
  type Delivery,
} from '../../../domain/events/delivery';
import type { Deliveries, StoredDelivery } from '../../../store/deliveries/outbox';

/** Who is told. */
export interface Receiver {
  url: string;
  format: CallbackFormat;
  /** Until when he wants to be left in peace, in milliseconds; absent where he can be told now. */
  quietUntil?: number;
}

/** Whose deliveries they are: a run's, or those of a tenant's audits. */
export interface Sender {
  id: string;
  outbox: Pick<Deliveries, 'deliveries' | 'replace'>;
  /** Where to; or in words why nobody can be told any more. */
  receiver: () => Promise<Receiver | string>;
  /** The receiver wants nothing any more: an address that was his word is forgotten. */
  forget?: () => Promise<void>;
}

/** When to come again, in milliseconds; or all deliveries, where none waits any longer. */
export type DeliveryRound = { wakeAt: number } | { settled: StoredDelivery[] };

/**
 * Delivers the deliveries of a sender that are due, one after another: none overtakes one that still waits for its receiver.
 * One that cannot be sent because of what it is itself has had a failed try, and keeps no other waiting. What becomes
 * of a delivery is recorded with it and changes nothing else. @param now milliseconds
 */
export async function deliverEvents(
  { id, outbox, receiver, forget }: Sender,
  callbacks: Pick<Callbacks, 'deliver'>,
  now: number,
): Promise<DeliveryRound> {
  for (;;) {
    const deliveries = await outbox.deliveries(id);
    const waiting = deliveries.filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return { settled: deliveries };
    const inTheWay = waiting.findIndex((one) => !isDefective(one));
    const inTurn = inTheWay < 0 ? waiting : waiting.slice(0, inTheWay + 1);
    const next = inTurn.find(({ nextTryAt }) => !(Date.parse(nextTryAt) > now));
    if (next === undefined)
      return { wakeAt: Math.min(...inTurn.map(({ nextTryAt }) => Date.parse(nextTryAt))) };
    const { version, ...delivery } = next;
    await outbox.replace(id, version, await tryOnce(delivery));
  }

  async function tryOnce(delivery: Delivery): Promise<Delivery> {
    const to = await receiver();
    if (typeof to === 'string') return dropped(delivery, to);
    const { url, format, quietUntil = now } = to;
    if (quietUntil > now) return postponed(delivery, quietUntil);
    const { event } = delivery;
    const answer = await delivered({ webhookId: webhookIdOf(id, delivery), url, format, event });
    if (answer.kind === 'gone') await forget?.();
    return afterTry(delivery, answer, now);
  }

  /** Whatever a receiver does is an answer: what is thrown is a defect of this one delivery. */
  async function delivered(outgoing: OutgoingEvent): Promise<DeliveryAnswer> {
    try {
      return await callbacks.deliver(outgoing);
    } catch {
      return { kind: 'failed', problem: DEFECT };
    }
  }
}

const DEFECT = 'It could not be made ready to be sent.';

/** Whether the last try failed because of what the delivery is itself. */
export const isDefective = ({ lastProblem }: Pick<Delivery, 'lastProblem'>): boolean =>
  lastProblem === DEFECT;

export const SECRET_CHANGED =
  'The address cannot be read any more: the STATUS_TOKEN_SECRET it was sealed with is gone.';
