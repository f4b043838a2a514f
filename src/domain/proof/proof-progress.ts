import type { Finding } from '../plan/assess-controls';
import { BETWEEN_SUCCESSES } from './proof-schedule';
import { isSeenByItsOnlyReading, type Proof } from './proof';
/** The guest on the roster shows that Teams lets guests in, whoever switched it on; nothing else that a person sets. */
const SHOWN_BY_ROSTER = 'T-1';

/** Whether a person has done everything, as far as that shows. */
const areManualStepsDone = ({ manualSteps, rung }: Proof): boolean =>
  manualSteps.every(({ control }) => control === SHOWN_BY_ROSTER && rung === 3);

/** Counts a reading of external access. What could not be read is no pass, and what reads otherwise is none either. */
export function countReading(proof: Proof, findings: readonly Finding[], now: number): void {
  if (proof.stored === undefined || proof.stored.isConfirmed) return;
  const ofPartners = findings.filter(
    ({ control }) => control.can === 'change' && control.options.includes('externalAccess'),
  );
  const isAsDesired = ofPartners.every(({ judgement }) => judgement.kind === 'met');
  const at = isAsDesired ? (proof.stored.at ?? now) : undefined;
  const isConfirmed = at !== undefined && now >= at + BETWEEN_SUCCESSES;
  proof.stored = { ...(at !== undefined && { at }), isConfirmed };
  if (proof.target === 0 && isConfirmed) proof.confirmedAt = now;
}

/** Whether external access must still be read: until it was seen as desired twice. */
export const mustReadStored = ({ stored }: Proof): boolean => stored !== undefined && !stored.isConfirmed;

/** Whether nothing is open any more: the guest is in, external access is stored, and people have done their part. */
export function isProven(proof: Proof, now: number): boolean {
  // One success counts where a second look is not allowed, or has no time any more; the outcome says so.
  const isLast = now >= proof.deadline;
  const isSeen = proof.firstSuccessAt !== undefined && (isLast || isSeenByItsOnlyReading(proof));
  const isIn = proof.target === 0 || proof.confirmedAt !== undefined || isSeen;
  const isStored = !mustReadStored(proof) || (isLast && proof.stored?.at !== undefined);
  return isIn && isStored && areManualStepsDone(proof);
}

/** Whether only the second look is missing: then there is nothing to explain. */
export function awaitsSecondSuccess(proof: Proof): boolean {
  const isSeenOnce = proof.target === 0 || proof.firstSuccessAt !== undefined;
  const isReadOnce = !mustReadStored(proof) || proof.stored?.at !== undefined;
  return isSeenOnce && isReadOnce && proof.manualSteps.length === 0;
}
