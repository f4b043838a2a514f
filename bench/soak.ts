import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { readCommandLine, runCommand, UsageFault } from '../local/cli/command-line';

const ROOT = path.join(__dirname, '../..');
const TORTURES = ['**/bench/nothing-left.js', '**/scenarios/telling.test.js'];

const COMMAND = {
  name: 'npm run soak',
  takes: '[RUNS [SEED] | matrix [MINUTES] [PART] [PATTERN]]',
  about: `Tortures more runs than a test has time for: with kills and mishaps, and with commands (1000 runs, seed 20260302).
  matrix             every call of a run and its undo under every class of faults, as far as it comes in so many
                     minutes (180). The cells are spread: a part of them (2/4) is a part of each call and class. The
                     pattern picks cells by their names: "readings lag", "guestAccess, undo", "storage".`,
  options: {},
};

/** `npm run soak`: what `COMMAND` says of it. */
function main(): number {
  const { positionals } = readCommandLine(process.argv.slice(2), COMMAND);
  const isMatrix = positionals[0] === 'matrix';
  const [runs = '1000', seed = '20260302'] = isMatrix ? [] : positionals;
  const [minutes = '180', part = '1/1', only = ''] = positionals.slice(1);
  if (isMatrix && !(Number(minutes) > 0)) throw new UsageFault(`Not a number of minutes: ${minutes}`);
  if (!/^\d+$/.test(runs)) throw new UsageFault(`Not a number of runs: ${runs}`);
  const files = isMatrix ? ['**/scenarios/fault-matrix.test.js'] : TORTURES;
  const options = ['--runInBand', '--testTimeout', String(6 * 3_600_000), '--roots', path.join(ROOT, 'dist')];
  const args = [require.resolve('jest/bin/jest'), ...options, '--testMatch', ...files];
  const env = {
    ...process.env,
    TORTURED_RUNS: runs,
    TORTURE_SEED: seed,
    ...(isMatrix && {
      FAULT_MATRIX: 'all',
      FAULT_MATRIX_MINUTES: minutes,
      FAULT_MATRIX_PART: part,
      FAULT_MATRIX_ONLY: only,
    }),
  };
  return spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
}

runCommand(main);
