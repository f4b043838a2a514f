import type { ServiceFault } from './service-fault';

type Interference =
  | { kind: 'throttle'; retryAfterSeconds: number }
  | { kind: 'fail'; status: number }
  | { kind: 'loseReply' }
  | undefined;

type SubscriptionTrouble = Extract<ServiceFault, { kind: 'fadeSubscription' | 'removeSubscription' }>;

const isSubscriptionTrouble = (serviceFault: ServiceFault): serviceFault is SubscriptionTrouble =>
  serviceFault.kind === 'fadeSubscription' || serviceFault.kind === 'removeSubscription';

/** Trouble on command: each service fault strikes the calls it names, so often, and is then used up. */
export interface ServiceFaults {
  add(serviceFault: ServiceFault): void;
  /** Drops what has not struck yet. */
  clear(): void;
  /** What befalls this call. */
  strike(method: string, route: string): Interference;
  /** What becomes of a notification that is due: lost with or without a word, or undefined where it is delivered. */
  losesNotification(): 'dropped' | 'missed' | undefined;
  /** What will befall a subscription that is made now. */
  strikeSubscription(): SubscriptionTrouble | undefined;
  failsTeam(): boolean;
  reversals(): Extract<ServiceFault, { kind: 'revert' }>[];
}

export function createServiceFaults(initial: readonly ServiceFault[]): ServiceFaults {
  const pending = initial.map((serviceFault) => ({ ...serviceFault }));

  /** Takes one stroke out of the first service fault that fits. */
  function use<K extends ServiceFault['kind']>(
    fits: (serviceFault: ServiceFault) => boolean,
  ): Extract<ServiceFault, { kind: K }> | undefined {
    const index = pending.findIndex((serviceFault) => fits(serviceFault));
    const found = pending[index];
    if (found === undefined || !('times' in found)) return undefined;
    found.times--;
    if (found.times === 0) pending.splice(index, 1);
    return found as Extract<ServiceFault, { kind: K }>;
  }

  return {
    add: (serviceFault) => void pending.push({ ...serviceFault }),
    clear: () => void pending.splice(0),
    strike: (method, route) =>
      use<'throttle' | 'fail' | 'loseReply'>(
        (serviceFault) => 'route' in serviceFault && serviceFault.route === `${method} ${route}`,
      ),
    losesNotification() {
      if (use(({ kind }) => kind === 'dropNotifications')) return 'dropped';
      return use(({ kind }) => kind === 'missNotifications') && 'missed';
    },
    strikeSubscription() {
      const struck = pending.find((serviceFault) => isSubscriptionTrouble(serviceFault));
      if (struck) pending.splice(pending.indexOf(struck), 1);
      return struck;
    },
    failsTeam: () => use(({ kind }) => kind === 'failTeam') !== undefined,
    reversals: () => pending.filter((serviceFault) => serviceFault.kind === 'revert'),
  };
}
