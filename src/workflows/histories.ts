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

export function historiesOf(client: DurableClient): Histories {
  const filter = (before: Date) => ({
    createdTimeFrom: BEFORE_US,
    createdTimeTo: before,
    runtimeStatus: OVER,
  });
  return {
    count: async (before) => (await client.getStatusBy(filter(before))).length,
    purge: async (before) => (await client.purgeInstanceHistoryBy(filter(before))).instancesDeleted,
  };
}
