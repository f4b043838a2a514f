import { fault as faultSchema, type Fault, type FaultInput } from './call-fault';

/** A call as faults select it. */
export interface SelectableCall {
  service: 'identity' | 'graph' | 'teamsAdmin';
  method: string;
  /** The template: `/groups/{id}/members/$ref`. */
  route: string;
  path: string;
  body?: unknown;
}

/** Somebody who acts around a call: changes a setting, deletes a guest, calls our API. Awaited before the call goes on. */
type Bystander = () => unknown;

/** What is waiting to happen, and whether it did. */
interface Pending {
  struck(): number;
}

/** A fault without a route: which calls it hits, the predicate says. */
export type FaultByPredicate = FaultInput extends infer F
  ? F extends { route: string }
    ? Omit<F, 'route'>
    : never
  : never;

export interface FaultInjector {
  /** A fault for the calls of its route. */
  add(fault: FaultInput): Pending;
  /** A fault for the calls that `fits` picks; `nth` and `times` count among those. */
  addWhere(fits: (call: SelectableCall) => boolean, fault: FaultByPredicate): Pending;
  /** Has `act` done once, before or after the effect of the n-th call of a route, and in any case before its answer. */
  meanwhile(when: 'before' | 'after', route: string, act: Bystander, nth?: number): Pending;
  /** Forgets everything that has not struck yet. */
  clear(): void;
  /** What befalls this call; everything pending counts it. */
  strike(call: SelectableCall): { fault?: Fault; before: Bystander[]; after: Bystander[] };
}

interface Entry {
  fits: (call: SelectableCall) => boolean;
  nth: number;
  times: number;
  seen: number;
  struck: number;
  what: { fault: Fault } | { when: 'before' | 'after'; act: Bystander };
}

const isOf =
  (route: string) =>
  (call: SelectableCall): boolean =>
    `${call.method} ${call.route}` === route;

/** Faults on command: each strikes the calls it selects, so often, and is then used up. */
export function createFaultInjector(initial: readonly Fault[]): FaultInjector {
  let pending: Entry[] = [];

  function wait(entry: Omit<Entry, 'seen' | 'struck'>): Pending {
    const waiting = { ...entry, seen: 0, struck: 0 };
    pending.push(waiting);
    return { struck: () => waiting.struck };
  }

  /** Counts the call; whether the entry strikes it. */
  function isDue(entry: Entry, call: SelectableCall): boolean {
    if (!entry.fits(call)) return false;
    entry.seen++;
    return entry.seen >= entry.nth && entry.struck < entry.times;
  }

  const add = (input: FaultInput, fits = isOf(input.route)): Pending => {
    const fault = faultSchema.parse(input);
    return wait({ fits, nth: fault.nth, times: fault.times, what: { fault } });
  };
  for (const one of initial) add(one);

  return {
    add: (fault) => add(fault),
    addWhere: (fits, fault) => add({ ...fault, route: 'GET /any' }, fits),
    meanwhile: (when, route, act, nth = 1) => wait({ fits: isOf(route), nth, times: 1, what: { when, act } }),
    clear: () => void (pending = []),
    strike(call) {
      const due = pending.filter((entry) => isDue(entry, call));
      const first = due.find(({ what }) => 'fault' in what);
      const acting = due.filter(({ what }) => 'act' in what);
      for (const entry of [...acting, ...(first ? [first] : [])]) entry.struck++;
      pending = pending.filter(({ struck, times }) => struck < times);
      const acts = (when: 'before' | 'after'): Bystander[] =>
        acting.flatMap(({ what }) => ('act' in what && what.when === when ? [what.act] : []));
      return {
        ...(first && 'fault' in first.what && { fault: first.what.fault }),
        before: acts('before'),
        after: acts('after'),
      };
    },
  };
}
