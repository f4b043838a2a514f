import type { OrchestrationContext, Task } from 'durable-functions';
import type { Activities } from './activities';

/** What every activity answers: its value, or the wish to be called again later. */
export type Answer<T> =
  | { kind: 'done'; value: T }
  /** `atMost`: how often it is worth trying, where that is seldom. */
  | { kind: 'busy'; retryAt: string; reason: string; atMost?: number };

export type ActivityName = keyof Activities;
export type InputOf<N extends ActivityName> = Parameters<Activities[N]>[0];
export type ValueOf<N extends ActivityName> = Awaited<ReturnType<Activities[N]>>;

/** A generator that waits on durable tasks and ends with `T`. */
export type Steps<T> = Generator<Task, T, unknown>;

/** A service that asks for patience this often in a row will not be waited for any longer. */
const MOST_WAITS = 200;
const SHORTEST_WAIT = 1_000;
/** A service that stays busy is asked less and less often, down to this; it may always ask for more patience. */
const LONGEST_PAUSE = 60_000;

/** Milliseconds, the same at each replay. */
export const timeOf = (context: OrchestrationContext): number => context.df.currentUtcDateTime.getTime();

/** Calls an activity; while a service is busy, waits on a durable timer for as long as it asks and calls again. */
export function* call<N extends ActivityName>(
  context: OrchestrationContext,
  name: N,
  input: InputOf<N>,
): Steps<ValueOf<N>> {
  for (let waits = 0; ; waits++) {
    const answer = (yield context.df.callActivity(name, input)) as Answer<ValueOf<N>>;
    if (answer.kind === 'done') return answer.value;
    if (waits === Math.min(MOST_WAITS, answer.atMost ?? MOST_WAITS))
      throw new Error(`${name} gave up waiting: ${answer.reason}`);
    const pause = Math.min(SHORTEST_WAIT * 2 ** waits, LONGEST_PAUSE);
    const due = Math.max(Date.parse(answer.retryAt), timeOf(context) + pause);
    yield context.df.createTimer(new Date(due));
  }
}

/** Calls an activity once; undefined when it cannot be done now, for whatever reason: then only patience helps. */
export function* tryCall<N extends ActivityName>(
  context: OrchestrationContext,
  name: N,
  input: InputOf<N>,
): Steps<ValueOf<N> | undefined> {
  try {
    const answer = (yield context.df.callActivity(name, input)) as Answer<ValueOf<N>>;
    return answer.kind === 'done' ? answer.value : undefined;
  } catch {
    return undefined;
  }
}
