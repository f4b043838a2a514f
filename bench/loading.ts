import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PACKAGE, writePackage } from '../local/package/write-package';
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
export async function loading(): Promise<Figure[]> {
  await writePackage();
  const unbundled = median(path.join(ROOT, 'dist/src/main.js'));
  const bundled = median(path.join(PACKAGE, 'main.js'));
  const bare = median(path.join(BARE, 'index.js'));
  return [
    { name: 'module load, unbundled, ms', ours: unbundled, bare },
    { name: 'module load, package, ms', ours: bundled, bare },
    // Here "bare" is ourselves without the bundle.
    { name: 'package beside unbundled, ms', ours: bundled, bare: unbundled },
  ];
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
