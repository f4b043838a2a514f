import type { DurableClient } from 'durable-functions';
import { proofWaitOf, approvalWaitOf, throttledWaitOf } from './names';
import { WAKE } from './wait-loop';

/** Where to say that nobody woke up. */
interface Log {
  debug(...words: unknown[]): void;
}

/**
 * Has a run look, in whichever wait it is. The signal says nothing and may get lost: the records have the message, and the
 * sweeper wakes the run again.
 */
export async function wakeRun(client: DurableClient, id: string, log: Log): Promise<void> {
  for (const wait of [approvalWaitOf(id), proofWaitOf(id), throttledWaitOf(id)]) {
    try {
      await client.raiseEvent(wait, WAKE, null);
    } catch (error) {
      log.debug(`Nobody woke up in ${wait}`, error);
    }
  }
}
