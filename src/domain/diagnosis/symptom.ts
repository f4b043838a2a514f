import type { Said, Sentence } from '../../texts/said';
import type { VerdictKind } from './verdict';

/** Why Microsoft would not let the guest in; `unknown` where its words are new to us. */
export type RefusalReason =
  | 'invitationsOff'
  | 'inviterRoleFresh'
  | 'crossTenantBlocked'
  | 'crossCloudBlocked'
  | 'domainBlocked'
  | 'policyFull'
  | 'ownDomain'
  | 'addressTaken'
  | 'deletedGuestHoldsAddress'
  | 'groupAddress'
  | 'badAddress'
  | 'partnerHasNoAccount'
  | 'notReplicated'
  | 'alreadyMember'
  | 'guestsNotAllowedInGroups'
  | 'appOnlyRefused'
  | 'canaryGone'
  | 'notListed'
  | 'teamsClosed'
  | 'noMatches'
  | 'ownersCannot'
  | 'oneTeamRefuses'
  | 'recreatedGuest'
  | 'filesClosed'
  | 'takenBack'
  | 'notRedeemed'
  | 'wrongAccount'
  | 'signInBlocked'
  | 'trustMissing'
  | 'unmanagedTenant'
  | 'organisationsNotConnected'
  | 'searchedByName'
  | 'missingPermission'
  | 'unknown';

/** What an error, or something a person saw, means. */
export interface Symptom {
  /** Our name for it; it stands in steps and in the texts of a run. */
  reason: RefusalReason;
  /** Any of the lines; all fragments of a line, in lower case. Absent where a probe sees it and no words say it. */
  words?: readonly (readonly string[])[];
  /** The switches that can be behind it, the likeliest first. */
  controls: readonly string[];
  /** What it means where no switch that can be read turns out to be closed or young. */
  kind: VerdictKind;
  /** Whether the same try can succeed later: never, while a change of ours is young, or whoever changed something. */
  retry: 'no' | 'ifChanged' | 'yes';
  /** Hours for which that holds, where no switch says it. */
  longest?: number;
  /** A team owner saw it: who may not invite new people meets doors an administrator does not. */
  isSeenByOwner?: boolean;
  /** The words mean something else where the directory shows no account with the address. */
  whenUnlisted?: RefusalReason;
  text: string;
  said: Said;
  advice: readonly Sentence[];
  /** What to try first where it stays so though every reading is right, and has been for long enough. */
  ifItStays?: Sentence;
}
