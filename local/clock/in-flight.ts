/** Counts work that is under way, so that a virtual clock moves only when nothing is. */
export interface InFlight {
  /** Counts `work` until it settles, and passes its result on. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Counts a piece of work until the returned function is called (a second call does nothing). */
  enter(): () => void;
  /** Resolves when nothing is under way, and nothing new began in a turn of the event loop. */
  idle(): Promise<void>;
  count(): number;
}

export function inFlight(): InFlight {
  let count = 0;
  let waiting: (() => void)[] = [];

  function enter(): () => void {
    let inside = true;
    count++;
    return () => {
      if (!inside) return;
      inside = false;
      count--;
      if (count === 0) waiting.splice(0).forEach((wake) => wake());
    };
  }

  async function idle(): Promise<void> {
    for (;;) {
      if (count > 0) await new Promise<void>((wake) => (waiting = [...waiting, wake]));
      // Work that ends often begins the next piece in a later microtask or immediate.
      await new Promise((wake) => setImmediate(wake));
      if (count === 0) return;
    }
  }

  return {
    enter,
    idle,
    count: () => count,
    async during(work) {
      const leave = enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
