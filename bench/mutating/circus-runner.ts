import { runFile, type FileResult } from './run-file';

/** What the changed copy of the source, and Stryker's own code in it, say to each other. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: Coverage | undefined;
}

type Counts = Record<string, number>;

interface Coverage {
  static: Counts;
  perTest: Record<string, Counts>;
}

interface MutantRun {
  activeMutant: { id: string };
  testFilter?: string[];
  hitLimit?: number;
}

/**
 * Runs Jest's own tests for Stryker in one process: packages stay in memory, only what is ours is loaded anew for each
 * change. A change is then tried in milliseconds instead of a second.
 * https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin
 */
export class CircusRunner {
  static readonly inject = ['options'] as const;
  readonly #files: readonly string[];

  constructor(options: { testFiles: readonly string[] }) {
    this.#files = options.testFiles;
  }

  capabilities(): object {
    return { reloadEnvironment: true };
  }

  /** Every test once, unchanged: which one comes by which place. */
  async dryRun(): Promise<object> {
    const coverage: Coverage = { static: {}, perTest: {} };
    switchboard().mutantCoverage = coverage;
    const results: FileResult[] = [];
    for (const file of this.#files) {
      // What runs while a file is loaded, or in its hooks, belongs to each of its tests: it is loaded anew each time.
      const ofFile = `file ${file}`;
      const result = await runFile(file, {
        onTest: (id) => (switchboard().currentTestId = id ?? ofFile),
        isWanted: () => true,
        stopsEarly: false,
      });
      const before = coverage.perTest[ofFile] ?? {};
      delete coverage.perTest[ofFile];
      for (const { id } of result.tests) coverage.perTest[id] = { ...before, ...coverage.perTest[id] };
      results.push(result);
    }
    switchboard().mutantCoverage = undefined;
    const errors = results.flatMap(({ error }) => error ?? []);
    if (errors.length > 0) return { status: 'error', errorMessage: errors.join('\n') };
    const tests = results.flatMap(({ file, tests }) =>
      tests.map(({ id, failure, ms }) => ({
        id,
        name: id,
        fileName: file,
        timeSpentMs: ms,
        ...(failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure }),
      })),
    );
    return { status: 'complete', tests, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun): Promise<object> {
    const wanted = testFilter && new Set(testFilter);
    Object.assign(switchboard(), {
      activeMutant: activeMutant.id,
      hitLimit,
      hitCount: hitLimit === undefined ? undefined : 0,
    });
    let nrOfTests = 0;
    for (const file of this.#files) {
      if (wanted && !testFilter.some((id) => id.startsWith(`${file}: `))) continue;
      const { tests, error } = await runFile(file, {
        onTest: () => undefined,
        isWanted: (id) => wanted?.has(id) ?? true,
        stopsEarly: true,
      });
      const { hitCount = 0 } = switchboard();
      if (hitLimit !== undefined && hitCount > hitLimit)
        return { status: 'timeout', reason: 'The change made a loop without an end.' };
      nrOfTests += tests.length;
      const failed = tests.find(({ failure }) => failure !== undefined);
      if (failed)
        return { status: 'killed', killedBy: [failed.id], failureMessage: failed.failure, nrOfTests };
      // It does not even load: the first of its tests would not run either.
      if (error !== undefined)
        return {
          status: 'killed',
          killedBy: [testFilter?.find((id) => id.startsWith(`${file}: `)) ?? file],
          failureMessage: error,
          nrOfTests,
        };
    }
    return { status: 'survived', nrOfTests };
  }
}

const switchboard = (): Switchboard =>
  ((globalThis as { __stryker__?: Switchboard }).__stryker__ ??= {} as Switchboard);

export const strykerPlugins = [{ kind: 'TestRunner', name: 'circus', injectableClass: CircusRunner }];
