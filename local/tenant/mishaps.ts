import type { Mishap } from './mishap';

type Interference =
  | { kind: 'throttle'; retryAfterSeconds: number }
  | { kind: 'fail'; status: number }
  | { kind: 'loseReply' }
  | undefined;

type SubscriptionTrouble = Extract<Mishap, { kind: 'fadeSubscription' | 'removeSubscription' }>;

const isSubscriptionTrouble = (mishap: Mishap): mishap is SubscriptionTrouble =>
  mishap.kind === 'fadeSubscription' || mishap.kind === 'removeSubscription';

/** Trouble on command: each mishap strikes the calls it names, so often, and is then used up. */
export interface Mishaps {
  add(mishap: Mishap): void;
  /** Drops what has not struck yet. */
  clear(): void;
  /** What befalls this call. */
  strike(method: string, route: string): Interference;
  /** What becomes of a notification that is due: lost with or without a word, or undefined where it is delivered. */
  losesNotification(): 'dropped' | 'missed' | undefined;
  /** What will befall a subscription that is made now. */
  strikeSubscription(): SubscriptionTrouble | undefined;
  failsTeam(): boolean;
  reversals(): Extract<Mishap, { kind: 'revert' }>[];
}

export function createMishaps(initial: readonly Mishap[]): Mishaps {
  const pending = initial.map((mishap) => ({ ...mishap }));

  /** Takes one stroke out of the first mishap that fits. */
  function use<K extends Mishap['kind']>(
    fits: (mishap: Mishap) => boolean,
  ): Extract<Mishap, { kind: K }> | undefined {
    const index = pending.findIndex((mishap) => fits(mishap));
    const found = pending[index];
    if (found === undefined || !('times' in found)) return undefined;
    found.times--;
    if (found.times === 0) pending.splice(index, 1);
    return found as Extract<Mishap, { kind: K }>;
  }

  return {
    add: (mishap) => void pending.push({ ...mishap }),
    clear: () => void pending.splice(0),
    strike: (method, route) =>
      use<'throttle' | 'fail' | 'loseReply'>(
        (mishap) => 'route' in mishap && mishap.route === `${method} ${route}`,
      ),
    losesNotification() {
      if (use(({ kind }) => kind === 'dropNotifications')) return 'dropped';
      return use(({ kind }) => kind === 'missNotifications') && 'missed';
    },
    strikeSubscription() {
      const struck = pending.find((mishap) => isSubscriptionTrouble(mishap));
      if (struck) pending.splice(pending.indexOf(struck), 1);
      return struck;
    },
    failsTeam: () => use(({ kind }) => kind === 'failTeam') !== undefined,
    reversals: () => pending.filter((mishap) => mishap.kind === 'revert'),
  };
}
