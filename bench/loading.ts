import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Figure } from './figure';
import { BARE, ROOT, TENANT_ID } from './worlds';

const TIMES = 7;
const SETTINGS = {
  TENANT_ID,
  STATUS_TOKEN_SECRET: 'x'.repeat(32),
  RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  SWEEP_SCHEDULE: '0 */5 * * * *',
};
const PROGRAM = `const from = performance.now(); require(process.argv[1]); console.log('took', performance.now() - from)`;

/** Milliseconds a fresh process takes to load the app: the part of a cold start that is ours. */
export function loading(): Figure[] {
  const ours = path.join(ROOT, 'dist/src/main.js');
  const bare = path.join(BARE, 'index.js');
  return [{ name: 'module load, ms', ours: median(ours), bare: median(bare) }];
}

function median(file: string): number {
  const took = Array.from({ length: TIMES }, () => {
    const output = execFileSync(process.execPath, ['-e', PROGRAM, file], {
      cwd: ROOT,
      env: { ...process.env, ...SETTINGS },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/took ([\d.]+)/.exec(output)?.[1]);
  });
  return took.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? NaN;
}
