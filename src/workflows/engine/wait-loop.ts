import type { OrchestrationContext } from 'durable-functions';
import { LONGEST_SLEEP, timeOf, type Answer, type Defective, type Steps } from './call-activity';

/** What every room knows. Plain JSON: all that survives from one generation to the next. */
export interface WaitState {
  /** When the room last meant to wake up, and whether it did so by its timer. Milliseconds. */
  wakeAt: number;
  isDue: boolean;
  /** How many looks in a row met a defect. */
  defects?: number;
}

export interface WaitLoop<S extends WaitState, E> {
  /** Looks at the truth and takes it into the state. */
  check(state: S, now: number): Steps<Answer<{ wakeAt: number; end?: E }>>;
  /** After this moment a room that cannot look any more gives up. Milliseconds. */
  giveUpAt(state: S): number;
  /** How a wait ends that cannot be gone on with. */
  gaveUp(why: Pick<Defective, 'reason' | 'raw'>): E;
}

/** The one event of a run: it has no content and only means "look". */
export const WAKE = 'wake';

/** A generation with this many looks is renewed, so that a flood of wake signals cannot grow its history without end. */
const MOST_CHECKS = 12;
const CHECK_AGAIN = 60_000;
/** A defect may be a bad moment of somebody else's: it is met again after these pauses, and then no more. */
const DEFECT_PAUSES = [5 * 60_000, 30 * 60_000];

/**
 * Waits until a look brings an end. Each round begins with a look, which is the truth; then the room sleeps until its
 * timer or a wake signal. It renews itself where the timer won, or right after a look, and never right after cancelling a
 * timer: that would hand the same wake signal to every later generation
 * (https://github.com/Azure/azure-functions-durable-js/issues/574 is a relative of that trap).
 */
export function* waitLoop<S extends WaitState, E>(
  context: OrchestrationContext,
  { check: look, giveUpAt, gaveUp }: WaitLoop<S, E>,
): Steps<(S & { end: E }) | undefined> {
  const state = context.df.getInput<S>();
  if (state === undefined) throw new Error('A room needs its state as input.');

  for (let looks = 1; ; looks++) {
    const now = Math.max(timeOf(context), state.isDue ? state.wakeAt : 0); // timers may fire up to a second early
    const seen = yield* look(state, now);
    const end = weigh(state, seen, now);
    if (end !== undefined) return { ...state, end };
    if (looks >= MOST_CHECKS) {
      context.df.continueAsNew({ ...state, isDue: false });
      return undefined;
    }

    const wakeSignal = context.df.waitForExternalEvent(WAKE);
    const timer = context.df.createTimer(new Date(state.wakeAt));
    state.isDue = (yield context.df.Task.any([wakeSignal, timer])) === timer;
    if (state.isDue) {
      context.df.continueAsNew(state);
      return undefined;
    }
    timer.cancel();
  }

  /** Takes what a look came to into the state: when to look again, or how the wait ends. */
  function weigh(known: S, seen: Answer<{ wakeAt: number; end?: E }>, now: number): E | undefined {
    switch (seen.kind) {
      case 'done':
        delete known.defects;
        known.wakeAt = Math.max(seen.value.wakeAt, now + 1_000);
        return seen.value.end;
      case 'throttled': {
        if (now > giveUpAt(known))
          return gaveUp({ reason: GAVE_UP[seen.service], raw: { reason: seen.reason } });
        const retryAt = Math.min(Date.parse(seen.retryAt), now + LONGEST_SLEEP);
        known.wakeAt = Math.max(retryAt, now + CHECK_AGAIN);
        return undefined;
      }
      case 'defect': {
        // Whoever wakes the room before its time does not use up the tries it has.
        if (known.defects !== undefined && now < known.wakeAt) return undefined;
        const pause = DEFECT_PAUSES[known.defects ?? 0];
        if (pause === undefined) return gaveUp(seen);
        known.defects = (known.defects ?? 0) + 1;
        known.wakeAt = now + pause;
        return undefined;
      }
    }
  }
}

const GAVE_UP = {
  records: 'The records could not be read until after the deadline.',
  microsoft: 'Microsoft was busy until after the deadline.',
};
