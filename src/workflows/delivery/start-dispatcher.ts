import type { DurableClient } from 'durable-functions';
import type { DispatchTarget } from './dispatch-outbox';
import { DISPATCH_OUTBOX, dispatcherOf } from '../engine/names';
import { WAKE } from '../engine/wait-loop';

/** Where to say that a outbox dispatcher did not come. */
interface Log {
  debug(...words: unknown[]): void;
}

/**
 * Sends for the outbox dispatcher of a run, or of the audits of a tenant: starts it, or rings where it is about already. Nothing waits for it, and nothing
 * fails when it does not come: the outbox has the deliveries, and the sweeper sends for it again.
 */
export async function startDispatcher(
  client: DurableClient,
  id: string,
  log: Log,
  about?: 'audits',
): Promise<void> {
  const dispatchTarget: DispatchTarget = { id, ...(about && { about }), sawAt: 0, wakeAt: 0, isDue: false };
  try {
    await client.startNew(DISPATCH_OUTBOX, { instanceId: dispatcherOf(id), input: dispatchTarget });
  } catch {
    await client
      .raiseEvent(dispatcherOf(id), WAKE, null)
      .catch((error: unknown) => log.debug(`No courier came for ${id}`, error));
  }
}
