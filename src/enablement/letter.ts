import type { NewsEvent } from '../audit/news-event';
import { CALLBACK_EVENTS } from './callback';
import type { CallbackEvent } from './callback-event';

/** What is told of a run, and of the audits of a tenant. */
export const LETTER_KINDS = [...CALLBACK_EVENTS, 'audit'] as const;

/** An event in the outbox of a run or of a tenant's audits, and how far it has come. Times are ISO 8601, UTC. */
export interface Letter {
  kind: (typeof LETTER_KINDS)[number];
  /** Tells apart what can happen more than once: the date that is near, the audit that has news. */
  edition?: string;
  event: CallbackEvent | NewsEvent;
  /**
   * `undelivered`: a dead letter, which a person can have sent again. `dropped`: the receiver wants nothing any more.
   */
  state: 'waiting' | 'delivered' | 'undelivered' | 'dropped';
  /** In this round: a letter that is sent again counts anew. */
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
export const webhookIdOf = (id: string, { kind, edition }: Pick<Letter, 'kind' | 'edition'>): string =>
  edition === undefined ? `${id}-${kind}` : `${id}-${kind}-${edition}`;

/** The place of an event among those of its run. */
export const rankOf = (kind: Letter['kind']): number => LETTER_KINDS.indexOf(kind);

export const newLetter = (
  { kind, edition, event }: Pick<Letter, 'kind' | 'edition' | 'event'>,
  at: string,
): Letter => ({
  kind,
  ...(edition !== undefined && { edition }),
  event,
  state: 'waiting',
  tries: 0,
  nextTryAt: at,
});

/** The letter after a try. The last try is made when the first is a day old; what fails then is a dead letter. */
export function afterTry(letter: Letter, answer: DeliveryAnswer, now: number): Letter {
  const tries = letter.tries + 1;
  const firstTryAt = letter.firstTryAt ?? iso(now);
  const { lastProblem: _, lastStatus: __, ...rest } = letter;
  const tried: Letter = {
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

/** A letter that is not to arrive before a moment, in milliseconds. */
export const heldBack = (letter: Letter, until: number): Letter => ({ ...letter, nextTryAt: iso(until) });

/** A letter nobody is to send any more. */
export const dropped = (letter: Letter, lastProblem: string): Letter => ({
  ...letter,
  state: 'dropped',
  lastProblem,
});

/** A dead letter, made ready to be sent again: the same event, with a day of its own. */
export const again = (letter: Letter, at: string): Letter => newLetter(letter, at);

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

/** The worst that befell any letter comes first: one that is being tried again, a dead one, a delivered one. */
export function callbackStatusOf(letters: readonly Letter[]): CallbackStatus {
  const shown =
    letters.findLast(({ state }) => state === 'dropped') ??
    letters.find(({ state, tries }) => state === 'waiting' && tries > 0) ??
    letters.find(({ state }) => state === 'undelivered') ??
    letters.find(({ state }) => state === 'waiting') ??
    letters.at(-1);
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
