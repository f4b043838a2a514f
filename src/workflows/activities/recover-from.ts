import type { Ending } from '../../enablement/outcome';
import type { Step } from '../../enablement/step';
import type { ProbedResult } from './look';
import { resultIn } from './recorded-steps';

/** How a run had ended before it broke off: one that had succeeded is told as it was, and nothing of it is undone. */
export function endingIn(steps: readonly Step[]): Ending {
  const probed = resultIn<ProbedResult>(steps, 'probed');
  if (probed?.end?.kind !== 'proven') return { kind: 'closed' };
  // A proof that was broken off all the same, and put back since, no longer shows what stands.
  if (steps.some(({ kind }) => kind === 'undoPlanned')) return { kind: 'closed' };
  const { rung, confirmedAt } = probed.proof;
  return { kind: 'proven', rung, isConfirmed: confirmedAt !== undefined };
}
