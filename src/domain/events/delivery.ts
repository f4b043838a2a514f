import type { AuditEvent } from './audit-event';
import { CALLBACK_EVENTS } from './callback-request';
import type { CallbackEvent } from './run-event';

/** What is told of a run, and of the audits of a tenant. */
export const DELIVERY_KINDS = [...CALLBACK_EVENTS, 'audit'] as const;

/** An event in the outbox of a run or of a tenant's audits, and how far it has come. Times are ISO 8601, UTC. */
export interface Delivery {
  kind: (typeof DELIVERY_KINDS)[number];
  /** Tells apart what can happen more than once: the date that is near, the audit that has news. */
  edition?: string;
  event: CallbackEvent | AuditEvent;
  /**
   * `undelivered`: a dead delivery, which a person can have sent again. `dropped`: the receiver wants nothing any more.
   */
  state: 'waiting' | 'delivered' | 'undelivered' | 'dropped';
  /** In this round: a delivery that is sent again counts anew. */
  tries: number;
  firstTryAt?: string;
  nextTryAt: string;
  lastStatus?: number;
  lastProblem?: string;
}

/** What came of a try. */
export type DeliveryAnswer =
  | { kind: 'delivered'; status: number }
  /** The receiver wants nothing any more. */
  | { kind: 'gone'; status: number; problem: string }
  /** @property retryAt the earliest moment the receiver wants to see us again */
  | { kind: 'failed'; status?: number; problem: string; retryAt?: string };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waits after the first, second … failed try, as Standard Webhooks has them, as far as they fit into a day. */
const PAUSES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];

/** The same for every try of the same event: receivers know by it what they have had before. No dots: it is signed. */
export const webhookIdOf = (id: string, { kind, edition }: Pick<Delivery, 'kind' | 'edition'>): string =>
  edition === undefined ? `${id}-${kind}` : `${id}-${kind}-${edition}`;

/** The place of an event among those of its run. */
export const rankOf = (kind: Delivery['kind']): number => DELIVERY_KINDS.indexOf(kind);

export const newDelivery = (
  { kind, edition, event }: Pick<Delivery, 'kind' | 'edition' | 'event'>,
  at: string,
): Delivery => ({
  kind,
  ...(edition !== undefined && { edition }),
  event,
  state: 'waiting',
  tries: 0,
  nextTryAt: at,
});

/** The delivery after a try. The last try is made when the first is a day old; what fails then is a dead delivery. */
export function afterTry(delivery: Delivery, answer: DeliveryAnswer, now: number): Delivery {
  const tries = delivery.tries + 1;
  const firstTryAt = delivery.firstTryAt ?? iso(now);
  const { lastProblem: _, lastStatus: __, ...rest } = delivery;
  const tried: Delivery = {
    ...rest,
    tries,
    firstTryAt,
    ...(answer.status !== undefined && { lastStatus: answer.status }),
    ...(answer.kind !== 'delivered' && { lastProblem: answer.problem }),
  };
  if (answer.kind === 'delivered') return { ...tried, state: 'delivered' };
  if (answer.kind === 'gone') return { ...tried, state: 'dropped' };

  const end = Date.parse(firstTryAt) + DAY;
  const usual = Math.min(now + (PAUSES[tries - 1] ?? DAY), end);
  const next = Math.max(usual, Date.parse(answer.retryAt ?? '') || 0);
  return now >= end || next > end
    ? { ...tried, state: 'undelivered' }
    : { ...tried, state: 'waiting', nextTryAt: iso(next) };
}

/** A delivery that is not to arrive before a moment, in milliseconds. */
export const postponed = (delivery: Delivery, until: number): Delivery => ({
  ...delivery,
  nextTryAt: iso(until),
});

/** A delivery nobody is to send any more. */
export const dropped = (delivery: Delivery, lastProblem: string): Delivery => ({
  ...delivery,
  state: 'dropped',
  lastProblem,
});

/** A dead delivery, made ready to be sent again: the same event, with a day of its own. */
export const again = (delivery: Delivery, at: string): Delivery => newDelivery(delivery, at);

/** What a reader of a run's status sees of its callback: never the address. */
export interface CallbackStatus {
  /** `waiting`: there was nothing to tell yet, or it is on its way. */
  state: 'waiting' | 'retrying' | 'delivered' | 'undelivered' | 'stopped';
  /** Of the event that decides the state. */
  tries: number;
  lastStatus?: number;
  lastProblem?: string;
  nextTryAt?: string;
}

/** The worst that befell any delivery comes first: one that is being tried again, a dead one, a delivered one. */
export function callbackStatusOf(deliveries: readonly Delivery[]): CallbackStatus {
  const shown =
    deliveries.findLast(({ state }) => state === 'dropped') ??
    deliveries.find(({ state, tries }) => state === 'waiting' && tries > 0) ??
    deliveries.find(({ state }) => state === 'undelivered') ??
    deliveries.find(({ state }) => state === 'waiting') ??
    deliveries.at(-1);
  if (shown === undefined) return { state: 'waiting', tries: 0 };
  const { state, tries, lastStatus, lastProblem, nextTryAt } = shown;
  const isTriedAgain = state === 'waiting' && tries > 0;
  return {
    state: state === 'dropped' ? 'stopped' : isTriedAgain ? 'retrying' : state,
    tries,
    ...(lastStatus !== undefined && { lastStatus }),
    ...(lastProblem !== undefined && { lastProblem }),
    ...(state === 'waiting' && { nextTryAt }),
  };
}

const iso = (time: number): string => new Date(time).toISOString();
