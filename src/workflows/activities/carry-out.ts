import type { Chore, LeftoverKind } from '../../housekeeping/chore';
import { ServiceBusy } from '../../http/faults';
import { removeFromCanary } from '../../proof/canary';
import { deleteGuest, purgeGuest } from '../../proof/guest';
import { endWatch } from '../../proof/roster-watch';
import type { Archive } from '../../store/archive';
import type { Histories } from '../histories';
import type { Tools } from '.';
import { whyNot } from './why-not';

const RUN_BEGAN = 'A run began meanwhile, and may use it.';

/**
 * Clears away what a test left. Looks once more whether a run is under way: then it is no leftover any more.
 * @param givesUp whether a busy service is a reason to leave it
 * @throws ServiceBusy otherwise
 */
export async function clearLeftover(
  tools: Tools,
  chore: Chore & { kind: LeftoverKind },
  givesUp: boolean,
): Promise<Chore> {
  const { kind, what, groupId } = chore;
  const { graph } = tools.clients;
  const left = (why: string): Chore => ({ ...chore, state: 'left', why });
  if (await tools.store.hasOpenRuns(tools.tenantId)) return left(RUN_BEGAN);
  try {
    switch (kind) {
      case 'subscription':
        await endWatch(graph, what);
        break;
      case 'membership':
        await removeFromCanary(graph, groupId ?? '', what);
        break;
      case 'guest':
        await deleteGuest(graph, what);
        break;
      case 'binnedGuest':
        if ((await purgeGuest(graph, what)) === 'gone') return { ...chore, state: 'gone' };
    }
    return { ...chore, state: 'done' };
  } catch (fault) {
    if (fault instanceof ServiceBusy && !givesUp) throw fault;
    return left(await whyNot(fault, tools));
  }
}

/** Lets go of a record. What fails here is ours to mend, and is thrown. */
export async function clearRecord(archive: Archive, tenantId: string, chore: Chore): Promise<Chore> {
  const { kind, what } = chore;
  if (kind === 'lease') await archive.freeLease(tenantId, what);
  if (kind === 'audit' || kind === 'pass') await archive.forget(kind, what);
  if (kind === 'run' && (await archive.forgetRun(tenantId, what)) === 'stillOpen')
    return { ...chore, state: 'left', why: 'It is under way.' };
  return { ...chore, state: 'done' };
}

/** Drops histories; how many there were is known afterwards only. */
export async function clearHistories(histories: Histories, chore: Chore): Promise<Chore> {
  const purged = await histories.purge(new Date(chore.what));
  return { ...chore, count: Math.max(purged, chore.count ?? 0), state: 'done' };
}
