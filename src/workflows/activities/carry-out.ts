import { KEPT_IN_WORDS } from '../../enablement/kept-guest';
import type { Chore, LeftoverKind } from '../../housekeeping/chore';
import { ServiceBusy } from '../../http/faults';
import { endWatch } from '../../proof/roster-watch';
import type { Archive } from '../../store/archive';
import type { Histories } from '../histories';
import { leaveOnRecord } from './membership-on-record';
import { emptyBin, removeGuest, type Removed } from './remove-guest';
import type { Tools } from './tools';
import { whyNot } from './why-not';

const RUN_BEGAN = 'A run began meanwhile, and may use it.';

/**
 * Clears away what a test left. Looks once more whether a run is under way: then it is no leftover any more.
 * @param givesUp whether a busy service is a reason to leave it
 * @throws ServiceBusy otherwise
 */
export async function clearLeftover(
  tools: Tools,
  planned: Chore & { kind: LeftoverKind },
  givesUp: boolean,
): Promise<Chore> {
  const { wasAsked, ...chore } = planned;
  const { kind, what, groupId = '', madeBy = '' } = chore;
  const { graph } = tools.clients;
  const left = (why: string): Chore => ({ ...chore, state: 'left', why });
  const came = (removed: Removed): Chore => {
    if (removed.kind === 'kept') return left(KEPT_IN_WORDS[removed.reason]);
    return { ...chore, state: removed.kind === 'gone' ? 'gone' : 'done' };
  };
  if (await tools.store.hasOpenRuns(tools.tenantId)) return left(RUN_BEGAN);
  try {
    switch (kind) {
      case 'subscription':
        // No run is known that made it: that it was asked for before stands with the pass.
        return came({ kind: (await endWatch(graph, what)) === 'gone' && !wasAsked ? 'gone' : 'removed' });
      case 'membership':
        return came(await leaveOnRecord(tools, madeBy, groupId, what));
      case 'guest':
        return came(await removeGuest(tools, madeBy, what));
      case 'binnedGuest': {
        const acts = await tools.store.guestActs(madeBy);
        return came(await emptyBin(tools, { run: madeBy, acts }, what));
      }
    }
  } catch (fault) {
    if (fault instanceof ServiceBusy && !givesUp) throw fault;
    return left((await whyNot(fault, tools)).text);
  }
}

/** Lets go of a record. What fails here is ours to mend, and is thrown. */
export async function clearRecord(archive: Archive, tenantId: string, chore: Chore): Promise<Chore> {
  const { kind, what, number } = chore;
  if (kind === 'lease') await archive.freeLease(tenantId, what);
  if (kind === 'audit' || kind === 'pass') await archive.forget(kind, what);
  if (kind === 'run') {
    if (number === undefined)
      return { ...chore, state: 'left', why: 'An earlier version found it: the next pass removes it.' };
    const came = await archive.forgetRun(tenantId, { id: what, number });
    if (came === 'stillOpen') return { ...chore, state: 'left', why: 'It is under way.' };
    if (came === 'gone') return { ...chore, state: 'gone' };
  }
  return { ...chore, state: 'done' };
}

/** Drops histories; how many there were is known afterwards only. */
export async function clearHistories(histories: Histories, chore: Chore): Promise<Chore> {
  const purged = await histories.purge(new Date(chore.what));
  return { ...chore, count: Math.max(purged, chore.count ?? 0), state: 'done' };
}
