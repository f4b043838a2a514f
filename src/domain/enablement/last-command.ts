import type { Step } from './step';

/** The last command a run is known to have acted on, by its steps; 0 where there is none. */
export function lastCommandIn(steps: readonly Pick<Step, 'result'>[]): number {
  const seen = steps.map(({ result }) => (result as { seen?: unknown } | undefined)?.seen);
  return Math.max(0, ...seen.filter((one) => typeof one === 'number'));
}
