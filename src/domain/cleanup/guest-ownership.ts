import { answeredAs, guestNameOf, type GuestCall } from '../proof/guest-call';
import type { KeptReason } from '../proof/kept-guest';

/** What the records of a run say about its test guest. */
export interface GuestEvidence {
  run: string;
  /** What it did to guests, in order. */
  acts: readonly GuestCall[];
  /** Whether the account was to leave the bin as well. */
  purges: boolean;
}

/** An account as the directory shows it. */
export interface SeenAccount {
  id: string;
  displayName: string;
  userType: string | null;
  hasAccepted: boolean;
  /** In whole seconds, ISO 8601. */
  createdAt: string;
  /** The groups and directory roles it is in; absent where they were not read. */
  memberOf?: readonly string[];
}

const SECOND = 1000;
/** How far Microsoft's clock and ours may be apart. The name and the look tell what happened in that time. */
const CLOCK_SKEW = 5 * 60 * SECOND;
/** An invitation whose answer was lost is carried out soon after it was sent, or never. */
const LATEST_ANSWER = 5 * 60 * SECOND;

/**
 * Whether an invitation of this run created the account, beyond doubt: the look right before it did not show the account,
 * the answer named it or was lost, it was created when the invitation was carried out, and it bears the name that
 * this invitation gives to accounts it creates and to no others.
 */
export function madeGuest({ run, acts }: Pick<GuestEvidence, 'run' | 'acts'>, account: SeenAccount): boolean {
  const { id, createdAt, displayName } = account;
  if (displayName !== guestNameOf(run)) return false;
  const created = Date.parse(createdAt);
  for (const { kind, at, lookedAt = at, seen = [], answer } of acts) {
    if (kind !== 'invite') continue;
    // Who was there before an invitation was made by an earlier one or by somebody else.
    if (seen.includes(id)) return false;
    const mayHave = answer === undefined || (answer.kind === 'done' && answer.userId === id);
    const from = Math.floor(Date.parse(lookedAt) / SECOND) * SECOND - CLOCK_SKEW;
    const to = Date.parse(answer?.at ?? at) + (answer ? 0 : LATEST_ANSWER) + CLOCK_SKEW;
    if (mayHave && created >= from && created <= to) return true;
  }
  return false;
}

/** What speaks against deleting an account that may be ours, as it was read right before; nothing where it is ours alone. */
export function whyKept(
  evidence: Pick<GuestEvidence, 'run' | 'acts'>,
  account: SeenAccount,
): KeptReason | undefined {
  if (!madeGuest(evidence, account)) return 'notMade';
  if (account.userType !== 'Guest') return 'notGuest';
  if (account.hasAccepted) return 'accepted';
  if (wasDeleted(evidence.acts, account.id)) return 'restored';
  if (account.memberOf === undefined) return 'groupsUnread';
  const ours = evidence.acts.filter((act) => mayHaveJoined(act, account.id)).map(({ groupId }) => groupId);
  return account.memberOf.every((group) => ours.includes(group)) ? undefined : 'inGroup';
}

const mayHaveJoined = ({ kind, userId, answer }: GuestCall, id: string): boolean =>
  kind === 'join' && userId === id && (answer === undefined || answer.kind === 'done');

/** Whether the run deleted the account and heard so: one that is there again was restored by somebody. */
const wasDeleted = (acts: readonly GuestCall[], id: string): boolean =>
  acts.some((act) => act.kind === 'delete' && act.userId === id && answeredAs(act, 'done'));

/** Whether the run deleted the account, or asked for it and heard no answer. */
export const mayHaveDeleted = (acts: readonly GuestCall[], id: string): boolean =>
  acts.some(
    ({ kind, userId, answer }) =>
      kind === 'delete' && userId === id && (answer === undefined || answer.kind === 'done'),
  );

/** Whether the run emptied the bin of it, and heard so. */
export const wasPurged = (acts: readonly GuestCall[], id: string): boolean =>
  acts.some((act) => act.kind === 'purge' && act.userId === id && answeredAs(act, 'done'));

/** The groups into which a run put an account, by its own recorded call, and from which it did not take it again. */
export function groupsJoined(acts: readonly GuestCall[], id: string): string[] {
  const mine = acts.filter(({ userId }) => userId === id);
  const groups = new Set<string>();
  for (const { kind, groupId = '', answer } of mine) {
    if (kind === 'join' && answer?.kind === 'done') groups.add(groupId);
    if (kind === 'leave' && answer !== undefined && answer.kind !== 'refused') groups.delete(groupId);
  }
  return [...groups];
}

/** Groups into which a call may have put the account whose answer was lost: nobody can tell whether we did. */
export const groupsUnsure = (acts: readonly GuestCall[], id: string): string[] => {
  const sure = groupsJoined(acts, id);
  const lost = acts.filter(
    ({ kind, userId, answer }) => kind === 'join' && userId === id && answer === undefined,
  );
  return [...new Set(lost.map(({ groupId = '' }) => groupId))].filter((group) => !sure.includes(group));
};

/** The accounts that the answers to a run's invitations named. */
export const accountsNamed = (acts: readonly GuestCall[]): string[] => [
  ...new Set(acts.flatMap(({ kind, answer }) => (kind === 'invite' ? (answer?.userId ?? []) : []))),
];

/** Whether an invitation may have created an account of which no answer told. */
export const hasLostInvitation = (acts: readonly GuestCall[]): boolean =>
  acts.some(({ kind, answer }) => kind === 'invite' && answer === undefined);
