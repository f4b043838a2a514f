import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCommandLine, runCommand, UsageFault } from '../local/cli/command-line';
import setUp, { standing } from '../test/support/set-up';

const ROOT = path.join(__dirname, '../..');
/** The share of changes that some test must notice, in percent. */
const WANTED = 90;
/** Outside the project: what a run found is for whoever started it. */
const KEPT = path.join(tmpdir(), 'gastvrij-mutate');
const COMMAND = {
  name: 'npm run mutate',
  takes: 'FILE…',
  about: `Changes each FILE of src/ on purpose, one place at a time, and says which change no test notices.
Exits with 1 where fewer than ${WANTED} % of the changes are noticed, 2 when a file or an option is wrong.
What was found stays in ${KEPT}: there is results.json.`,
  options: {
    tests: { type: 'string' },
    jobs: { type: 'string', default: '1' },
  },
  flags: `  --tests REGEX      the test files to run, by their path in dist/test
                     (default: every unit and contract test that leans on one of the files)
  --jobs N           how many changes to try at a time (default: 1)`,
} as const;

interface Manner {
  tests: string | undefined;
  jobs: number;
}

/** Stryker compiles a changed copy once, then switches one change on at a time. https://stryker-mutator.io */
async function mutate(files: readonly string[], { tests, ...how }: Manner): Promise<number> {
  const chosen = testsOf(files, tests);
  if (chosen.length === 0) throw new Error('No test leans on these files.');
  const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-mutate-'));
  const config = path.join(folder, 'stryker.config.json');
  writeFileSync(config, JSON.stringify(optionsFor(files, chosen, how)));
  // Once for all changes: Jest's own set-up would start another storage for each.
  await setUp();
  try {
    const stryker = path.join(path.dirname(require.resolve('@stryker-mutator/core')), '../../bin/stryker.js');
    // Not awaited in one breath: this process is where the tests' storage is strict.
    const child = spawn(process.execPath, [stryker, 'run', config], { cwd: ROOT, stdio: 'inherit' });
    const [status] = (await once(child, 'exit')) as [number | null];
    return status ?? 1;
  } finally {
    await Promise.all(standing.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The compiled test files that lean on a file, as Jest follows the imports. */
function testsOf(files: readonly string[], pattern = String.raw`/(units|contracts)/`): string[] {
  const compiled = files.map((file) => path.join(ROOT, 'dist', file.replace(/\.ts$/, '.js')));
  const args = ['--listTests', '--roots', path.join(ROOT, 'dist'), '--findRelatedTests', ...compiled];
  const { stdout } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const isWanted = new RegExp(pattern);
  return stdout
    .split('\n')
    .map((line) => path.relative(ROOT, line.trim()))
    .filter((file) => file.startsWith('dist/test/') && isWanted.test(file));
}

const optionsFor = (
  files: readonly string[],
  tests: readonly string[],
  { jobs }: Omit<Manner, 'tests'>,
): object => ({
  mutate: files,
  testRunner: 'circus',
  // Copies stay as they are: some tests hold files against what was made of them.
  disableTypeChecks: false,
  plugins: [path.join(__dirname, 'mutating/circus-runner.js')],
  testFiles: tests,
  coverageAnalysis: 'perTest',
  // What is tested is what was compiled: `dist` goes along, so that only what was changed is compiled again.
  buildCommand: [process.execPath, path.join(__dirname, 'mutating/transpile.js'), ...files].join(' '),
  reporters: ['clear-text', 'dots', 'json'],
  jsonReporter: { fileName: path.join(KEPT, 'results.json') },
  clearTextReporter: { allowColor: process.stdout.isTTY, logTests: false, reportTests: false },
  thresholds: { high: 100, low: WANTED, break: WANTED },
  concurrency: jobs,
  // A machine under load is no proof that a change was noticed.
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 2,
  allowEmpty: false,
});

async function main(): Promise<number> {
  const { values, positionals } = readCommandLine(process.argv.slice(2), COMMAND);
  const missing = positionals.filter((file) => !existsSync(path.join(ROOT, file)));
  if (missing.length > 0) throw new UsageFault(`Not found: ${missing.join(', ')}`);
  if (positionals.length === 0) throw new UsageFault(`Name a file. See ${COMMAND.name} -- --help.`);
  const { tests, jobs } = values;
  return mutate(positionals, { tests, jobs: Number(jobs) });
}

runCommand(main);
