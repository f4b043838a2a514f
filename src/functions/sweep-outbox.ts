import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { isAddressNeeded } from '../enablement/address-needed';
import type { Enablement } from '../enablement/enablement';
import type { Letter } from '../enablement/letter';
import type { Services } from '../services';
import { summonCourier } from '../workflows/summon-courier';

/** A letter due for longer than this has no courier about. */
const GRACE = 60_000;

/** The sweeper's way through the outbox: sends for couriers that never came, and forgets addresses nobody needs. Answers whether it knew any. */
export async function sweepOutbox(
  { store, timeBoxes, now }: Services,
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
      continue;
    }
    const found = run.request.enableUntil ? await timeBoxes.find(tenantId, id) : undefined;
    if (!isAddressNeeded(run, letters, found?.box, time)) await store.forgetAddress(tenantId, id);
  }
  return ids.length > 0;
}

const DAY = 86_400_000;
/** What was told of audits is shown for a week; a dead letter can be sent again for a month. */
const keptFor = ({ state }: Letter): number =>
  state === 'waiting' ? Infinity : state === 'undelivered' ? 30 * DAY : 7 * DAY;

/** The same for what audits have to tell of a tenant. Answers whether there is anything still. */
export async function sweepNews(
  { audits: { news }, now }: Services,
  client: DurableClient,
  tenantId: string,
  context: InvocationContext,
): Promise<boolean> {
  const time = now().getTime();
  const letters = await news.letters(tenantId);
  for (const letter of letters)
    if (Date.parse(letter.event.timestamp) + keptFor(letter) < time) await news.discard(tenantId, letter);
  if (letters.some(isDue(time))) {
    context.warn(`Nobody carries what audits have to tell of ${tenantId}; sending for a courier`);
    await summonCourier(client, tenantId, context, 'audits');
  }
  return letters.length > 0;
}

const isDue =
  (time: number) =>
  ({ state, nextTryAt }: Letter): boolean =>
    state === 'waiting' && Date.parse(nextTryAt) < time - GRACE;

function isOverdue({ closedAt, request }: Enablement, letters: readonly Letter[], time: number): boolean {
  const isEndUntold =
    closedAt !== undefined &&
    Date.parse(closedAt) < time - GRACE &&
    request.callbackEvents?.includes('finished') === true &&
    !letters.some(({ kind }) => kind === 'finished');
  return letters.some(isDue(time)) || isEndUntold;
}
