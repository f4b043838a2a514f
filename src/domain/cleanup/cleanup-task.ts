/** What a test may leave at Microsoft. */
const LEFTOVERS = ['subscription', 'membership', 'guest', 'binnedGuest'] as const;
export type LeftoverKind = (typeof LEFTOVERS)[number];

/** What cleanup clears away: what tests left, and what our own records need no longer. */
export type CleanupTaskKind = LeftoverKind | 'lease' | 'run' | 'audit' | 'cleanupRun' | 'history';

/** One thing to be cleared away. It is written down before it is touched: a dry run ends there. */
export interface CleanupTask {
  kind: CleanupTaskKind;
  /** What it is about, by its id at Microsoft or in our records; for histories, before when they began. */
  what: string;
  /** The group a membership is of. */
  groupId?: string;
  /** The enablement that made it. */
  madeBy?: string;
  /** The number of a run among those of its tenant that ended: by that it is found. */
  number?: number;
  /** How many it stands for; one when left out. */
  count?: number;
  /** `gone`: somebody else was faster, and nothing was removed. */
  state: 'planned' | 'done' | 'gone' | 'left';
  /** Whether its removal was asked for before, and no answer was heard; of subscriptions, which no run's record names. */
  wasAsked?: boolean;
  /** Why it was left. */
  why?: string;
}

export const isLeftover = (task: CleanupTask): task is CleanupTask & { kind: LeftoverKind } =>
  LEFTOVERS.some((kind) => kind === task.kind);

/** What could not be looked at, and why: neither clean nor cleared. */
export interface Unread {
  kind: CleanupTaskKind;
  why: string;
}

/** What cleanup found at one place, and what became of it. */
export interface TenantCleanup {
  /** A tenant, or `INSTALLATION`. */
  tenantId: string;
  /** When it was looked at, ISO 8601. */
  at: string;
  tasks: CleanupTask[];
  unread: Unread[];
}

/** The place of what belongs to no tenant: audits, earlier cleanup runs, histories. */
export const INSTALLATION = 'installation';

/** How many of a kind were found, removed, and left. */
export interface KindCount {
  kind: CleanupTaskKind;
  found: number;
  removed: number;
  left: number;
}

/** In numbers, a line for each kind of which something was found. */
export function countsOf(places: readonly TenantCleanup[]): KindCount[] {
  const tasks = places.flatMap((place) => place.tasks);
  const kinds = [...new Set(tasks.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const mine = tasks.filter((task) => task.kind === kind);
    const having = (...states: CleanupTask['state'][]): number =>
      mine.filter(({ state }) => states.includes(state)).reduce((sum, { count = 1 }) => sum + count, 0);
    const found = having('planned', 'done', 'left');
    return { kind, found, removed: having('done'), left: having('left') };
  });
  return lines.filter(({ found }) => found > 0);
}

/** Places that a cleanup run has nothing to say of, or not all that it meant to do: something broke there. */
export const missingOf = (
  expected: readonly string[],
  places: readonly TenantCleanup[],
  { dryRun }: { dryRun: boolean },
): string[] =>
  expected.filter((tenantId) => {
    const place = places.find((one) => one.tenantId === tenantId);
    return place === undefined || (!dryRun && place.tasks.some(({ state }) => state === 'planned'));
  });
