import type { OrchestrationContext, Task } from 'durable-functions';
import type { Activities } from '../activities';

/** What every activity answers: its value, the wish to be called again later, or that something is wrong with it. */
export type Answer<T> =
  | { kind: 'done'; value: T }
  | { kind: 'throttled'; service: 'microsoft' | 'records'; retryAt: string; reason: string }
  | Defective;

/** Waiting alone does not fix it: an answer nobody understands, or a mistake of ours. */
export interface Defective {
  kind: 'defect';
  reason: string;
  /** As it came, as far as there is more to it than words. */
  raw?: unknown;
}

export type ActivityName = keyof Activities;
export type InputOf<N extends ActivityName> = Parameters<Activities[N]>[0];
export type ValueOf<N extends ActivityName> = Awaited<ReturnType<Activities[N]>>;

/** A generator that waits on durable tasks and ends with `T`. */
export type Steps<T> = Generator<Task, T, unknown>;

/** How to wait until a moment, in milliseconds. */
export type Wait = (context: OrchestrationContext, until: number) => Steps<void>;

/** A service that throttles this often in a row will not be waited for any longer. */
const MOST_WAITS = 200;
const SHORTEST_WAIT = 1_000;
/** A service that stays busy is asked less and less often, down to this; it may always ask for more patience. */
const LONGEST_PAUSE = 60_000;
/** Nothing sleeps longer than this at a time, whatever a service asks for. */
export const LONGEST_SLEEP = 3_600_000;
/** A service that wants more patience than this does not mean us to come back. */
const LONGEST_RETRY_AFTER = 24 * 3_600_000;

/** A defect may be a bad moment of somebody else's: it is tried again after these pauses, and then no more. */
const DEFECT_PAUSES = [10_000, 40_000];

/** Milliseconds, the same at each replay. */
export const timeOf = (context: OrchestrationContext): number => context.df.currentUtcDateTime.getTime();

/** An activity failed for a reason that waiting does not fix, each time it was tried. */
export class ActivityFailed extends Error {
  constructor(readonly defect: Pick<Defective, 'reason' | 'raw'>) {
    super(defect.reason);
  }
}

/**
 * Calls an activity; while a service is busy, waits for as long as it asks and calls again.
 * @throws ActivityFailed where that does not help
 */
export function* call<N extends ActivityName>(
  context: OrchestrationContext,
  name: N,
  input: InputOf<N>,
  wait: Wait = waitDeaf,
): Steps<ValueOf<N>> {
  let defects = 0;
  for (let waits = 0; ; waits++) {
    const answer = yield* ask(context, name, input);
    if (answer.kind === 'done') return answer.value;
    const now = timeOf(context);
    if (answer.kind === 'defect') {
      const pause = DEFECT_PAUSES[defects++];
      if (pause === undefined) throw new ActivityFailed(answer);
      yield* wait(context, now + pause);
      continue;
    }
    const due = Math.max(
      Date.parse(answer.retryAt),
      now + Math.min(SHORTEST_WAIT * 2 ** waits, LONGEST_PAUSE),
    );
    if (waits === MOST_WAITS || due - now > LONGEST_RETRY_AFTER)
      throw new ActivityFailed({ reason: `${name} gave up waiting: ${answer.reason}` });
    yield* wait(context, due);
  }
}

/** Calls an activity once. */
export function* ask<N extends ActivityName>(
  context: OrchestrationContext,
  name: N,
  input: InputOf<N>,
): Steps<Answer<ValueOf<N>>> {
  try {
    return (yield context.df.callActivity(name, input)) as Answer<ValueOf<N>>;
  } catch (error) {
    // It came to no answer at all: it took too long, or the platform could not run it.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split(/\r?\n/, 1);
    return { kind: 'defect', reason };
  }
}

/** Where nothing is to be heard: in pieces, so that nothing sleeps longer than it should. */
function* waitDeaf(context: OrchestrationContext, until: number): Steps<void> {
  for (let at = timeOf(context) + LONGEST_SLEEP; at < until; at += LONGEST_SLEEP)
    yield context.df.createTimer(new Date(at));
  yield context.df.createTimer(new Date(until));
}
