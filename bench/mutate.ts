import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import setUp, { standing } from '../test/support/set-up';

const ROOT = path.join(__dirname, '../..');
/** The share of changes that some test must notice, in percent. */
const WANTED = 90;
const HELP = `npm run mutate -- FILE… [--tests REGEX]

Changes each FILE of src/ on purpose, one place at a time, and says which change no test notices.
Exits with 1 where fewer than ${WANTED} % of the changes are noticed.

  --tests REGEX  the test files to run, by their path in dist/test
                 (default: every unit and contract test that leans on one of the files)
  --help         this text
`;

/** Stryker compiles a changed copy once, then switches one change on at a time. https://stryker-mutator.io */
async function mutate(files: readonly string[], tests: string | undefined): Promise<number> {
  const chosen = testsOf(files, tests);
  if (chosen.length === 0) throw new Error('No test leans on these files.');
  const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-mutate-'));
  const config = path.join(folder, 'stryker.config.json');
  writeFileSync(config, JSON.stringify(optionsFor(files, chosen)));
  // Once for all changes: Jest's own set-up would start another storage for each.
  await setUp();
  try {
    const stryker = path.join(path.dirname(require.resolve('@stryker-mutator/core')), '../../bin/stryker.js');
    const { status } = spawnSync(process.execPath, [stryker, 'run', config], { cwd: ROOT, stdio: 'inherit' });
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

const optionsFor = (files: readonly string[], tests: readonly string[]): object => ({
  mutate: files,
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  // What is tested is what was compiled.
  buildCommand: 'npm run --silent build',
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: false,
    config: { ...jestConfig(), testMatch: tests.map((file) => `**/${file}`) },
  },
  ignorePatterns: ['dist', '.local', '.stryker-tmp', 'docs/images', 'integrations/servicenow/node_modules'],
  // Inside the project, so that what is compiled there finds the project's packages.
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'dots'],
  clearTextReporter: { allowColor: process.stdout.isTTY, logTests: false, reportTests: false },
  thresholds: { high: 100, low: WANTED, break: WANTED },
  concurrency: 2,
  // A machine under load is no proof that a change was noticed.
  timeoutMS: 60_000,
  allowEmpty: false,
});

function jestConfig(): object {
  const {
    globalSetup: _,
    globalTeardown: __,
    ...rest
  } = createRequire(__filename)(path.join(ROOT, 'jest.config.js')) as Record<string, unknown>;
  return rest;
}

async function main(): Promise<void> {
  const options = { tests: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const missing = positionals.filter((file) => !existsSync(path.join(ROOT, file)));
  if (missing.length > 0) process.stderr.write(`Not found: ${missing.join(', ')}\n`);
  if (values.help || positionals.length === 0 || missing.length > 0) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  process.exitCode = await mutate(positionals, values.tests);
}

void main();
