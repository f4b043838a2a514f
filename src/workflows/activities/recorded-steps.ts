import type { Enablement } from '../../enablement/enablement';
import type { StepKind } from '../../enablement/step';
import type { EnablementStore } from '../../store/enablement-store';

/** The run an activity works for; without its row there is nothing to work on. */
export async function runOf(store: EnablementStore, id: string): Promise<Enablement> {
  const run = await store.find(id);
  if (run === undefined) throw new Error(`There is no run ${id}.`);
  return run;
}

/** The result of the last recorded step of a kind, as the activity that wrote it typed it. */
export async function resultOf<T>(
  store: EnablementStore,
  id: string,
  kind: StepKind,
): Promise<T | undefined> {
  const steps = await store.steps(id);
  return steps.findLast((step) => step.kind === kind)?.result as T | undefined;
}
