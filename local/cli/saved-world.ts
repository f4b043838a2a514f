import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TenantState } from '../tenant/tenant-state';

/** Grows with the shape of what is kept. */
const FORMAT = 3;

/** What a world keeps between two runs, besides its tables. */
export interface Kept {
  /** Opens every function of the world and what its keys are made of. */
  masterKey: string;
  /** Simulated time must not go backwards: the records would contradict each other. */
  now: number;
  tenants: Record<string, TenantState>;
}

const fileIn = (folder: string): string => path.join(folder, 'world.json');

/**
 * Makes the folder of a world where there is none, and reads what is kept there. It holds keys: folder and file are
 * their owner's alone, also where an earlier version or somebody else made them with more rights.
 */
export function openKept(folder: string): Kept | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (existsSync(fileIn(folder))) chmodSync(fileIn(folder), 0o600);
  try {
    const { format, ...kept } = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Kept & { format: number };
    // Written by another version of the simulated tenant: of no use to this one.
    return format === FORMAT ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Puts a world away in one piece: whoever reads finds the old one or the new one. */
export function writeKept(folder: string, kept: Kept): void {
  const fresh = `${fileIn(folder)}.new`;
  // One that was left half written keeps its rights when it is written over.
  rmSync(fresh, { force: true });
  writeFileSync(fresh, JSON.stringify({ format: FORMAT, ...kept }), { mode: 0o600 });
  renameSync(fresh, fileIn(folder));
}
