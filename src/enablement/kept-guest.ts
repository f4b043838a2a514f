/** Why an account is left alone, or stays in a group or in the bin, in words that need none before them. */
export const KEPT_IN_WORDS = {
  notMade: 'nothing shows that this run’s invitation created it, so it may be somebody’s',
  accepted: 'its invitation was accepted, so it is somebody’s now',
  notGuest: 'somebody made it something other than a guest',
  inGroup: 'somebody added it to a group or gave it a role',
  groupsUnread: 'its groups and roles could not be read',
  restored: 'this run deleted it, and somebody restored it',
  binnedAgain: 'somebody restored it and deleted it again',
  binUnread: 'the directory does not say when it was deleted',
  membershipUnsure: 'it cannot be told whether this run or somebody else put it into the test team',
} as const;

export type KeptReason = keyof typeof KEPT_IN_WORDS;

/** What was not removed because it may be somebody else’s, or is by now. */
export interface Kept {
  reason: KeptReason;
  /** The account, by its id. */
  account: string;
  /** The line in `left` that says so. */
  text: string;
}

export const keptLine = (account: string, reason: KeptReason): string =>
  `the account ${account} (${KEPT_IN_WORDS[reason]})`;
