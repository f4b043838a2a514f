import { isAddressNeeded } from '../../../src/domain/events/callback-address-retention';
import type { CallbackEventKind } from '../../../src/domain/events/callback-request';
import type { Enablement } from '../../../src/domain/enablement/enablement';
import type { Delivery } from '../../../src/domain/events/delivery';
import type { Expiry } from '../../../src/domain/enablement/expiry';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

const aRun = (closedAt: string | undefined, callbackEvents: CallbackEventKind[]) =>
  ({ ...(closedAt && { closedAt }), request: { callbackEvents } }) as unknown as Enablement;
const aBox = (more: Partial<Expiry> = {}): Expiry => ({
  id: 'en',
  until: daysAgo(-60),
  extensions: [],
  ...more,
});
const deliveries = (...states: Delivery['state'][]) => states.map((state) => ({ state }) as Delivery);

const USUAL: CallbackEventKind[] = ['finished'];
const TO_THE_END: CallbackEventKind[] = ['finished', 'expiring', 'ended'];

describe('the address of a caller', () => {
  it.each<[string, Enablement, Delivery[], Expiry | undefined, boolean]>([
    ['is kept while the run goes on', aRun(undefined, USUAL), [], undefined, true],
    [
      'is kept while a letter waits',
      aRun(daysAgo(1), USUAL),
      deliveries('delivered', 'waiting'),
      undefined,
      true,
    ],
    ['is kept for a dead letter', aRun(daysAgo(29), USUAL), deliveries('undelivered'), undefined, true],
    [
      'is forgotten with a dead letter',
      aRun(daysAgo(31), USUAL),
      deliveries('undelivered'),
      undefined,
      false,
    ],
    ['is forgotten when all is told', aRun(daysAgo(1), USUAL), deliveries('delivered'), undefined, false],
    ['is kept for a date far off', aRun(daysAgo(90), TO_THE_END), deliveries('delivered'), aBox(), true],
    ['is kept for what comes of it', aRun(daysAgo(90), TO_THE_END), [], aBox({ endedBy: 'en-2' }), true],
    [
      'is kept for a dead word of the end',
      aRun(daysAgo(90), TO_THE_END),
      deliveries('undelivered'),
      aBox({ endedBy: 'en-2', endNoticeSentAt: daysAgo(29) }),
      true,
    ],
    [
      'is forgotten when the end is told',
      aRun(daysAgo(90), TO_THE_END),
      deliveries('delivered'),
      aBox({ endedBy: 'en-2', endNoticeSentAt: daysAgo(0) }),
      false,
    ],
    [
      'is forgotten where nobody wants to hear of the date',
      aRun(daysAgo(90), USUAL),
      deliveries('delivered'),
      aBox(),
      false,
    ],
  ])('%s', (_, run, notes, box, isKept) => {
    expect(isAddressNeeded(run, notes, box, NOW)).toBe(isKept);
  });
});
