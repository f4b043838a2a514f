import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';

/** Why an account is left alone, or stays in a group or in the bin, in words that need none before them. */
export const KEPT_IN_WORDS = {
  notMade: say('kept.notMade').text,
  accepted: say('kept.accepted').text,
  notGuest: say('kept.notGuest').text,
  inGroup: say('kept.inGroup').text,
  groupsUnread: say('kept.groupsUnread').text,
  restored: say('kept.restored').text,
  binnedAgain: say('kept.binnedAgain').text,
  binUnread: say('kept.binUnread').text,
  membershipUnsure: say('kept.membershipUnsure').text,
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

export const keptLine = (account: string, reason: KeptReason): Sentence =>
  say('left.account', { account, why: say(`kept.${reason}`).said });
