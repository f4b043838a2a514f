import type { OrchestrationContext } from 'durable-functions';
import type { Verdict } from '../enablement/conclusion';
import { wakeAt, type Proof } from '../enablement/proof';
import type { Answer, Steps, ValueOf } from './call-activity';
import { timeOf } from './call-activity';

/** What the room knows. Plain JSON: all that survives from one generation to the next. */
export interface Wait {
  id: string;
  /** The number of the next step this run records. */
  sequence: number;
  /** The last command taken notice of. */
  seen: number;
  proof: Proof;
  /** When the room last meant to wake up, and whether it did so by its timer. Milliseconds. */
  wakeAt: number;
  isDue: boolean;
}

/** Why the wait is over. */
export type WaitEnd =
  | { kind: 'proven' }
  | { kind: 'cancelled'; by: string }
  | { kind: 'stopped'; verdict: Verdict }
  /** Somebody else ended the run: the row is closed. */
  | { kind: 'closed' };

export type WaitResult = Wait & { end: WaitEnd };

/** The one event of a run: it has no content and only means "look". */
export const BELL = 'nudge';

/** The id of the room in which a run waits; the bell is rung there. */
export const roomOf = (id: string): string => `${id}:wait`;

/** A generation with this many looks is renewed, so that a flood of bells cannot grow its history without end. */
const MOST_LOOKS = 12;
const LOOK_AGAIN = 60_000;
/** A room that cannot look any more must still end some time after its deadline. */
const GRACE = 2 * 3_600_000;

/**
 * Waits until the proof is complete, hopeless or unwanted. Each round begins with a look at the run's row, which is
 * the truth; then it sleeps until its timer or a bell. It renews itself where the timer won, or right after a look,
 * and never right after cancelling a timer: that would hand the same bell to every later generation
 * (https://github.com/Azure/azure-functions-durable-js/issues/574 is a relative of that trap).
 */
export function* waitingRoom(context: OrchestrationContext): Steps<WaitResult | undefined> {
  const wait = context.df.getInput<Wait>();
  if (wait === undefined) throw new Error('The waiting room needs its state as input.');

  for (let looks = 1; ; looks++) {
    const now = Math.max(timeOf(context), wait.isDue ? wait.wakeAt : 0); // timers may fire up to a second early
    const news = yield* look(context, wait, now);
    if (news === undefined) {
      if (now > wait.proof.deadline + GRACE)
        throw new Error('The records could not be read until after the deadline.');
      wait.wakeAt = now + LOOK_AGAIN;
    } else {
      const end = takeNotice(wait, news);
      if (end !== undefined) return { ...wait, end };
      wait.wakeAt = Math.max(wakeAt(wait.proof), now + 1_000);
    }
    if (looks >= MOST_LOOKS) {
      context.df.continueAsNew({ ...wait, isDue: false });
      return undefined;
    }

    const bell = context.df.waitForExternalEvent(BELL);
    const timer = context.df.createTimer(new Date(wait.wakeAt));
    wait.isDue = (yield context.df.Task.any([bell, timer])) === timer;
    if (wait.isDue) {
      context.df.continueAsNew(wait);
      return undefined;
    }
    timer.cancel();
  }
}

/** What the look brought, or undefined when the records are out of reach: then only patience helps. */
function* look(context: OrchestrationContext, wait: Wait, now: number): Steps<ValueOf<'look'> | undefined> {
  const { id, sequence, seen, proof } = wait;
  try {
    const answer = (yield context.df.callActivity('look', { id, sequence, seen, proof, now })) as Answer<
      ValueOf<'look'>
    >;
    return answer.kind === 'done' ? answer.value : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the news into the state of the room, and says whether the wait is over. */
function takeNotice(wait: Wait, news: ValueOf<'look'>): WaitEnd | undefined {
  wait.proof = news.proof;
  wait.seen = news.seen;
  wait.sequence = news.sequence;
  return news.end;
}
