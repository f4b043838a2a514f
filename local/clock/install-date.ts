import type { Clock } from './clock';

/**
 * Makes `Date` of this process follow a clock, so that the unchanged app, its token cache and its SDKs
 * live in simulated time. Timers of Node stay real: nothing of ours sleeps.
 */
export function installDate(clock: Clock): void {
  const RealDate = Date;
  class ClockDate extends RealDate {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(clock.now());
      else super(...(parts as [number]));
    }
    static override now(): number {
      return clock.now();
    }
  }
  // `Date()` without `new` gives text; a class cannot be called, so a proxy does it.
  globalThis.Date = new Proxy(ClockDate, {
    apply: () => new ClockDate().toString(),
  }) as unknown as DateConstructor;
}
