import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { inOneLine } from '../../domain/events/log-event';
import type { Services } from '../../composition/services';
import { beginningElsewhere } from './sweep-round';

/** What a sweep does at one place. Nothing of it stands in a log but these ids. */
interface Task {
  task: string;
  tenant?: string;
  item?: string;
}

/** One sweep under way: what it works with, how it goes on when something breaks, and when it has to end. */
export interface Sweeping {
  services: Services;
  client: DurableClient;
  context: InvocationContext;
  isTimeUp: () => boolean;
  /** Does one thing. What breaks there is logged and counted, and keeps nothing else from being done. */
  attempt: <T>(task: Task, work: () => Promise<T>) => Promise<T | 'failed'>;
  /** The same for each of a list, as far as the time goes, begun elsewhere in each sweep. Answers whether all were done. */
  each: <T>(
    things: readonly T[],
    taskOf: (thing: T) => Task,
    work: (thing: T) => Promise<void>,
  ) => Promise<boolean>;
  failed: () => number;
}

/**
 * A sweep goes on for so long: the platform ends a function, and whatever else its process is doing, after five minutes
 * (`functionTimeout` in host.json), and one thing that is begun in time may take its own.
 */
const LONGEST_SWEEP = 150_000;

/** @param round the number of this sweep */
export function beginSweep(
  services: Services,
  client: DurableClient,
  context: InvocationContext,
  round: number,
): Sweeping {
  const endsAt = services.now().getTime() + LONGEST_SWEEP;
  const isTimeUp = (): boolean => services.now().getTime() >= endsAt;
  let failed = 0;
  const attempt: Sweeping['attempt'] = async (task, work) => {
    try {
      return await work();
    } catch (error) {
      failed++;
      context.error(inOneLine({ event: 'sweepFailed', ...task, reason: reasonOf(error) }));
      return 'failed';
    }
  };
  return {
    services,
    client,
    context,
    isTimeUp,
    attempt,
    failed: () => failed,
    async each(things, taskOf, work) {
      let isAllDone = true;
      for (const thing of beginningElsewhere(things, round)) {
        if (isTimeUp()) return false;
        const answer = await attempt(taskOf(thing), () => work(thing));
        if (answer === 'failed') isAllDone = false;
      }
      return isAllDone;
    },
  };
}

/** The kind of a fault, and its status where it has one: a message may quote what the row holds. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? `${error.name} ${statusCode}` : error.name;
}
