import type { OrchestrationContext } from 'durable-functions';
import { ServiceThrottled } from '../../src/microsoft/http/service-errors';
import type { EnablementStore } from '../../src/store/enablements/enablement-store';
import type { RunActivities } from '../../src/workflows/activities';
import { recoverRun } from '../../src/workflows/enablement/recover-run';
import { WAKE_RUN } from '../../src/workflows/engine/names';

type Act = (input: unknown) => Promise<unknown>;

interface Recovery {
  store: EnablementStore;
  activities: RunActivities;
  clock: { now(): number; advanceTo(time: number): void };
}

/** Recovers a run whose orchestration is gone, as a sweep has it done: the workflow itself, on the activities themselves. */
export async function recover({ store, activities, clock }: Recovery, tenantId: string): Promise<string[]> {
  const outcomes: string[] = [];
  for (const open of await store.openRuns(tenantId)) {
    await store.remediate(open);
    outcomes.push(await carryThrough(activities, clock, open.id));
  }
  return outcomes;
}

/** What the platform does for a workflow: calls its activities, lets its timers end, and hands on what came of it. */
async function carryThrough(
  activities: RunActivities,
  clock: Recovery['clock'],
  id: string,
): Promise<string> {
  const df = {
    instanceId: `${id}:recover`,
    getInput: () => ({ id }),
    get currentUtcDateTime() {
      return new Date(clock.now());
    },
    callActivity: (name: string, input: unknown) => ({ name, input }),
    createTimer: (at: Date) => ({ at: at.getTime() }),
  };
  const steps = recoverRun({ df } as unknown as OrchestrationContext);
  let turn = steps.next();
  while (!turn.done) {
    const { name, input, at } = turn.value as unknown as { name?: string; input?: unknown; at?: number };
    if (at !== undefined) clock.advanceTo(Math.max(at, clock.now()));
    turn = steps.next(name === undefined || name === WAKE_RUN ? undefined : await answer(name, input));
  }
  return turn.value.outcome;

  async function answer(name: string, input: unknown): Promise<unknown> {
    try {
      return { kind: 'done', value: await (activities as unknown as Record<string, Act>)[name]?.(input) };
    } catch (fault) {
      if (fault instanceof ServiceThrottled)
        return { kind: 'throttled', retryAt: fault.retryAt, reason: fault.message };
      return { kind: 'defect', reason: fault instanceof Error ? fault.message : String(fault) };
    }
  }
}
