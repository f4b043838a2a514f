import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Calls a minute that one caller may make: those that ask for something, and those that only look. */
export interface Budgets {
  requests: number;
  reads: number;
}

/** Counts one call; answers the seconds to wait where the budget of this minute is spent. */
export type RateLimit = (budget: keyof Budgets, caller: string) => Promise<number | undefined>;

const MINUTE = 60;

/**
 * A budget a caller and a minute, kept in the memory of this process: with several instances, each has its own. It is
 * there to stop a loop that runs wild, not to sell calls.
 */
export function createRateLimit(budgets: Budgets): RateLimit {
  const limiters = {
    requests: new RateLimiterMemory({ points: budgets.requests, duration: MINUTE }),
    reads: new RateLimiterMemory({ points: budgets.reads, duration: MINUTE }),
  };
  return async (budget, caller) => {
    try {
      await limiters[budget].consume(caller);
      return undefined;
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      return Math.max(1, Math.ceil(spent.msBeforeNext / 1000));
    }
  };
}
