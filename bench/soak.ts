import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** `npm run soak [-- RUNS]`: the torture of the tests, with more runs than a test has time for. */
const [runs = '1000'] = process.argv.slice(2);
const args = [require.resolve('jest/bin/jest'), '--testTimeout', '3600000', 'dist/test/scenarios/telling'];
const env = { ...process.env, TORTURED_RUNS: runs };
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
