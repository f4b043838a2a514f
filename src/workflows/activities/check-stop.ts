import { isEnded } from '../../enablement/enablement';
import { runOf } from './recorded-steps';
import type { Tools } from './tools';

/** Looks whether a run that waits for a busy service should wait no longer: it was cancelled, or somebody else ends it. */
export function checkStopActivity({ store }: Tools) {
  return async ({ id }: { id: string }): Promise<{ isStopped: boolean }> => {
    const run = await runOf(store, id);
    return { isStopped: isEnded(run) || run.commands.some(({ kind }) => kind === 'cancel') };
  };
}
