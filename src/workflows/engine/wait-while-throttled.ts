import type { OrchestrationContext } from 'durable-functions';
import { ask, LONGEST_SLEEP, timeOf, type Steps } from './call-activity';
import { WAIT_WHILE_THROTTLED, throttledWaitOf } from './names';
import { waitLoop, type WaitState } from './wait-loop';

/** What the wait knows. Plain JSON: all that survives from one generation to the next. */
export interface Throttled extends WaitState {
  id: string;
  /** When the service wants to be asked again; milliseconds. */
  until: number;
}

/** Waits until a throttling service may be asked again, or the run is stopped. */
export function* waitWhileThrottled(
  context: OrchestrationContext,
): Steps<(Throttled & { end: 'over' | 'stopped' }) | undefined> {
  return yield* waitLoop<Throttled, 'over' | 'stopped'>(context, {
    *check({ id, until }, now) {
      if (now >= until) return { kind: 'done', value: { wakeAt: now, end: 'over' } };
      const answer = yield* ask(context, 'checkStop', { id });
      if (answer.kind !== 'done') return answer;
      const wakeAt = Math.min(until, now + LONGEST_SLEEP);
      return { kind: 'done', value: { wakeAt, ...(answer.value.isStopped && { end: 'stopped' }) } };
    },
    giveUpAt: ({ until }) => until,
    gaveUp: () => 'over',
  });
}

/** A wait as short as this is not worth an orchestration of its own: a cancel is heard after it. */
const SHORT = 60_000;

/** Waits for a throttling service in a way that hears a cancel. */
export function* waitHearing(context: OrchestrationContext, until: number): Steps<void> {
  const now = timeOf(context);
  if (until - now <= SHORT) {
    yield context.df.createTimer(new Date(until));
    return;
  }
  const { instanceId: id } = context.df;
  const wait: Throttled = { id, until, wakeAt: now, isDue: false };
  yield context.df.callSubOrchestrator(WAIT_WHILE_THROTTLED, wait, throttledWaitOf(id));
}
