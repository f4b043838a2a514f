import type { OrchestrationContext } from 'durable-functions';
import { ask, LONGEST_SLEEP, timeOf, type Steps } from './call-activity';
import { THROTTLED_WAIT, throttledWaitOf } from './names';
import { keepRoom, type RoomState } from './room';

/** What the wait knows. Plain JSON: all that survives from one generation to the next. */
export interface Throttled extends RoomState {
  id: string;
  /** When the service wants to be asked again; milliseconds. */
  until: number;
}

/** Waits until a busy service may be asked again, or the run is stopped. */
export function* throttledWait(
  context: OrchestrationContext,
): Steps<(Throttled & { end: 'over' | 'stopped' }) | undefined> {
  return yield* keepRoom<Throttled, 'over' | 'stopped'>(context, {
    *look({ id, until }, now) {
      if (now >= until) return { kind: 'done', value: { wakeAt: now, end: 'over' } };
      const answer = yield* ask(context, 'checkStop', { id });
      if (answer.kind !== 'done') return answer;
      const wakeAt = Math.min(until, now + LONGEST_SLEEP);
      return { kind: 'done', value: { wakeAt, ...(answer.value.isStopped && { end: 'stopped' }) } };
    },
    lastMoment: ({ until }) => until,
    gaveUp: () => 'over',
  });
}

/** A wait as short as this is not worth an orchestration of its own: a cancel is heard after it. */
const SHORT = 60_000;

/** Waits for a busy service in a way that hears a cancel. */
export function* waitHearing(context: OrchestrationContext, until: number): Steps<void> {
  const now = timeOf(context);
  if (until - now <= SHORT) {
    yield context.df.createTimer(new Date(until));
    return;
  }
  const { instanceId: id } = context.df;
  const wait: Throttled = { id, until, wakeAt: now, isDue: false };
  yield context.df.callSubOrchestrator(THROTTLED_WAIT, wait, throttledWaitOf(id));
}
