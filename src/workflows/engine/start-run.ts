import type { DurableClient } from 'durable-functions';
import { ENABLE_COLLABORATION } from './names';

/** Where to say that a run did not start. */
interface Log {
  warn(...words: unknown[]): void;
}

/**
 * Starts the orchestration of a saved run. A failure is not the caller's: the request is saved, and the sweeper
 * starts what was saved and never began.
 */
export async function startRun(client: DurableClient, id: string, log: Log): Promise<void> {
  try {
    await client.startNew(ENABLE_COLLABORATION, { instanceId: id });
  } catch (error) {
    log.warn(`Run ${id} is saved and could not be started; the sweeper will`, error);
  }
}
