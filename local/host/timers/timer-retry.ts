import type { Clock } from '../../clock/clock';

interface Span {
  seconds?: number | string;
  nanos?: number;
}

/** Retry options as the SDK states them for the worker protocol. */
interface RetryOptions {
  retryStrategy?: 'fixedDelay' | 'exponentialBackoff' | number;
  maxRetryCount?: number;
  delayInterval?: Span;
  minimumInterval?: Span;
  maximumInterval?: Span;
}

const milliseconds = ({ seconds = 0, nanos = 0 }: Span = {}): number => Number(seconds) * 1000 + nanos / 1e6;

/** Runs `attempt` until it succeeds or its retries are used up; waits on the host's clock in between. */
export async function withRetries<T>(
  options: unknown,
  clock: Clock,
  attempt: (retryContext?: unknown) => Promise<T>,
): Promise<T> {
  if (options === undefined) return attempt();
  const { maxRetryCount = 0, delayInterval, minimumInterval, maximumInterval } = options as RetryOptions;
  let exception: unknown;
  for (let retryCount = 0; ; retryCount++) {
    try {
      return await attempt({ retryCount, maxRetryCount, ...(exception !== undefined && { exception }) });
    } catch (error) {
      if (maxRetryCount !== -1 && retryCount >= maxRetryCount) throw error;
      const { message = String(error), stack = '' } = error instanceof Error ? error : {};
      exception = { source: '', stackTrace: stack, message };
      const backoff = Math.min(
        milliseconds(minimumInterval) * 2 ** retryCount,
        milliseconds(maximumInterval),
      );
      const delay = delayInterval !== undefined ? milliseconds(delayInterval) : backoff;
      await new Promise<void>((wake) => clock.at(clock.now() + delay, wake));
    }
  }
}
