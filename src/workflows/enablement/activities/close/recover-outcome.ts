import type { RunEnd } from '../../../../domain/enablement/decide-outcome';
import type { DocumentId } from '../../../../controls/control';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import type { Enablement } from '../../../../domain/enablement/enablement';
import type { Step, StepKind } from '../../../../domain/enablement/step';
import type { ProbedResult } from '../prove/check-proof';
import { resultIn } from '../../../context/recorded-steps';
import { documentsIn } from '../apply/written-changes';

/**
 * How a run had ended before it broke off: one that had succeeded is told as it was, and nothing of it is undone.
 * @param unreadable the numbers of steps that nobody can read
 */
export function runEndIn(steps: readonly Step[], unreadable: readonly number[] = []): RunEnd {
  const probed = resultIn<ProbedResult>(steps, 'probed');
  if (probed?.end?.kind !== 'proven') return { kind: 'closed' };
  // A proof that was broken off all the same, and put back since, no longer shows what stands.
  if (steps.some(({ kind }) => kind === 'undoPlanned')) return { kind: 'closed' };
  // It may have been undone by a step that nobody can read.
  const provenAt = steps.findLast(({ kind }) => kind === 'probed')?.sequence ?? 0;
  if (unreadable.some((number) => number > provenAt)) return { kind: 'closed' };
  const { rung, confirmedAt } = probed.proof;
  return { kind: 'proven', rung, isConfirmed: confirmedAt !== undefined };
}

/** Whether the proof came to its end and was complete, whatever came after it. */
export const wasProven = (steps: readonly Step[]): boolean =>
  resultIn<ProbedResult>(steps, 'probed')?.end?.kind === 'proven';

/**
 * The last step of a kind that was recorded since the run is ended from outside. A recovery that itself broke off is
 * begun again with each sweep: it goes on from what the one before it recorded, and records nothing twice.
 */
export const recoveredIn = (
  { takenOverAt }: Pick<Enablement, 'takenOverAt'>,
  steps: readonly Step[],
  kind: StepKind,
): Step | undefined =>
  steps.findLast((step) => step.kind === kind && takenOverAt !== undefined && step.started >= takenOverAt);

/** Of a plan to undo: the documents for which no step behind it says what came of them. */
export function documentsOwed({ sequence, result }: Step, steps: readonly Step[]): DocumentId[] {
  const { changes } = (result as PlannedResult).plan;
  const done = steps
    .filter((step) => step.kind === 'undone' && step.sequence > sequence)
    .flatMap(({ controls = [] }) => controls);
  return documentsIn(changes.filter(({ control }) => !done.includes(control)));
}
