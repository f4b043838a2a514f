import { LIMITS, type GraphCall, type Limit } from './graph-limits';

/** The most that was taken of a limit at any time. */
export interface Peak extends Pick<Limit, 'name' | 'holdsFor' | 'most' | 'seconds'> {
  taken: number;
}

/** Counts calls against the documented limits, each over its own sliding window. */
export interface Meter {
  /** Counts a call; answers which limits it is the first to break. */
  count(call: GraphCall, now: number): Limit[];
  peaks(): Peak[];
}

interface Window {
  /** Calls of one moment stand together. */
  taken: { at: number; cost: number }[];
  sum: number;
}

/**
 * A held clock stands still while calls are under way, so those that Microsoft would see one after another come at one
 * moment here: what passes passes at any speed of the services.
 */
export function createMeter(holdsFor: Limit['holdsFor'], limits: readonly Limit[] = LIMITS): Meter {
  const meters = limits
    .filter((limit) => limit.holdsFor === holdsFor)
    .map((limit) => ({ limit, windows: new Map<string, Window>(), peak: 0 }));

  return {
    count(call, now) {
      return meters.flatMap((meter) => {
        const { limit, windows } = meter;
        const cost = limit.costOf(call);
        if (cost === 0) return [];
        const key = limit.ofEach?.(call) ?? '';
        const window = windows.get(key) ?? { taken: [], sum: 0 };
        windows.set(key, window);
        forget(window, now - limit.seconds * 1000);
        const before = window.sum;
        take(window, now, cost);
        meter.peak = Math.max(meter.peak, window.sum);
        return before <= limit.most && window.sum > limit.most ? [limit] : [];
      });
    },
    peaks: () =>
      meters.map(({ limit: { name, most, seconds }, peak }) => ({
        name,
        holdsFor,
        most,
        seconds,
        taken: peak,
      })),
  };
}

function take(window: Window, at: number, cost: number): void {
  const last = window.taken.at(-1);
  if (last?.at === at) last.cost += cost;
  else window.taken.push({ at, cost });
  window.sum += cost;
}

/** What is as old as the window is long has left it. */
function forget(window: Window, before: number): void {
  while (window.taken[0] !== undefined && window.taken[0].at <= before)
    window.sum -= window.taken.shift()?.cost ?? 0;
}

/** `one team: more than 4 in 1 s`. */
export const breachOf = ({ name, holdsFor, most, seconds }: Limit): string =>
  `${name}: more than ${most} in ${seconds} s for ${holdsFor === 'application' ? 'the application' : 'the application in this tenant'}`;
