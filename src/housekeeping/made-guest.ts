import type { LeftoverKind } from './chore';

/** What the evidence of a finished run says about its test guest. Times are ISO 8601, UTC. */
export interface GuestEvidence {
  run: string;
  /** When the run looked whether the account was there before. */
  lookedAt: string;
  /** The account it found there. */
  guestBefore?: { id: string; wasMember: boolean };
  /** The account its invitation gave, where the answer was heard. */
  guestId?: string;
  canaryGroupId?: string;
  finishedAt: string;
  /** Whether the account was to leave the bin as well. */
  purges: boolean;
  /** What its own clean-up removed. */
  cleared: readonly LeftoverKind[];
}

/** An account as the directory shows it. */
export interface Account {
  id: string;
  /** In whole seconds, ISO 8601. */
  createdAt: string;
}

const SECOND = 1000;
/** An invitation sent in the last moment of a run may be carried out after it. */
const LAST_INVITATION = 5 * 60 * SECOND;

/**
 * Whether a run made this account, beyond doubt: it asked for that address, it saw no such account when it began, and
 * the account was created while it ran.
 */
export function madeGuest(evidence: GuestEvidence, { id, createdAt }: Account): boolean {
  const { guestBefore, guestId, lookedAt, finishedAt, cleared } = evidence;
  // What was removed and is there again was restored by somebody.
  if (cleared.includes('guest')) return false;
  const mayHaveMade = guestBefore === undefined ? [undefined, id] : [id];
  if (guestBefore?.id === id || !mayHaveMade.includes(guestId)) return false;
  const created = Date.parse(createdAt);
  const from = Math.floor(Date.parse(lookedAt) / SECOND) * SECOND;
  return created >= from && created <= Date.parse(finishedAt) + LAST_INVITATION;
}

/** Whether a run put this account, whoever made it, into its test team and did not take it out again. */
export const leftInTeam = ({ guestBefore, guestId, cleared }: GuestEvidence, { id }: Account): boolean =>
  (guestBefore?.id ?? guestId) === id && guestBefore?.wasMember !== true && !cleared.includes('membership');
