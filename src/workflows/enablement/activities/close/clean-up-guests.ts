import type { Enablement } from '../../../../domain/enablement/enablement';
import {
  accountsNamed,
  groupsJoined,
  groupsUnsure,
  hasLostInvitation,
  madeGuest,
} from '../../../../domain/cleanup/guest-ownership';
import { findAccounts } from '../../../../microsoft/directory/accounts';
import { isCanaryMember } from '../../../../microsoft/test-guest/canary-membership';
import type { CleanUpReport } from './clean-up-report';
import { leaveOnRecord } from '../prove/membership-recorded';
import { emptyBin, removeGuest } from './remove-guest';
import type { TenantContext } from '../../../context/tenant-context';
import { say } from '../../../../texts/say';

/**
 * Takes back what a run did to its test guest, by its own records alone: out of the groups that its calls put the account
 * into, and the account itself where its invitation created it and nobody made anything of it since.
 */
export async function cleanUpGuests(
  tenantContext: TenantContext,
  { id, request }: Pick<Enablement, 'id' | 'request'>,
  report: CleanUpReport,
): Promise<void> {
  const { store, clients } = tenantContext;
  const acts = await store.guestCalls(id);
  const joined = new Set(acts.flatMap(({ kind, userId }) => (kind === 'join' && userId ? [userId] : [])));
  for (const account of joined)
    for (const groupId of groupsJoined(acts, account))
      await report.remove('membership', () => leaveOnRecord(tenantContext, id, groupId, account));

  const gone = new Set<string>();
  for (const account of await candidates()) {
    if (!(await report.remove('guest', () => removeGuest(tenantContext, id, account), account))) continue;
    gone.add(account);
    if (!request.purgeTestGuest) continue;
    const now = await store.guestCalls(id);
    await report.remove(
      'binnedGuest',
      () => emptyBin(tenantContext, { run: id, acts: now }, account),
      account,
    );
  }
  for (const account of joined) if (!gone.has(account)) await sayWhereUnsure(account);

  /** The accounts that answers named; where an answer was lost, also one that only our invitation can have made. */
  async function candidates(): Promise<Set<string>> {
    const named = accountsNamed(acts);
    const { testGuestEmail = '' } = request;
    const found = hasLostInvitation(acts)
      ? await report.attempt(say('left.guestIfAny'), () => findAccounts(clients.graph, testGuestEmail))
      : [];
    const made = (found ?? []).filter((account) => madeGuest({ run: id, acts }, account));
    return new Set([...named, ...made.map((account) => account.id)]);
  }

  async function sayWhereUnsure(account: string): Promise<void> {
    for (const groupId of groupsUnsure(acts, account)) {
      const isIn = await report.attempt(say('left.membershipIfAny'), () =>
        isCanaryMember(clients.graph, groupId, account),
      );
      if (isIn) report.keep(account, 'membershipUnsure');
    }
  }
}
