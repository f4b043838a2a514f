import type { Said, Wording } from '../said';

/** What a test leaves behind, and why. */
export const leftovers = {
  'left.subscription': 'the subscription to the test team',
  'left.membership': 'the membership of the test team',
  'left.guest': 'the test guest',
  'left.binnedGuest': 'the test guest from the deleted users',
  'left.guestIfAny': 'the test guest, if there is one',
  'left.membershipIfAny': 'the membership of the test team, if there is one',
  'left.lacks': ({ missing }: { missing: Said }, { say }: Wording) => `the app lacks ${say(missing)}`,
  'left.unread': ({ records }: { records: string }) =>
    `anything else the test created (these records could not be read: ${records})`,
  'left.because': ({ what, why }: { what: Said; why: Said }, { say }: Wording) =>
    `${say(what)} (${say(why)})`,
  'left.account': ({ account, why }: { account: string; why: Said }, { say }: Wording) =>
    `the account ${account} (${say(why)})`,
  'kept.notMade': 'nothing shows that the invitation of this run created it, so it may belong to someone',
  'kept.accepted': 'its invitation was accepted, so it now belongs to someone',
  'kept.notGuest': 'someone turned it into something other than a guest',
  'kept.inGroup': 'someone added it to a group or gave it a role',
  'kept.groupsUnread': 'its groups and roles can’t be read',
  'kept.restored': 'this run deleted it, and someone restored it',
  'kept.binnedAgain': 'someone restored it and deleted it again',
  'kept.binUnread': 'the directory does not say when it was deleted',
  'kept.membershipUnsure': 'it isn’t known whether this run or someone else added it to the test team',
};
