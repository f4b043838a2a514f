import type { OrchestrationContext } from 'durable-functions';
import { timeOf, type Steps } from './call-activity';

/** What every room knows. Plain JSON: all that survives from one generation to the next. */
export interface RoomState {
  /** When the room last meant to wake up, and whether it did so by its timer. Milliseconds. */
  wakeAt: number;
  isDue: boolean;
}

export interface Room<S extends RoomState, E> {
  /** Looks at the truth and takes it into the state; undefined while the records are out of reach. */
  look(state: S, now: number): Steps<{ wakeAt: number; end?: E } | undefined>;
  /** After this moment a room that cannot look any more gives up. Milliseconds. */
  lastMoment(state: S): number;
}

/** The one event of a run: it has no content and only means "look". */
export const BELL = 'nudge';

/** A generation with this many looks is renewed, so that a flood of bells cannot grow its history without end. */
const MOST_LOOKS = 12;
const LOOK_AGAIN = 60_000;

/**
 * Waits until a look brings an end. Each round begins with a look, which is the truth; then the room sleeps until its
 * timer or a bell. It renews itself where the timer won, or right after a look, and never right after cancelling a
 * timer: that would hand the same bell to every later generation
 * (https://github.com/Azure/azure-functions-durable-js/issues/574 is a relative of that trap).
 */
export function* keepRoom<S extends RoomState, E>(
  context: OrchestrationContext,
  { look, lastMoment }: Room<S, E>,
): Steps<(S & { end: E }) | undefined> {
  const state = context.df.getInput<S>();
  if (state === undefined) throw new Error('A room needs its state as input.');

  for (let looks = 1; ; looks++) {
    const now = Math.max(timeOf(context), state.isDue ? state.wakeAt : 0); // timers may fire up to a second early
    const seen = yield* look(state, now);
    if (seen === undefined) {
      if (now > lastMoment(state)) throw new Error('The records could not be read until after the deadline.');
      state.wakeAt = now + LOOK_AGAIN;
    } else {
      if (seen.end !== undefined) return { ...state, end: seen.end };
      state.wakeAt = Math.max(seen.wakeAt, now + 1_000);
    }
    if (looks >= MOST_LOOKS) {
      context.df.continueAsNew({ ...state, isDue: false });
      return undefined;
    }

    const bell = context.df.waitForExternalEvent(BELL);
    const timer = context.df.createTimer(new Date(state.wakeAt));
    state.isDue = (yield context.df.Task.any([bell, timer])) === timer;
    if (state.isDue) {
      context.df.continueAsNew(state);
      return undefined;
    }
    timer.cancel();
  }
}
