import type { Clock } from './clock';
import type { VirtualClock } from './virtual-clock';

const isHeld = (clock: Clock): clock is VirtualClock => 'advanceTo' in clock;

/** Lets time pass while something is under way: a clock that is held is moved, one that runs is waited for. */
export function passTime(clock: Clock, milliseconds: number): Promise<void> {
  const until = clock.now() + milliseconds;
  if (isHeld(clock)) {
    clock.advanceTo(until);
    return Promise.resolve();
  }
  return new Promise((resolve) => void clock.at(until, resolve));
}
