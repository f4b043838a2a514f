import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import type { Enablement } from '../enablement/enablement';
import type { Letter } from '../enablement/letter';
import type { Services } from '../services';
import { summonCourier } from '../workflows/summon-courier';

/** A letter due for longer than this has no courier about. */
const GRACE = 60_000;
/** A dead letter can be sent again for so long; then its address is forgotten with it. */
const KEEPS_ADDRESS = 30 * 86_400_000;

/** The sweeper's way through the outbox: sends for couriers that never came, and forgets addresses nobody needs. Answers whether it knew any. */
export async function sweepOutbox(
  { store, now }: Services,
  client: DurableClient,
  tenantId: string,
  context: InvocationContext,
): Promise<boolean> {
  const time = now().getTime();
  const ids = await store.runsCalledBack(tenantId);
  for (const id of ids) {
    const run = await store.find(id);
    // Half saved: whoever sweeps the open runs completes it.
    if (run === undefined) continue;
    const letters = await store.letters(id);
    if (isOverdue(run, letters, time)) {
      context.warn(`Nobody carries the letters of ${id}; sending for a courier`);
      await summonCourier(client, id, context);
    } else if (isSettled(run, letters, time)) await store.forgetAddress(tenantId, id);
  }
  return ids.length > 0;
}

function isOverdue({ closedAt, request }: Enablement, letters: readonly Letter[], time: number): boolean {
  const isDue = letters.some(
    ({ state, nextTryAt }) => state === 'waiting' && Date.parse(nextTryAt) < time - GRACE,
  );
  const isEndUntold =
    closedAt !== undefined &&
    Date.parse(closedAt) < time - GRACE &&
    request.callbackEvents?.includes('finished') === true &&
    !letters.some(({ kind }) => kind === 'finished');
  return isDue || isEndUntold;
}

function isSettled({ closedAt }: Enablement, letters: readonly Letter[], time: number): boolean {
  if (closedAt === undefined) return false;
  const isOld = Date.parse(closedAt) < time - KEEPS_ADDRESS;
  return isOld || !letters.some(({ state }) => state === 'waiting' || state === 'undelivered');
}
