import type { Enablement } from '../../domain/enablement/enablement';
import type { Step } from '../../domain/enablement/step';
import type { EnablementStore } from '../../store/enablements/enablement-store';

/**
 * The store for one call of an activity, which reads its run and the steps of it once, until it writes to them. What
 * somebody says to the run meanwhile rings a wake signal of its own, and the next activity sees it.
 */
export function readingOnce(store: EnablementStore, run: Enablement): EnablementStore {
  let read: Enablement | undefined = run;
  let steps: Promise<Step[]> | undefined;
  return {
    ...store,
    find: async (id) => (id === run.id ? (read ??= await store.find(id)) : store.find(id)),
    steps: (id) => (id === run.id ? (steps ??= store.steps(id)) : store.steps(id)),
    async record(id, sequence, report) {
      const step = await store.record(id, sequence, report);
      steps = undefined;
      return step;
    },
    async close(id, runEnd) {
      const closed = await store.close(id, runEnd);
      read = undefined;
      steps = undefined;
      return closed;
    },
  };
}
