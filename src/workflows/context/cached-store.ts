import type { Enablement } from '../../domain/enablement/enablement';
import type { EnablementStore } from '../../store/enablements/enablement-store';

/**
 * The store for one call of an activity, to which its run stays as it was when it began, until it closes it. What
 * somebody says to the run meanwhile rings a wake signal of its own, and the next activity sees it.
 */
export function readingOnce(store: EnablementStore, run: Enablement): EnablementStore {
  let read: Enablement | undefined = run;
  return {
    ...store,
    find: async (id) => (id === run.id ? (read ??= await store.find(id)) : store.find(id)),
    async close(id, runEnd) {
      const closed = await store.close(id, runEnd);
      read = undefined;
      return closed;
    },
  };
}
