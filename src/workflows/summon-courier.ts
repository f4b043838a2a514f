import type { DurableClient } from 'durable-functions';
import type { Errand } from './courier';
import { COURIER, courierOf } from './names';
import { BELL } from './room';

/** Where to say that a courier did not come. */
interface Log {
  debug(...words: unknown[]): void;
}

/**
 * Sends for the courier of a run, or of the audits of a tenant: starts it, or rings where it is about already. Nothing waits for it, and nothing
 * fails when it does not come: the outbox has the letters, and the sweeper sends for it again.
 */
export async function summonCourier(
  client: DurableClient,
  id: string,
  log: Log,
  about?: 'audits',
): Promise<void> {
  const errand: Errand = { id, ...(about && { about }), sawAt: 0, wakeAt: 0, isDue: false };
  try {
    await client.startNew(COURIER, { instanceId: courierOf(id), input: errand });
  } catch {
    await client
      .raiseEvent(courierOf(id), BELL, null)
      .catch((error: unknown) => log.debug(`No courier came for ${id}`, error));
  }
}
