import type { GuestCall } from '../../../../domain/proof/guest-call';
import {
  addToCanary,
  removeFromCanary,
  type Joining,
} from '../../../../microsoft/test-guest/canary-membership';
import type { Removal } from '../../../../microsoft/test-guest/remove-object';
import { endSubscription } from '../../../../microsoft/test-guest/roster-subscription';
import { onRecord } from './call-recorded';
import type { Removed } from '../close/remove-guest';
import type { TenantContext } from '../../../context/tenant-context';

type Needed = Pick<TenantContext, 'clients' | 'store' | 'now'>;
type Act = Pick<GuestCall, 'kind' | 'userId' | 'groupId' | 'subscriptionId'>;

/** `mayBeOurs`: a call of this run whose answer was lost may have put the account there. */
export type Joined =
  Exclude<Joining, { kind: 'alreadyMember' }> | { kind: 'alreadyMember'; mayBeOurs: boolean };

/**
 * Puts an account into the test team's group. Only what this very call added counts as ours: one who is in the group
 * already was put there by somebody, or by a call of ours whose answer was lost.
 */
export async function joinOnRecord(
  tenantContext: Needed,
  run: string,
  groupId: string,
  userId: string,
): Promise<Joined> {
  const act = { kind: 'join', groupId, userId } as const;
  const earlier = await tenantContext.store.guestCalls(run);
  const joined = await onRecord(
    tenantContext,
    run,
    act,
    () => addToCanary(tenantContext.clients.graph, groupId, userId),
    ({ kind }) => ({
      kind: kind === 'added' ? 'done' : kind === 'alreadyMember' ? 'unneeded' : 'refused',
    }),
  );
  return joined.kind === 'alreadyMember' ? { ...joined, mayBeOurs: mayHaveDone(earlier, act) } : joined;
}

/** Takes an account out of a group into which the run put it. */
export const leaveOnRecord = (
  tenantContext: Needed,
  run: string,
  groupId: string,
  userId: string,
): Promise<Removed> =>
  removeOnRecord(tenantContext, run, { kind: 'leave', groupId, userId }, () =>
    removeFromCanary(tenantContext.clients.graph, groupId, userId),
  );

/** Ends a subscription to the test team. */
export const unsubscribeRecorded = (
  tenantContext: Needed,
  run: string,
  subscriptionId: string,
): Promise<Removed> =>
  removeOnRecord(tenantContext, run, { kind: 'unsubscribe', subscriptionId }, () =>
    endSubscription(tenantContext.clients.graph, subscriptionId),
  );

/** What is gone after a call of ours without an answer was taken away by that call, for all anybody can tell. */
async function removeOnRecord(
  tenantContext: Needed,
  run: string,
  act: Act,
  work: () => Promise<Removal>,
): Promise<Removed> {
  const earlier = await tenantContext.store.guestCalls(run);
  const removal = await onRecord(tenantContext, run, act, work, (came) => ({
    kind: came === 'removed' ? 'done' : 'unneeded',
  }));
  return { kind: mayHaveDone(earlier, act) ? 'removed' : removal };
}

/** Whether the same call was carried out before, or may have been: no answer to it was heard. */
const mayHaveDone = (acts: readonly GuestCall[], wanted: Act): boolean =>
  acts.some(
    ({ kind, userId, groupId, subscriptionId, answer }) =>
      kind === wanted.kind &&
      userId === wanted.userId &&
      groupId === wanted.groupId &&
      subscriptionId === wanted.subscriptionId &&
      (answer === undefined || answer.kind === 'done'),
  );
