import type { Rung } from './proof-ladder';
import type { ManualStep } from '../plan/manual-step';
import { nextSecondReading, type ReadingHistory } from './reading-history';
import {
  BETWEEN_SUCCESSES,
  LAST_ROSTER_READING,
  nextReading,
  nextTry,
  REPLICATION_WAIT,
  SPARSE_ROSTER_HOURS,
} from './proof-schedule';
import { renewalOf, type RosterSubscription } from './roster-subscription';

const HOUR = 3_600_000;
const MANUAL_STEP_CHECK = HOUR / 2;

/** Why a rung could not be climbed; the words of Microsoft are kept beside it. */
export interface Obstacle {
  /** One of the reasons in the table of refusals, or `notYetVisible`, `notListed`. */
  reason: string;
  /** The rung that was tried. */
  rung: Rung;
  /** The permission that is missing, by name, where that is the reason. */
  missingPermission?: string;
  raw?: unknown;
}

/** External access: two readings some minutes apart that show every setting as desired are all there is to prove. */
interface Stored {
  /** The first of them. */
  at?: number;
  isConfirmed: boolean;
}

/** How far the proof has come. Plain JSON: it is all that survives from one generation of the wait to the next. */
export interface Proof extends ReadingHistory {
  /** The rung the run must reach: 3 with a canary, 1 without, 0 for external access, which no application can try. */
  target: Rung;
  /** The highest rung passed so far. */
  rung: Rung;
  tries: number;
  /** When the settings last changed: the start of the run where nothing had to. Milliseconds. */
  changedAt: number;
  deadline: number;
  /** When the enablement ends, whatever was proven by then; absent where it has no end. */
  until?: number;
  nextTryAt: number;
  /** Microsoft throttled until then; only a cancel is heard before. */
  notBefore?: number;
  /** How often in a row it did. */
  putOffs?: number;
  nextReadingAt?: number;
  guestId?: string;
  /** The subscription by which Teams tells us; `none` where there is no public address or Graph refused it. */
  rosterSubscription?: RosterSubscription | 'none';
  rosterReadAt?: number;
  /** When the target was first reached; a second success confirms it. */
  firstSuccessAt?: number;
  confirmedAt?: number;
  obstacle?: Obstacle;
  /** How many tries in a row met an obstacle nobody knows. */
  unknownInARow: number;
  /** What still waits for a person; the wait goes on by itself once it shows as done. */
  manualSteps: ManualStep[];
  /** How far it is shown that external access is stored; absent where the goal has nothing to do with it. */
  stored?: Stored;
}

export function startProof(
  target: Rung,
  changedAt: number,
  deadlineHours: number,
  now: number,
  manualSteps: ManualStep[] = [],
): Proof {
  return {
    target,
    rung: 0,
    tries: 0,
    changedAt,
    deadline: changedAt + deadlineHours * HOUR,
    nextTryAt: now,
    unknownInARow: 0,
    manualSteps,
  };
}

/** Teams tells us itself when the guest is listed: until then there is nothing to try, only to wait. */
export const waitsForTeams = (proof: Proof): boolean =>
  proof.target === 3 && proof.rung === 2 && typeof proof.rosterSubscription === 'object';

/**
 * When the roster should be read without word from Teams. Microsoft allows a look for changes once a day, so with a
 * watch there is one, shortly before the end; without one it is read sparsely, and the record says so.
 */
export function nextRosterReading({
  rosterSubscription,
  rosterReadAt,
  changedAt,
  deadline,
}: Proof): number | undefined {
  const last = Math.max(deadline - LAST_ROSTER_READING, changedAt);
  // A look at once, at who was in the group already, may have been that one.
  const nextDay = rosterReadAt === undefined ? last : Math.max(last, rosterReadAt + 24 * HOUR);
  const times =
    typeof rosterSubscription === 'object'
      ? [nextDay].filter((time) => time <= deadline)
      : [...SPARSE_ROSTER_HOURS.map((hours) => changedAt + hours * HOUR), last];
  return times.find((time) => rosterReadAt === undefined || time > rosterReadAt);
}

/** Whether the target was seen by our one reading of the roster: a second one within the day would be polling. */
export const isSeenByItsOnlyReading = (proof: Proof): boolean =>
  typeof proof.rosterSubscription === 'object' &&
  proof.firstSuccessAt !== undefined &&
  proof.rosterReadAt === proof.firstSuccessAt;

/** A service that stays busy is tried less and less often, down to this. */
const LONGEST_PAUSE = HOUR / 4;

/** How long after the deadline a throttling service is waited for. */
const THROTTLING_GRACE = HOUR;

/** When what is known has to do, whatever Microsoft wants to be waited for. */
export const throttlingEnds = ({ deadline }: Pick<Proof, 'deadline'>): number => deadline + THROTTLING_GRACE;

/** Whether Microsoft wants to be left in peace still, and there is time for that. */
export const isPutOff = (proof: Pick<Proof, 'deadline' | 'notBefore'>, now: number): boolean =>
  now < Math.min(proof.notBefore ?? 0, throttlingEnds(proof));

/** The proof while Microsoft throttles: what was reached is kept, and the try does not count. */
export function putOff(proof: Proof, retryAt: number, now: number): Proof {
  const putOffs = (proof.putOffs ?? 0) + 1;
  const notBefore = Math.max(retryAt, now + Math.min(500 * 2 ** putOffs, LONGEST_PAUSE));
  return { ...proof, tries: proof.tries - 1, nextTryAt: notBefore, notBefore, putOffs };
}

/** When the run should look next, given what it knows after this try. */
export function scheduleNext(proof: Proof, now: number): Proof {
  const { nextReadingAt: _, notBefore: __, putOffs: ___, ...rest } = proof;
  const usual = nextReading(proof.changedAt, now);
  // While a person is expected to act, nothing but a look shows that he did.
  const beforeHand = proof.manualSteps.length > 0 ? now + MANUAL_STEP_CHECK : Infinity;
  const second = nextSecondReading(proof, now);
  const reading = Math.min(usual ?? Infinity, beforeHand, second ?? Infinity);
  const renewal = proof.rung < 3 ? renewalOf(proof.rosterSubscription, proof.deadline) : undefined;
  const nextTryAt = Math.min(proof.deadline, nextTryOf(proof, now) ?? Infinity, renewal ?? Infinity);
  return {
    ...rest,
    nextTryAt,
    ...(reading !== Infinity && { nextReadingAt: reading }),
    // Past the end nothing is left to do but that second look.
    ...(now >= proof.deadline && second !== undefined && { notBefore: second }),
  };
}

function nextTryOf(proof: Proof, now: number): number | undefined {
  const times = [nextReadingOfStored(proof, now), nextProofStep(proof, now)].filter(
    (time) => time !== undefined,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

function nextReadingOfStored(proof: Proof, now: number): number | undefined {
  if (proof.stored === undefined || proof.stored.isConfirmed) return undefined;
  const { at } = proof.stored;
  return at === undefined ? nextTry(proof.changedAt, now) : Math.max(now, at + BETWEEN_SUCCESSES);
}

function nextProofStep(proof: Proof, now: number): number | undefined {
  // The guest is in, or nobody is to be let in: what is left shows by readings.
  if (proof.confirmedAt !== undefined || proof.target === 0) return undefined;
  if (proof.firstSuccessAt !== undefined) return Math.max(now, proof.firstSuccessAt + BETWEEN_SUCCESSES);
  // A fresh account becomes visible within seconds: no reason to wait as for a setting.
  if (proof.obstacle?.reason === 'notYetVisible') return now + REPLICATION_WAIT;
  if (proof.target === 3 && proof.rung === 2) return nextRosterReading(proof);
  return nextTry(proof.changedAt, now);
}

/**
 * The moment to wake up: the next try, the next reading of the settings or the end, whichever comes first; and not
 * before Microsoft wants to be asked again, be it after the end, as long as anybody waits for that.
 */
export const wakeAt = (proof: Proof): number => {
  const { nextTryAt, nextReadingAt = Infinity, deadline, until = Infinity, notBefore = 0 } = proof;
  const due = Math.min(nextTryAt, nextReadingAt, deadline);
  return Math.min(until, Math.max(Math.min(notBefore, throttlingEnds(proof)), due));
};
