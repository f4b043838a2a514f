import { isAddressNeeded } from '../enablement/address-needed';
import type { Enablement } from '../enablement/enablement';
import type { Letter } from '../enablement/letter';
import { summonCourier } from '../workflows/summon-courier';
import { resealRun } from './reseal-addresses';
import type { Sweeping } from './sweeping';

/** A letter due for longer than this has no courier about. */
const GRACE = 60_000;

/** The sweeper's way through the outbox: sends for couriers that never came, and forgets addresses nobody needs. Answers whether it knew any. */
export async function sweepOutbox(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  const ids = await sweeping.services.store.runsCalledBack(tenantId);
  const taskOf = (item: string) => ({ chore: 'callback', tenant: tenantId, item });
  await sweeping.each(ids, taskOf, (id) => sweepLetters(sweeping, tenantId, id));
  return ids.length > 0;
}

async function sweepLetters(
  { services, client, context }: Sweeping,
  tenantId: string,
  id: string,
): Promise<void> {
  const { store, timeBoxes, now } = services;
  await resealRun(services, tenantId, id);
  const time = now().getTime();
  const run = await store.find(id);
  // Half saved: whoever sweeps the open runs completes it.
  if (run === undefined) return;
  const letters = await store.letters(id);
  // One that nobody can read is there all the same: a courier would find nothing to carry, at each sweep.
  const isOwed = isEndUntold(run, letters, time) && !(await store.isPosted(id, { kind: 'finished' }));
  if (letters.some(isDue(time)) || isOwed) {
    context.warn(`Nobody carries the letters of ${id}; sending for a courier`);
    return summonCourier(client, id, context);
  }
  const found = run.request.enableUntil ? await timeBoxes.find(tenantId, id) : undefined;
  if (!isAddressNeeded(run, letters, found?.box, time)) await store.forgetAddress(tenantId, id);
}

const DAY = 86_400_000;
/** What was told of audits is shown for a week; a dead letter can be sent again for a month. */
const keptFor = ({ state }: Letter): number =>
  state === 'waiting' ? Infinity : state === 'undelivered' ? 30 * DAY : 7 * DAY;

/** The same for what audits have to tell of a tenant. Answers whether there is anything still. */
export async function sweepNews(
  { services, client, context, each }: Sweeping,
  tenantId: string,
): Promise<boolean> {
  const { news } = services.audits;
  const time = services.now().getTime();
  const letters = await news.letters(tenantId);
  const old = letters.filter((letter) => Date.parse(letter.event.timestamp) + keptFor(letter) < time);
  const taskOf = ({ edition }: Letter) => ({
    chore: 'newsLetter',
    tenant: tenantId,
    ...(edition !== undefined && { item: edition }),
  });
  await each(old, taskOf, (letter) => news.discard(tenantId, letter));
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

const isEndUntold = ({ closedAt, request }: Enablement, letters: readonly Letter[], time: number): boolean =>
  closedAt !== undefined &&
  Date.parse(closedAt) < time - GRACE &&
  request.callbackEvents?.includes('finished') === true &&
  !letters.some(({ kind }) => kind === 'finished');
