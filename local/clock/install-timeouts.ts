import type { Clock, Instant } from './clock';

/** Signals of this process that abort when simulated time has passed under them. */
export interface Timeouts {
  /** Aborts what is due. Called when time passes while calls are under way. */
  expire(): void;
}

/**
 * Makes `AbortSignal.timeout` of this process follow a held clock besides real time: whoever is answered late in
 * simulated time gives up as it would in Azure. They are no alarms of the clock: nobody steps to them.
 */
export function installTimeouts(clock: Clock): Timeouts {
  const real = AbortSignal.timeout.bind(AbortSignal);
  let armed: { due: Instant; controller: AbortController }[] = [];

  AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    // Time moves by itself only when nothing is under way: what is past due then was over long ago.
    armed = armed.filter(({ due }) => due > clock.now());
    armed.push({ due: clock.now() + milliseconds, controller });
    return AbortSignal.any([real(milliseconds), controller.signal]);
  };

  return {
    expire() {
      const expired = armed.filter(({ due }) => due <= clock.now());
      armed = armed.filter((one) => !expired.includes(one));
      for (const { controller } of expired)
        controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    },
  };
}
