import type { ChildProcess } from 'node:child_process';
import type { InFlight } from '../clock/in-flight';
import type { VirtualClock } from '../clock/virtual-clock';
import type { ConductorMessage, HostMessage } from '../host/clock-driver';

/** Moves the time of the whole world, from one due moment to the next, and lets all work settle at each. */
export interface Conductor {
  now(): number;
  /** Goes through everything due in so many milliseconds. */
  advanceBy(milliseconds: number): Promise<void>;
  /** Steps until `isReached` holds or nothing comes any more before `limit`; answers whether it held. */
  runUntil(isReached: () => boolean | Promise<boolean>, limit: number): Promise<boolean>;
  /** Waits until nothing is under way, without moving the time. */
  settle(): Promise<void>;
  /** Lets so many milliseconds pass while work is under way: what waits longer than it wants to gives up. */
  pass(milliseconds: number): Promise<void>;
  /** The host to move along; undefined while there is none. */
  follow(host: ChildProcess | undefined): void;
}

export function createConductor(clock: VirtualClock, work: InFlight): Conductor {
  let host: ChildProcess | undefined;

  /** Tells the host, and answers with its next due moment once it has settled. */
  async function ask(message: ConductorMessage): Promise<number> {
    const child = host;
    if (child === undefined || !child.connected) return Infinity;
    return new Promise<number>((resolve) => {
      const done = (nextDue: number): void => {
        child.off('message', hear);
        child.off('exit', lost);
        resolve(nextDue);
      };
      const hear = (answer: HostMessage): void => {
        if (answer.kind === 'settled') done(answer.nextDue ?? Infinity);
      };
      const lost = (): void => done(Infinity);
      child.on('message', hear);
      child.once('exit', lost);
      child.send(message);
    });
  }

  /** Both sides work for each other: quiet is when neither has anything left. */
  async function settleBoth(message: ConductorMessage): Promise<number> {
    let nextDue = await ask(message);
    for (;;) {
      await work.idle();
      const again = await ask({ kind: 'settle' });
      if (work.count() === 0 && again === nextDue) return Math.min(nextDue, clock.nextDue() ?? Infinity);
      nextDue = again;
    }
  }

  async function moveTo(time: number): Promise<number> {
    // The tenant first: what the host finds there must be as it is at that moment.
    clock.advanceTo(time);
    return settleBoth({ kind: 'advance', to: time });
  }

  return {
    now: () => clock.now(),
    follow: (child) => void (host = child),
    settle: async () => void (await settleBoth({ kind: 'settle' })),
    async pass(milliseconds) {
      const to = clock.now() + milliseconds;
      clock.advanceTo(to);
      const child = host;
      if (child === undefined || !child.connected) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          child.off('message', hear);
          child.off('exit', done);
          resolve();
        };
        const hear = (answer: HostMessage): void => {
          if (answer.kind === 'passed') done();
        };
        child.on('message', hear);
        child.once('exit', done);
        child.send({ kind: 'pass', to } satisfies ConductorMessage);
      });
    },
    async advanceBy(milliseconds) {
      const end = clock.now() + milliseconds;
      let next = await settleBoth({ kind: 'settle' });
      while (next <= end) next = await moveTo(next);
      await moveTo(end);
    },
    async runUntil(isReached, limit) {
      let next = await settleBoth({ kind: 'settle' });
      while (!(await isReached())) {
        if (next > limit) return false;
        next = await moveTo(next);
      }
      return true;
    },
  };
}
