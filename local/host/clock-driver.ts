import type { InFlight } from '../clock/in-flight';
import type { Timeouts } from '../clock/install-timeouts';
import type { VirtualClock } from '../clock/virtual-clock';

/** What a conductor in the parent process says to the host, and what the host answers once nothing is in flight. */
export type ConductorMessage =
  | { kind: 'settle' }
  | { kind: 'advance'; to: number }
  /** Time passes while calls are under way: answered with `passed` at once. */
  | { kind: 'pass'; to: number };
type SettledMessage = { kind: 'settled'; nextDue?: number };
export type HostMessage = SettledMessage | { kind: 'passed' };

/** Lets the parent process move the clock: each message is answered when the work it caused has ended. */
export function followConductor(clock: VirtualClock, work: InFlight, timeouts: Timeouts): void {
  process.on('message', (message: ConductorMessage) => {
    if (message.kind === 'pass') {
      clock.advanceTo(message.to);
      timeouts.expire();
      process.send?.({ kind: 'passed' } satisfies HostMessage);
      return;
    }
    if (message.kind === 'advance') clock.advanceTo(message.to);
    void work.idle().then(() => {
      const nextDue = clock.nextDue();
      const settled: SettledMessage = { kind: 'settled', ...(nextDue !== undefined && { nextDue }) };
      // The parent may be gone while we were busy.
      if (process.connected) process.send?.(settled);
    });
  });
}

/** Steps from due alarm to due alarm whenever nothing is in flight. */
export function stepByItself(clock: VirtualClock, work: InFlight): void {
  const step = async (): Promise<void> => {
    for (;;) {
      await work.idle();
      const due = clock.nextDue();
      if (due !== undefined) clock.advanceTo(due);
      // Leaves room for requests from outside: a virtual day must not starve its callers.
      await new Promise((wake) => setTimeout(wake, due === undefined ? 20 : 1));
    }
  };
  void step();
}
