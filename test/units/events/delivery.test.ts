import fc from 'fast-check';
import type { CallbackEventKind } from '../../../src/domain/events/callback-request';
import { eventAbout, linesOf } from '../../../src/domain/events/run-event';
import type { Enablement } from '../../../src/domain/enablement/enablement';
import {
  afterTry,
  again,
  callbackStatusOf,
  dropped,
  newDelivery,
  webhookIdOf,
  type DeliveryAnswer,
  type Delivery,
} from '../../../src/domain/events/delivery';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const HOUR = 3_600_000;
const run = {
  id: 'en-0000000000',
  tenantId: 't',
  request: { goal: 'guestAccess', profile: 'gated', requestedBy: 'Ada', dryRun: false },
} as Enablement;
const aDelivery = (kind: CallbackEventKind = 'finished'): Delivery => {
  const at = new Date(NOW).toISOString();
  return newDelivery({ kind, event: eventAbout(run, kind, at, { summary: 'Done.' }) }, at);
};
const failed: DeliveryAnswer = { kind: 'failed', status: 500, problem: 'Answered with status 500.' };

/** Tries again and again, each time when it is due, and answers when that was, in hours after the first. */
function triesOf(answer: DeliveryAnswer): { hours: number[]; last: Delivery } {
  const hours: number[] = [];
  let delivery = aDelivery();
  while (delivery.state === 'waiting') {
    const now = Date.parse(delivery.nextTryAt);
    hours.push((now - NOW) / HOUR);
    delivery = afterTry(delivery, answer, now);
  }
  return { hours, last: delivery };
}

describe('a letter', () => {
  it('is tried for a day, ever less often, and is dead then', () => {
    const { hours, last } = triesOf(failed);
    const seconds = hours.map((hour) => Math.round(hour * 3600));
    expect(seconds).toEqual([0, 5, 305, 2105, 9305, 27_305, 63_305, 86_400]);
    expect(last).toMatchObject({ state: 'undelivered', tries: 8, lastStatus: 500 });
  });

  it('is never tried before the receiver wants to see it, and is dead when that is after its day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 3600 }), (seconds) => {
        const retryAt = new Date(NOW + seconds * 1000).toISOString();
        const after = afterTry(aDelivery(), { ...failed, retryAt }, NOW);
        if (after.state === 'undelivered') expect(seconds).toBeGreaterThan(24 * 3600);
        else expect(Date.parse(after.nextTryAt)).toBeGreaterThanOrEqual(NOW + seconds * 1000);
      }),
    );
  });

  it('is settled by an answer, whichever try it was, and by a receiver who is gone', () => {
    const retried = afterTry(aDelivery(), failed, NOW);
    const delivered = afterTry(retried, { kind: 'delivered', status: 204 }, NOW + 5000);
    expect(delivered).toMatchObject({ state: 'delivered', tries: 2, lastStatus: 204 });
    expect(delivered).not.toHaveProperty('lastProblem');
    const gone = afterTry(aDelivery(), { kind: 'gone', status: 410, problem: 'Gone.' }, NOW);
    expect(gone).toMatchObject({ state: 'dropped', lastStatus: 410 });
  });

  it('that is sent again is the same event with a day of its own', () => {
    const { last } = triesOf(failed);
    const later = new Date(NOW + 48 * HOUR).toISOString();
    const sent = again(last, later);
    expect(sent.event).toEqual(last.event);
    expect(sent).toMatchObject({ state: 'waiting', tries: 0, nextTryAt: later });
    expect(afterTry(sent, failed, NOW + 48 * HOUR).state).toBe('waiting');
  });

  it('has an id without a dot, which the signature could not bear', () => {
    expect(webhookIdOf(run.id, aDelivery('approvalNeeded'))).toBe('en-0000000000-approvalNeeded');
  });

  it('stays under 20 kB, however long the plan', () => {
    const changes = linesOf(Array.from({ length: 500 }, () => 'x'.repeat(5000)));
    const parts = { summary: 'x'.repeat(100_000), changes };
    const event = eventAbout(run, 'approvalNeeded', new Date(NOW).toISOString(), parts);
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(20_000);
    expect(changes.at(-1)).toBe('… and 480 more');
  });
});

describe('the status of a callback', () => {
  const delivered = afterTry(aDelivery('accepted'), { kind: 'delivered', status: 200 }, NOW);
  const retried = afterTry(aDelivery(), failed, NOW);
  const { last: dead } = triesOf(failed);

  it.each<[string, Delivery[], Record<string, unknown>]>([
    ['waiting before anything was told', [], { state: 'waiting', tries: 0 }],
    ['waiting with a letter on its way', [delivered, aDelivery()], { state: 'waiting', tries: 0 }],
    ['delivered when all is', [delivered], { state: 'delivered', tries: 1 }],
    ['retrying after a failed try', [delivered, retried], { state: 'retrying', tries: 1, lastStatus: 500 }],
    ['undelivered with a dead letter', [delivered, dead], { state: 'undelivered', tries: 8 }],
    ['retrying while a later one is tried', [dead, retried], { state: 'retrying' }],
    ['stopped when the receiver is gone', [delivered, dropped(aDelivery(), 'Gone.')], { state: 'stopped' }],
  ])('is %s', (_, deliveries, status) => {
    expect(callbackStatusOf(deliveries)).toMatchObject(status);
  });
});
