import { isEnded } from '../../../../domain/enablement/enablement';
import { runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';

/** Looks whether a run that waits for a throttling service should wait no longer: it was cancelled, or somebody else ends it. */
export function checkStopActivity({ store }: TenantContext) {
  return async ({ id }: { id: string }): Promise<{ isStopped: boolean }> => {
    const run = await runOf(store, id);
    return { isStopped: isEnded(run) || run.commands.some(({ kind }) => kind === 'cancel') };
  };
}
