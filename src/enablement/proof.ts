import type { Value } from '../controls/value';
import type { Rung } from './assurance';
import {
  BETWEEN_SUCCESSES,
  LAST_ROSTER_READING,
  nextReading,
  nextTry,
  REPLICATION_WAIT,
  SPARSE_ROSTER_HOURS,
} from './probe-schedule';

const HOUR = 3_600_000;
const HAND_LOOK = HOUR / 2;

/** Why a rung could not be climbed; the words of Microsoft are kept beside it. */
export interface Obstacle {
  /** One of the reasons in the table of refusals, or `notYetVisible`, `notListed`. */
  reason: string;
  /** The rung that was tried. */
  rung: Rung;
  raw?: unknown;
}

/** A control that is not as the wish needs it, though it was set so. */
export interface Violation {
  control: string;
  title: string;
  expected: Value;
  found: Value;
}

/** What a person must set, because we may not. */
export interface Handwork {
  control: string;
  title: string;
  /** The line to type; empty where there is none. */
  powerShell: string;
  /** Where it is set with the mouse. */
  adminPage: string;
}

/** External access: two readings some minutes apart that show every setting as wished are all there is to prove. */
export interface Stored {
  /** The first of them. */
  at?: number;
  isConfirmed: boolean;
  /** Switches that the last reading could not show. */
  unread: string[];
}

/** How far the proof has come. Plain JSON: it is all that survives from one generation of the wait to the next. */
export interface Proof {
  /** The rung the run must reach: 3 with a canary, 1 without, 0 for external access, which no application can try. */
  target: Rung;
  /** The highest rung passed so far. */
  rung: Rung;
  tries: number;
  /** When the settings last changed: the start of the run where nothing had to. Milliseconds. */
  changedAt: number;
  deadline: number;
  nextTryAt: number;
  /** Microsoft asked for patience until then; only a cancel is heard before. */
  notBefore?: number;
  nextReadingAt?: number;
  guestId?: string;
  /** The subscription by which Teams tells us; `none` where there is no public address or Graph refused it. */
  watch?: { subscriptionId: string } | 'none';
  rosterReadAt?: number;
  /** When the target was first reached; a second success confirms it. */
  firstSuccessAt?: number;
  confirmedAt?: number;
  obstacle?: Obstacle;
  /** How many tries in a row met an obstacle nobody knows. */
  unknownInARow: number;
  violated: Violation[];
  /** What still waits for a person; the wait goes on by itself once it shows as done. */
  byHand: Handwork[];
  /** How far it is shown that external access is stored; absent where the goal has nothing to do with it. */
  stored?: Stored;
}

export function startProof(
  target: Rung,
  changedAt: number,
  deadlineHours: number,
  now: number,
  byHand: Handwork[] = [],
): Proof {
  return {
    target,
    rung: 0,
    tries: 0,
    changedAt,
    deadline: changedAt + deadlineHours * HOUR,
    nextTryAt: now,
    unknownInARow: 0,
    violated: [],
    byHand,
  };
}

/** Teams tells us itself when the guest is listed: until then there is nothing to try, only to wait. */
export const waitsForTeams = (proof: Proof): boolean =>
  proof.target === 3 && proof.rung === 2 && typeof proof.watch === 'object';

/**
 * When the roster should be read without word from Teams. Microsoft allows a look for changes once a day, so with a
 * watch there is one, shortly before the end; without one it is read sparsely, and the record says so.
 */
export function nextRosterReading({ watch, rosterReadAt, changedAt, deadline }: Proof): number | undefined {
  const last = Math.max(deadline - LAST_ROSTER_READING, changedAt);
  const times =
    typeof watch === 'object'
      ? [last]
      : [...SPARSE_ROSTER_HOURS.map((hours) => changedAt + hours * HOUR), last];
  return times.find((time) => rosterReadAt === undefined || time > rosterReadAt);
}

/** Whether the target was seen by our one reading of the roster: a second one within the day would be polling. */
export const isSeenByItsOnlyReading = (proof: Proof): boolean =>
  typeof proof.watch === 'object' &&
  proof.firstSuccessAt !== undefined &&
  proof.rosterReadAt === proof.firstSuccessAt;

/** The guest on the roster shows that Teams lets guests in, whoever switched it on; nothing else that a person sets. */
const SHOWN_BY_ROSTER = 'T-1';

/** Whether a person has done everything, as far as that shows. */
export const isHandworkDone = ({ byHand, rung }: Proof): boolean =>
  byHand.every(({ control }) => control === SHOWN_BY_ROSTER && rung === 3);

/** Counts a reading of external access; `unread` are its switches that could not be read, which is no pass. */
export function countReading(proof: Proof, isAsWished: boolean, unread: string[], now: number): void {
  if (proof.stored?.isConfirmed) return;
  const at = isAsWished ? (proof.stored?.at ?? now) : undefined;
  proof.stored = {
    ...(at !== undefined && { at }),
    isConfirmed: at !== undefined && now >= at + BETWEEN_SUCCESSES,
    unread,
  };
  if (proof.target === 0 && proof.stored.isConfirmed) proof.confirmedAt = now;
}

/** Whether external access must still be read: until it was seen as wished twice. */
export const mustReadStored = ({ stored }: Proof): boolean => stored !== undefined && !stored.isConfirmed;

/** Whether nothing is open any more: the guest is in, external access is stored, and people have done their part. */
export function isProven(proof: Proof, now: number): boolean {
  // One success counts where a second look is not allowed, or has no time any more; the outcome says so.
  const isLast = now >= proof.deadline;
  const isSeen = proof.firstSuccessAt !== undefined && (isLast || isSeenByItsOnlyReading(proof));
  const isIn = proof.target === 0 || proof.confirmedAt !== undefined || isSeen;
  const isStored = !mustReadStored(proof) || (isLast && proof.stored?.at !== undefined);
  return isIn && isStored && isHandworkDone(proof);
}

/** Whether only the second look is missing: then there is nothing to explain. */
export function awaitsSecondLook({ target, stored, firstSuccessAt, byHand }: Proof): boolean {
  const isSeenOnce = target === 0 ? stored?.at !== undefined : firstSuccessAt !== undefined;
  return isSeenOnce && byHand.length === 0 && (stored?.unread ?? []).length === 0;
}

/** When the run should look next, given what it knows after this try. */
export function scheduleNext(proof: Proof, now: number): Proof {
  const { nextReadingAt: _, notBefore: __, ...rest } = proof;
  const usual = nextReading(proof.changedAt, now);
  // While a person is expected to act, nothing but a look shows that he did.
  const reading = proof.byHand.length > 0 ? Math.min(usual ?? Infinity, now + HAND_LOOK) : usual;
  const nextTryAt = Math.min(proof.deadline, nextTryOf(proof, now) ?? Infinity);
  return { ...rest, nextTryAt, ...(reading !== undefined && { nextReadingAt: reading }) };
}

function nextTryOf(proof: Proof, now: number): number | undefined {
  const times = [nextReadingOfStored(proof, now), nextClimb(proof, now)].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function nextReadingOfStored(proof: Proof, now: number): number | undefined {
  if (!mustReadStored(proof)) return undefined;
  const { at } = proof.stored ?? {};
  return at === undefined ? nextTry(proof.tries, now) : Math.max(now, at + BETWEEN_SUCCESSES);
}

function nextClimb(proof: Proof, now: number): number | undefined {
  // The guest is in, or nobody is to be let in: what is left shows by readings.
  if (proof.confirmedAt !== undefined || proof.target === 0) return undefined;
  if (proof.firstSuccessAt !== undefined) return Math.max(now, proof.firstSuccessAt + BETWEEN_SUCCESSES);
  // A fresh account becomes visible within seconds: no reason to wait as for a setting.
  if (proof.obstacle?.reason === 'notYetVisible') return now + REPLICATION_WAIT;
  if (proof.target === 3 && proof.rung === 2) return nextRosterReading(proof);
  return nextTry(proof.tries, now);
}

/** The moment to wake up: the next try, the next reading of the settings or the end, whichever comes first. */
export const wakeAt = (proof: Proof): number =>
  Math.min(proof.nextTryAt, proof.nextReadingAt ?? Infinity, proof.deadline);
