import type { Explanation } from '../diagnosis/explanation';
import type { Step, StepKind } from './step';

/** Steps that either go on or say why not. */
const TELLING: readonly StepKind[] = ['inspected', 'planned', 'probed'];

/**
 * What the engine said last in the record of a run, unless the run has come further since. A try that read no settings
 * is told with the chain of the last reading.
 */
export function lastExplanation(steps: readonly Step[]): Explanation | undefined {
  const notes = steps.filter(({ kind }) => TELLING.includes(kind)).map(explanationIn);
  const last = notes.at(-1);
  if (last === undefined || last.checklist.length > 0) return last;
  const read = notes.findLast((one) => one !== undefined && one.checklist.length > 0);
  return read ? { ...last, alsoClosed: read.alsoClosed, checklist: read.checklist } : last;
}

const explanationIn = ({ result }: Step): Explanation | undefined =>
  (result as { explanation?: Explanation }).explanation;
