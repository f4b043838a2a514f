import type { GuestAct } from '../../enablement/guest-act';
import { addToCanary, removeFromCanary, type Joining } from '../../proof/canary';
import type { Removal } from '../../proof/removal';
import { endWatch } from '../../proof/roster-watch';
import { onRecord } from './on-record';
import type { Removed } from './remove-guest';
import type { Tools } from './tools';

type Needed = Pick<Tools, 'clients' | 'store' | 'now'>;
type Act = Pick<GuestAct, 'kind' | 'userId' | 'groupId' | 'watchId'>;

/** `mayBeOurs`: a call of this run whose answer was lost may have put the account there. */
export type Joined =
  Exclude<Joining, { kind: 'alreadyMember' }> | { kind: 'alreadyMember'; mayBeOurs: boolean };

/**
 * Puts an account into the test team's group. Only what this very call added counts as ours: one who is in the group
 * already was put there by somebody, or by a call of ours whose answer was lost.
 */
export async function joinOnRecord(
  tools: Needed,
  run: string,
  groupId: string,
  userId: string,
): Promise<Joined> {
  const act = { kind: 'join', groupId, userId } as const;
  const earlier = await tools.store.guestActs(run);
  const joined = await onRecord(
    tools,
    run,
    act,
    () => addToCanary(tools.clients.graph, groupId, userId),
    ({ kind }) => ({
      kind: kind === 'added' ? 'done' : kind === 'alreadyMember' ? 'unneeded' : 'refused',
    }),
  );
  return joined.kind === 'alreadyMember' ? { ...joined, mayBeOurs: mayHaveDone(earlier, act) } : joined;
}

/** Takes an account out of a group into which the run put it. */
export const leaveOnRecord = (
  tools: Needed,
  run: string,
  groupId: string,
  userId: string,
): Promise<Removed> =>
  removeOnRecord(tools, run, { kind: 'leave', groupId, userId }, () =>
    removeFromCanary(tools.clients.graph, groupId, userId),
  );

/** Ends a subscription to the test team. */
export const unwatchOnRecord = (tools: Needed, run: string, watchId: string): Promise<Removed> =>
  removeOnRecord(tools, run, { kind: 'unwatch', watchId }, () => endWatch(tools.clients.graph, watchId));

/** What is gone after a call of ours without an answer was taken away by that call, for all anybody can tell. */
async function removeOnRecord(
  tools: Needed,
  run: string,
  act: Act,
  work: () => Promise<Removal>,
): Promise<Removed> {
  const earlier = await tools.store.guestActs(run);
  const removal = await onRecord(tools, run, act, work, (came) => ({
    kind: came === 'removed' ? 'done' : 'unneeded',
  }));
  return { kind: mayHaveDone(earlier, act) ? 'removed' : removal };
}

/** Whether the same call was carried out before, or may have been: no answer to it was heard. */
const mayHaveDone = (acts: readonly GuestAct[], wanted: Act): boolean =>
  acts.some(
    ({ kind, userId, groupId, watchId, answer }) =>
      kind === wanted.kind &&
      userId === wanted.userId &&
      groupId === wanted.groupId &&
      watchId === wanted.watchId &&
      (answer === undefined || answer.kind === 'done'),
  );
