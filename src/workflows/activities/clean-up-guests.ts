import type { Enablement } from '../../enablement/enablement';
import {
  accountsNamed,
  groupsJoined,
  groupsUnsure,
  hasLostInvitation,
  madeGuest,
} from '../../housekeeping/made-guest';
import { findAccounts } from '../../proof/accounts';
import { isCanaryMember } from '../../proof/canary';
import type { CleanUpReport } from './clean-up-report';
import { leaveOnRecord } from './membership-on-record';
import { emptyBin, removeGuest } from './remove-guest';
import type { Tools } from './tools';
import { say } from '../../texts/say';

/**
 * Takes back what a run did to its test guest, by its own records alone: out of the groups that its calls put the account
 * into, and the account itself where its invitation created it and nobody made anything of it since.
 */
export async function cleanUpGuests(
  tools: Tools,
  { id, request }: Pick<Enablement, 'id' | 'request'>,
  report: CleanUpReport,
): Promise<void> {
  const { store, clients } = tools;
  const acts = await store.guestActs(id);
  const joined = new Set(acts.flatMap(({ kind, userId }) => (kind === 'join' && userId ? [userId] : [])));
  for (const account of joined)
    for (const groupId of groupsJoined(acts, account))
      await report.remove('membership', () => leaveOnRecord(tools, id, groupId, account));

  const gone = new Set<string>();
  for (const account of await candidates()) {
    if (!(await report.remove('guest', () => removeGuest(tools, id, account), account))) continue;
    gone.add(account);
    if (!request.purgeTestGuest) continue;
    const now = await store.guestActs(id);
    await report.remove('binnedGuest', () => emptyBin(tools, { run: id, acts: now }, account), account);
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
