/** Those behind the one an earlier round came to, then those before it. */
export const goingOnAfter = <T extends { tenantId: string }>(all: readonly T[], after: string): T[] => [
  ...all.filter(({ tenantId }) => tenantId > after),
  ...all.filter(({ tenantId }) => tenantId <= after),
];

/** A round moves on by so many, so that a list too long for one sweep is gone through all the same. */
const STRIDE = 25;

/** The same things, begun elsewhere in each round. */
export function beginningElsewhere<T>(things: readonly T[], round: number): T[] {
  const start = things.length === 0 ? 0 : (round * STRIDE) % things.length;
  return [...things.slice(start), ...things.slice(0, start)];
}

/**
 * Goes to one after the other, so many at a time, until the time is up. A visit must not fail.
 * @returns how many were begun: those behind them are for the next round
 */
export async function goRound<T>(
  things: readonly T[],
  lanes: number,
  isTimeUp: () => boolean,
  pageRequest: (thing: T) => Promise<void>,
): Promise<number> {
  let begun = 0;
  const goOn = async (): Promise<void> => {
    while (begun < things.length && !isTimeUp()) {
      const thing = things[begun++] as T;
      await pageRequest(thing);
    }
  };
  await Promise.all(Array.from({ length: lanes }, goOn));
  return begun;
}
