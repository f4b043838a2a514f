import TestSequencer from '@jest/test-sequencer';
import path from 'node:path';

type Tests = Parameters<TestSequencer['sort']>[0];
/** What of a test decides when it is started. */
export type Timed = Pick<Tests[number], 'path' | 'duration'>;

const TESTS = path.join(__dirname, '..');

/** Files that take much longer than others of their folder: seconds on two idle cores. Only their order matters. */
export const LONG: Readonly<Record<string, number>> = {
  'scenarios/enablement/undoing': 38,
  'scenarios/recovery/fault-matrix': 28,
  'scenarios/recovery/crashing': 26,
  'scenarios/operations/cli': 25,
  'scenarios/enablement/enabling': 24,
  'browser/pages': 20,
  'scenarios/enablement/approving': 20,
  'scenarios/enablement/manual-steps': 18,
  'scenarios/events/callbacks': 18,
  'scenarios/recovery/outages': 16,
};
const FOLDERS: Readonly<Record<string, number>> = { browser: 10, scenarios: 8, contracts: 3, units: 1 };

/** How long a file takes, in milliseconds: as it took the last time on this machine, or as such files usually take. */
function expected({ path: file, duration }: Timed): number {
  if (duration !== undefined) return duration;
  const name = path
    .relative(TESTS, file)
    .replaceAll(path.sep, '/')
    .replace(/\.test\.js$/, '');
  return (LONG[name] ?? FOLDERS[name.split('/')[0] ?? ''] ?? 0) * 1_000;
}

/** The longest first: one that is started last runs alone at the end, while the other core has nothing to do. */
export const longestFirst = <T extends Timed>(tests: readonly T[]): T[] =>
  [...tests].sort((one, other) => expected(other) - expected(one));

/**
 * The order in which Jest starts the files. Where Jest has timed them all, its own: what failed, then what took longest.
 * In a fresh clone it knows only their sizes, which say nothing of how long they take.
 */
export default class LongestFirst extends TestSequencer {
  override sort(tests: Tests): Tests {
    const sorted = super.sort(tests) as Tests;
    return sorted.every(({ duration }) => duration !== undefined) ? sorted : longestFirst(sorted);
  }
}
