import { KEPT_IN_WORDS } from '../../../domain/proof/kept-guest';
import type { CleanupTask, LeftoverKind } from '../../../domain/cleanup/cleanup-task';
import { ServiceThrottled } from '../../../microsoft/http/service-errors';
import { endSubscription } from '../../../microsoft/test-guest/roster-subscription';
import type { Archive } from '../../../store/cleanup/archive';
import type { Histories } from '../../engine/purge-histories';
import { leaveOnRecord } from '../../enablement/activities/prove/membership-recorded';
import { emptyBin, removeGuest, type Removed } from '../../enablement/activities/close/remove-guest';
import type { TenantContext } from '../../context/tenant-context';
import { explainRefusal } from '../../context/explain-refusal';

const RUN_BEGAN = 'A run began meanwhile, and may use it.';

/**
 * Clears away what a test left. Looks once more whether a run is under way: then it is no leftover any more.
 * @param givesUp whether a throttling service is a reason to leave it
 * @throws ServiceBusy otherwise
 */
export async function clearLeftover(
  tenantContext: TenantContext,
  planned: CleanupTask & { kind: LeftoverKind },
  givesUp: boolean,
): Promise<CleanupTask> {
  const { wasAsked, ...task } = planned;
  const { kind, what, groupId = '', madeBy = '' } = task;
  const { graph } = tenantContext.clients;
  const left = (why: string): CleanupTask => ({ ...task, state: 'left', why });
  const came = (removed: Removed): CleanupTask => {
    if (removed.kind === 'kept') return left(KEPT_IN_WORDS[removed.reason]);
    return { ...task, state: removed.kind === 'gone' ? 'gone' : 'done' };
  };
  if (await tenantContext.store.hasOpenRuns(tenantContext.tenantId)) return left(RUN_BEGAN);
  try {
    switch (kind) {
      case 'subscription':
        // No run is known that made it: that it was asked for before stands with the cleanup run.
        return came({
          kind: (await endSubscription(graph, what)) === 'gone' && !wasAsked ? 'gone' : 'removed',
        });
      case 'membership':
        return came(await leaveOnRecord(tenantContext, madeBy, groupId, what));
      case 'guest':
        return came(await removeGuest(tenantContext, madeBy, what));
      case 'binnedGuest': {
        const acts = await tenantContext.store.guestCalls(madeBy);
        return came(await emptyBin(tenantContext, { run: madeBy, acts }, what));
      }
    }
  } catch (fault) {
    if (fault instanceof ServiceThrottled && !givesUp) throw fault;
    return left((await explainRefusal(fault, tenantContext)).text);
  }
}

/** Lets go of a record. What fails here is ours to fix, and is thrown. */
export async function clearRecord(
  archive: Archive,
  tenantId: string,
  task: CleanupTask,
): Promise<CleanupTask> {
  const { kind, what, number } = task;
  if (kind === 'lease') await archive.freeLease(tenantId, what);
  if (kind === 'audit' || kind === 'cleanupRun') await archive.forget(kind, what);
  if (kind === 'run') {
    if (number === undefined)
      return { ...task, state: 'left', why: 'An earlier version found it: the next pass removes it.' };
    const came = await archive.forgetRun(tenantId, { id: what, number });
    if (came === 'stillOpen') return { ...task, state: 'left', why: 'It is under way.' };
    if (came === 'gone') return { ...task, state: 'gone' };
  }
  return { ...task, state: 'done' };
}

/** Drops histories; how many there were is known afterwards only. */
export async function clearHistories(histories: Histories, task: CleanupTask): Promise<CleanupTask> {
  const purged = await histories.purge(new Date(task.what));
  return { ...task, count: Math.max(purged, task.count ?? 0), state: 'done' };
}
