import { BETWEEN_SUCCESSES } from './probe-schedule';
import { isSeenByItsOnlyReading, type Proof } from './proof';

/** External access: two readings some minutes apart that show every setting as wished are all there is to prove. */
export interface Stored {
  /** The first of them. */
  at?: number;
  isConfirmed: boolean;
  /** Switches that the last reading could not show. */
  unread: string[];
}

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
export function awaitsSecondLook({ target, stored, firstSuccessAt, byHand, violated }: Proof): boolean {
  const isSeenOnce = target === 0 ? stored?.at !== undefined : firstSuccessAt !== undefined;
  return isSeenOnce && byHand.length + violated.length + (stored?.unread.length ?? 0) === 0;
}
