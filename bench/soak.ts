import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const TORTURES = ['dist/bench/nothing-left.js', 'dist/test/scenarios/telling.test.js'];

/** `npm run soak [-- RUNS]`: tortures more runs than a test has time for: with kills and mishaps, and with commands. */
const [runs = '1000'] = process.argv.slice(2);
const soaking = {
  testEnvironment: 'node',
  transform: {},
  rootDir: ROOT,
  roots: ['<rootDir>/dist'],
  testMatch: TORTURES.map((file) => path.join(ROOT, file)),
  testTimeout: 6 * 3_600_000,
};
const args = [require.resolve('jest/bin/jest'), '--runInBand', '--config', JSON.stringify(soaking)];
const env = { ...process.env, TORTURED_RUNS: runs };
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
