import type { KindCount } from './cleanup-task';

/** One cleanup run through all tenants. Times are ISO 8601, UTC. */
export interface CleanupRun {
  id: string;
  startedAt: string;
  /** Who asked, or `timer`. */
  startedBy: string;
  /** Whether it only says what would go. */
  dryRun: boolean;
  /** How many tenants it goes through. */
  tenants: number;
  finishedAt?: string;
  /** What it came to in all. */
  counts?: KindCount[];
  /** Places, tenants most of them, where something broke. */
  missing?: string[];
}

const DIGITS = 9;

/** The id of a cleanup run begins with its time, so that the newest can be found without a list. @param chance ten characters */
export const cleanupRunIdOf = (startedAt: number, chance: string): string =>
  `hk-${startedAt.toString(36).padStart(DIGITS, '0')}-${chance}`;

/** When the cleanup run of this id began, in milliseconds; undefined where it is none of ours. */
export function cleanupRunStart(id: string): number | undefined {
  const [, time] = /^hk-([0-9a-z]{9})-[0-9a-z]+$/.exec(id) ?? [];
  return time === undefined ? undefined : parseInt(time, 36);
}
