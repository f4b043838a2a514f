import { OrchestrationRuntimeStatus, type DurableClient } from 'durable-functions';

/** What the platform remembers of how orchestrations got where they are. */
export interface Histories {
  /** How many of orchestrations that are over began before a moment; a hundred stands for a hundred or more. */
  count(before: Date): Promise<number>;
  /** Drops them, and answers how many there were. */
  purge(before: Date): Promise<number>;
}

/** Never of one that goes on: the platform would purge that as well, and end it without a word. */
const OVER = [
  OrchestrationRuntimeStatus.Completed,
  OrchestrationRuntimeStatus.Failed,
  OrchestrationRuntimeStatus.Terminated,
  OrchestrationRuntimeStatus.Canceled,
];

/** The platform wants a beginning, and nothing of ours is older. */
const BEFORE_US = new Date(Date.UTC(2020, 0, 1));

const DAY = 86_400_000;
const MANY = 100;

export function historiesOf(
  client: Pick<DurableClient, 'getStatusBy' | 'purgeInstanceHistoryBy'>,
): Histories {
  const between = (from: Date, to: Date) => ({
    createdTimeFrom: from,
    createdTimeTo: to,
    runtimeStatus: OVER,
  });
  return {
    /**
     * The SDK gathers all that it finds before it answers. So it is asked for the last day first, where each night's
     * pass finds what grew old since the one before, and for longer spans only while there are few.
     */
    async count(before) {
      let found = 0;
      let to = before;
      for (let days = 1; to > BEFORE_US && found < MANY; days *= 2) {
        const from = new Date(Math.max(BEFORE_US.getTime(), to.getTime() - days * DAY));
        found += (await client.getStatusBy(between(from, to))).length;
        to = from;
      }
      return Math.min(found, MANY);
    },
    // The platform goes through them page by page itself, and answers their number alone.
    purge: async (before) =>
      (await client.purgeInstanceHistoryBy(between(BEFORE_US, before))).instancesDeleted,
  };
}
