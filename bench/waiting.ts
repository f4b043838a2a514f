import { execFileSync } from 'node:child_process';
import type { Figure } from './figure';

const PROGRAM = require.resolve('./waiting-host');

/** Heap of the host for each run that waits: a process of its own for ours and for the bare one. */
export function waiting(count: number): Figure[] {
  const heap = (app: 'ours' | 'bare'): number => {
    const output = execFileSync(process.execPath, ['--expose-gc', PROGRAM, app, String(count)], {
      encoding: 'utf8',
    });
    return Number(/heap (-?[\d.]+)/.exec(output)?.[1]);
  };
  const name = `heap, KB a waiting run, ${count.toLocaleString('en')} waiting`;
  return [{ name, ours: heap('ours'), bare: heap('bare') }];
}
