/** How long a call waits for another to go first where none is under way. Real time: the simulated one stands still. */
const ALONE_MS = 40;

/** Who goes first among calls that are under way together. */
export interface Queue {
  /** Resolves when another call was answered, or when there is none to wait for. */
  letNextGoFirst(): Promise<void>;
  /** A call was answered. */
  answered(): void;
}

export function createQueue(): Queue {
  let waiting: (() => void)[] = [];
  return {
    answered: () => waiting.splice(0).forEach((goOn) => goOn()),
    letNextGoFirst: () =>
      new Promise((resolve) => {
        const alone = setTimeout(resolve, ALONE_MS);
        waiting = [
          ...waiting,
          () => {
            clearTimeout(alone);
            resolve();
          },
        ];
      }),
  };
}
