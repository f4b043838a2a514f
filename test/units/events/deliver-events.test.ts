import type { Callbacks } from '../../../src/callbacks/send-callback';
import { eventAbout } from '../../../src/domain/events/run-event';
import type { CallbackEventKind } from '../../../src/domain/events/callback-request';
import type { Enablement } from '../../../src/domain/enablement/enablement';
import { newDelivery } from '../../../src/domain/events/delivery';
import { deliveryKey } from '../../../src/store/tables/keys';
import { openTables } from '../../../src/store/tables/tables';
import { tableDeliveries } from '../../../src/store/deliveries/table-deliveries';
import { deliverEvents } from '../../../src/workflows/delivery/activities/deliver-events';
import { newStorage } from '../../support/storage';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const DAY = 24 * 3_600_000;
const tables = openTables({ connectionString: newStorage() });
const outbox = tableDeliveries(tables, tables.runs, deliveryKey);
const run = {
  tenantId: 't',
  request: { goal: 'guestAccess', profile: 'gated', requestedBy: 'Ada', dryRun: false },
} as Enablement;

async function post(id: string, kind: CallbackEventKind): Promise<void> {
  const at = new Date(NOW).toISOString();
  const event = eventAbout({ ...run, id }, kind, at, { summary: 'Said.' });
  await outbox.post(id, newDelivery({ kind, event }, at));
}

/** Whatever sends letters breaks at the first of them; every other arrives. */
function breakingAt(kind: CallbackEventKind) {
  const arrived: string[] = [];
  const callbacks: Pick<Callbacks, 'deliver'> = {
    deliver: async ({ webhookId }) => {
      if (webhookId.endsWith(kind)) throw new TypeError('Cannot read properties of undefined');
      arrived.push(webhookId);
      return { kind: 'delivered', status: 200 };
    },
  };
  const receiver = async () => ({ url: 'https://flow.example', format: 'gastvrij' as const });
  return {
    arrived,
    carry: (id: string, now: number) => deliverEvents({ id, outbox, receiver }, callbacks, now),
  };
}

it('a letter that breaks its sending has had a failed try, holds up no other, and is given up after a day', async () => {
  const id = 'en-broken';
  await post(id, 'accepted');
  await post(id, 'finished');
  const { arrived, carry } = breakingAt('accepted');
  expect(await carry(id, NOW)).toEqual({ wakeAt: NOW + 5_000 });
  expect(arrived).toEqual(['en-broken-finished']);
  const [broken, other] = await outbox.deliveries(id);
  expect([broken?.state, broken?.tries, other?.state]).toEqual(['waiting', 1, 'delivered']);
  // One that comes later does not wait for it either.
  await post(id, 'applied');
  await carry(id, NOW + 1_000);
  expect(arrived).toEqual(['en-broken-finished', 'en-broken-applied']);
  let now = NOW;
  for (let tries = 0; tries < 10; tries++) {
    const carried = await carry(id, now);
    if ('settled' in carried) break;
    now = carried.wakeAt;
  }
  expect(now).toBeLessThanOrEqual(NOW + DAY);
  expect((await outbox.deliveries(id)).map(({ state }) => state)).toEqual([
    'undelivered',
    'delivered',
    'delivered',
  ]);
  expect(arrived).toHaveLength(2);
});

it('a letter that nobody can read holds up no other, and is known to be there', async () => {
  const id = 'en-unread';
  await post(id, 'finished');
  await tables.runs.updateEntity({ ...deliveryKey(id, { kind: 'finished' }), json: '{' }, 'Merge');
  await post(id, 'applied');
  const { arrived, carry } = breakingAt('accepted');
  expect(await carry(id, NOW)).toMatchObject({ settled: [{ kind: 'applied', state: 'delivered' }] });
  expect(arrived).toEqual(['en-unread-applied']);
  expect(await outbox.isPosted(id, { kind: 'finished' })).toBe(true);
  expect(await outbox.isPosted(id, { kind: 'accepted' })).toBe(false);
});
