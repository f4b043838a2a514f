import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const TORTURES = ['**/bench/nothing-left.js', '**/scenarios/telling.test.js'];

/**
 * `npm run soak [-- RUNS [SEED]]`: tortures more runs than a test has time for: with kills and mishaps, and with commands.
 * `npm run soak -- matrix [MINUTES] [PART] [PATTERN]`: every call of a run and its undo under every class of faults, as far as it comes in
 * so many minutes (180). The cells are spread: a part of them (`2/4`) is a part of each call and class. The pattern picks cells by
 * their names: `readings lag`, `guestAccess, undo`, `storage`.
 */
const isMatrix = process.argv[2] === 'matrix';
const [runs = '1000', seed = '20260302'] = isMatrix ? [] : process.argv.slice(2);
const [minutes = '180', part = '1/1', only = ''] = process.argv.slice(3);
if (isMatrix && !(Number(minutes) > 0)) throw new Error(`Not a number of minutes: ${minutes}`);
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
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
