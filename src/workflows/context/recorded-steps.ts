import type { Enablement } from '../../domain/enablement/enablement';
import type { Step, StepKind } from '../../domain/enablement/step';
import type { EnablementStore } from '../../store/enablements/enablement-store';

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
  return resultIn<T>(await store.steps(id), kind);
}

export const resultIn = <T>(steps: readonly Step[], kind: StepKind): T | undefined =>
  steps.findLast((step) => step.kind === kind)?.result as T | undefined;
