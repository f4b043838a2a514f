import { isAddressNeeded } from '../../src/enablement/address-needed';
import type { CallbackEventKind } from '../../src/enablement/callback';
import type { Enablement } from '../../src/enablement/enablement';
import type { Letter } from '../../src/enablement/letter';
import type { TimeBox } from '../../src/enablement/time-box';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

const aRun = (closedAt: string | undefined, callbackEvents: CallbackEventKind[]) =>
  ({ ...(closedAt && { closedAt }), request: { callbackEvents } }) as unknown as Enablement;
const aBox = (more: Partial<TimeBox> = {}): TimeBox => ({
  id: 'en',
  until: daysAgo(-60),
  extensions: [],
  ...more,
});
const letters = (...states: Letter['state'][]) => states.map((state) => ({ state }) as Letter);

const USUAL: CallbackEventKind[] = ['finished'];
const TO_THE_END: CallbackEventKind[] = ['finished', 'ending', 'ended'];

describe('the address of a caller', () => {
  it.each<[string, Enablement, Letter[], TimeBox | undefined, boolean]>([
    ['is kept while the run goes on', aRun(undefined, USUAL), [], undefined, true],
    [
      'is kept while a letter waits',
      aRun(daysAgo(1), USUAL),
      letters('delivered', 'waiting'),
      undefined,
      true,
    ],
    ['is kept for a dead letter', aRun(daysAgo(29), USUAL), letters('undelivered'), undefined, true],
    ['is forgotten with a dead letter', aRun(daysAgo(31), USUAL), letters('undelivered'), undefined, false],
    ['is forgotten when all is told', aRun(daysAgo(1), USUAL), letters('delivered'), undefined, false],
    ['is kept for a date far off', aRun(daysAgo(90), TO_THE_END), letters('delivered'), aBox(), true],
    ['is kept for what comes of it', aRun(daysAgo(90), TO_THE_END), [], aBox({ endedBy: 'en-2' }), true],
    [
      'is kept for a dead word of the end',
      aRun(daysAgo(90), TO_THE_END),
      letters('undelivered'),
      aBox({ endedBy: 'en-2', endToldAt: daysAgo(29) }),
      true,
    ],
    [
      'is forgotten when the end is told',
      aRun(daysAgo(90), TO_THE_END),
      letters('delivered'),
      aBox({ endedBy: 'en-2', endToldAt: daysAgo(0) }),
      false,
    ],
    [
      'is forgotten where nobody wants to hear of the date',
      aRun(daysAgo(90), USUAL),
      letters('delivered'),
      aBox(),
      false,
    ],
  ])('%s', (_, run, told, box, isKept) => {
    expect(isAddressNeeded(run, told, box, NOW)).toBe(isKept);
  });
});
