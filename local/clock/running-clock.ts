import type { Alarm, Clock, Instant } from './clock';

/** Node's timers take a signed 32-bit number of milliseconds; a longer one fires at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * A clock that runs by itself: at the pace of the machine (`speed` 1), or faster.
 * @param speed simulated seconds per real second
 * @param start the instant it shows now; the machine's own time when left out
 */
export function runningClock(speed = 1, start: Instant = Date.now()): Clock {
  const origin = performance.now();
  const now = (): Instant => Math.floor(start + (performance.now() - origin) * speed);

  function at(due: Instant, ring: () => void): Alarm {
    let timeout: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.ceil((due - now()) / speed);
      timeout = setTimeout(
        () => (now() >= due ? ring() : arm()),
        Math.min(Math.max(wait, 0), LONGEST_TIMEOUT),
      );
    };
    arm();
    return { cancel: () => clearTimeout(timeout) };
  }

  return { now, at };
}
