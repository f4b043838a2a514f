import { controlOf } from '../../../src/controls/checklist';
import type { Reading } from '../../../src/controls/control';
import type { Past, Wait } from '../../../src/domain/diagnosis/explanation';
import { assess } from '../../../src/domain/plan/assess-controls';
import {
  awaitsSecondReading,
  isCertainlyChanged,
  nextSecondReading,
  withReading,
  type ReadingHistory,
} from '../../../src/domain/proof/reading-history';
import { whyIneligible } from '../../../src/domain/diagnosis/ineligible-guest';
import { termsOf } from '../../../src/domain/plan/plan-terms';
import { BETWEEN_READINGS, LONGEST_LAG, USUAL_LAG } from '../../../src/domain/proof/reading-lag';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import {
  dueOf,
  extended,
  hasEnded,
  untilViolation,
  type Expiry,
} from '../../../src/domain/enablement/expiry';
import {
  subscriptionLifetimes,
  renewalOf,
  subscriptionUntil,
} from '../../../src/domain/proof/roster-subscription';
import { undoRequestOf } from '../../../src/domain/plan/undo-request';
import { desiredSettings } from '../../support/controls/desired-settings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-02T08:00:00.000Z');
const at = (moment: number): string => new Date(moment).toISOString();

describe('the date an enablement ends', () => {
  it.each([
    [NOW - 1, 'must lie in the future'],
    [NOW, 'must lie in the future'],
    [NOW + 1, undefined],
    [NOW + 366 * DAY, undefined],
    [NOW + 366 * DAY + 1, 'must lie within a year'],
  ])('lies ahead, and within a year: %d', (until, words) => {
    expect(untilViolation(at(until), NOW)).toBe(words);
  });

  const box = (more: Partial<Expiry> = {}): Expiry => ({
    id: 'en-1',
    until: at(NOW),
    extensions: [],
    ...more,
  });
  it.each<[string, Partial<Expiry>, number, ReturnType<typeof dueOf>]>([
    ['nothing more than a day before', {}, NOW - DAY - 1, undefined],
    ['its announcement a day before', {}, NOW - DAY, 'emitEvent'],
    ['no second announcement', { noticeSentAt: at(NOW - DAY) }, NOW - 1, undefined],
    ['its end at the date', { noticeSentAt: at(NOW - DAY) }, NOW, 'end'],
    ['what came of it once it was ended', { endedBy: 'en-2' }, NOW, 'notifyEnd'],
    ['nothing once that was told', { endedBy: 'en-2', endNoticeSentAt: at(NOW) }, NOW, undefined],
    ['nothing where nothing stood', { endedAt: at(NOW) }, NOW, undefined],
    [
      'nothing where nothing stood any more when it was ended',
      { endedAt: at(NOW), endedBy: 'en-2' },
      NOW,
      undefined,
    ],
  ])('has due %s', (_, more, now, due) => {
    expect(dueOf(box(more), now)).toBe(due);
  });

  it('can be moved until it ends, and is announced anew then', () => {
    expect([{}, { endedBy: 'en-2' }, { endedAt: at(NOW) }].map((more) => hasEnded(box(more)))).toEqual([
      false,
      true,
      true,
    ]);
    const extension = { until: at(NOW + DAY), by: 'Ada', reason: 'r', at: at(NOW) };
    expect(extended(box({ noticeSentAt: at(NOW) }), extension)).toEqual({
      id: 'en-1',
      until: at(NOW + DAY),
      extensions: [extension],
    });
    expect(extended(box({ earlierExtensions: 3 }), extension).earlierExtensions).toBe(3);
  });
});

describe('a watch on the members of a team', () => {
  it('lasts as long as the run may wait and an hour, or as long as Microsoft lets it', () => {
    const [longest, short] = [72 * HOUR - 5 * MINUTE, 55 * MINUTE];
    expect(subscriptionLifetimes(NOW + 24 * HOUR, NOW)).toEqual([NOW + 25 * HOUR, NOW + short]);
    expect(subscriptionLifetimes(NOW + 96 * HOUR, NOW)).toEqual([NOW + longest, NOW + short]);
    expect(subscriptionLifetimes(NOW - 30 * MINUTE, NOW)).toEqual([NOW + 30 * MINUTE, NOW + 30 * MINUTE]);
  });

  it('is renewed with a quarter of its life left, where it does not last', () => {
    const rosterSubscription = subscriptionUntil('s-1', NOW + 4 * HOUR, NOW);
    expect(rosterSubscription).toEqual({
      subscriptionId: 's-1',
      expiresAt: NOW + 4 * HOUR,
      renewAt: NOW + 3 * HOUR,
    });
    expect(renewalOf(rosterSubscription, NOW + 4 * HOUR)).toBeUndefined();
    expect(renewalOf(rosterSubscription, NOW + 4 * HOUR + 1)).toBe(NOW + 3 * HOUR);
    expect(renewalOf({ subscriptionId: 's-1', renewAt: NOW }, NOW)).toBeUndefined();
    expect(renewalOf('none', NOW)).toBeUndefined();
    expect(renewalOf(undefined, NOW)).toBeUndefined();
  });
});

describe('what a reading has shown', () => {
  const findings = (AllowGuestUser?: boolean) => {
    const reading: Reading =
      AllowGuestUser === undefined
        ? { kind: 'unknown', control: 'T-1', reason: 'It was refused.', at: at(NOW) }
        : { kind: 'known', control: 'T-1', values: { AllowGuestUser }, at: at(NOW) };
    return assess([controlOf('T-1')], [reading], desiredSettings());
  };
  const read = (looks: ReadingHistory, value: boolean | undefined, now: number, awaited: string[] = []) =>
    withReading(looks, findings(value), awaited, now);

  it('is kept: what was as wished, and since when something reads otherwise', () => {
    const open = read({}, true, NOW);
    expect(open).toEqual({ shown: ['T-1'], otherwiseSince: {} });
    const otherwise = read(open, false, NOW + 1);
    expect(otherwise).toEqual({ shown: ['T-1'], otherwiseSince: { 'T-1': NOW + 1 } });
    expect(read(otherwise, false, NOW + 2)).toEqual(otherwise);
    expect(read(otherwise, true, NOW + 2)).toEqual(open);
    expect(read(otherwise, undefined, NOW + 2)).toEqual(otherwise);
    expect(read({}, false, NOW, ['T-1'])).toEqual({ shown: [], otherwiseSince: {} });
  });

  it('is looked at a second time, the earliest first', () => {
    expect(nextSecondReading({}, NOW)).toBeUndefined();
    const looks = { otherwiseSince: { a: NOW + 5, b: NOW + 1, c: NOW - BETWEEN_READINGS } };
    expect(nextSecondReading(looks, NOW)).toBe(NOW + 1 + BETWEEN_READINGS);
    expect(nextSecondReading({ otherwiseSince: { a: NOW } }, NOW + BETWEEN_READINGS)).toBeUndefined();
    expect(awaitsSecondReading({})).toBe(true);
    expect(awaitsSecondReading({ differsFor: BETWEEN_READINGS / HOUR })).toBe(false);
  });

  const wait = { hours: 1, isOver: false } as never;
  const seenTwice = { differsFor: BETWEEN_READINGS / HOUR };
  it.each<[string, Partial<Past> | undefined, Wait | undefined, boolean]>([
    ['nothing is known of a write', undefined, undefined, true],
    ['nothing is known of a write, in a run', undefined, wait, false],
    ['the write is older than any lag', { age: LONGEST_LAG / HOUR }, undefined, true],
    ['it may be older than the write', { age: LONGEST_LAG / HOUR - 0.01 }, undefined, false],
    [
      'the write was seen, and usual lags are over',
      { age: USUAL_LAG / HOUR, isShown: true },
      undefined,
      true,
    ],
    ['the write was seen just now', { age: USUAL_LAG / HOUR - 0.01, isShown: true }, undefined, false],
    ['a second reading agrees, in a run', { age: LONGEST_LAG / HOUR, ...seenTwice }, wait, true],
    ['it was read once, in a run', { age: LONGEST_LAG / HOUR, differsFor: 0 }, wait, false],
  ])('counts as somebody’s change, or not, where %s', (_, past, inRun, isCertain) => {
    expect(isCertainlyChanged(past && { stood: {}, ...past }, inRun)).toBe(isCertain);
  });
});

describe('whoever can never be a guest', () => {
  it('has an address of the tenant’s own, or an account in it', () => {
    expect(whyIneligible(['fabrikam.example', 'contoso.example'], ['contoso.example'], true)).toMatchObject({
      kind: 'INPUT',
      text: expect.stringMatching(/^contoso\.example /) as string,
      adviceSaid: [{ code: 'advice.outsideMailbox' }],
    });
    expect(whyIneligible([undefined, 'fabrikam.example'], ['contoso.example'], true)).toMatchObject({
      kind: 'INPUT',
      text: expect.stringContaining('member of this tenant') as string,
      advice: [expect.any(String)],
    });
    expect(whyIneligible([undefined, 'fabrikam.example'], ['contoso.example'], false)).toBeUndefined();
    expect(whyIneligible([], [], false)).toBeUndefined();
  });
});

describe('what a request is agreed to with', () => {
  const request = (more: object = {}) => ({ requestedBy: 'Ada', ...more }) as unknown as EnablementRequest;

  it('is its date, its test guest and its partners', () => {
    const terms = {
      enableUntil: at(NOW),
      testGuestEmail: 'p@fabrikam.example',
      partnerDomains: ['fabrikam.example'],
    };
    expect(termsOf(request(terms))).toEqual(terms);
    expect(termsOf(request({ partnerDomains: [] }))).toEqual({});
    expect(termsOf(request({ ...terms, undoes: 'en-1' }))).toEqual({});
  });

  it('goes back as it was wished, by whoever asks now', () => {
    const asked = {
      ...request(),
      tenantId: 't',
      dryRun: true,
      undoOnFailure: true,
      through: 'key',
      requestedById: 'person:a/b',
      justification: 'j',
      ticketSystem: 's',
      ticketId: 'r',
      enableUntil: at(NOW),
      callbackFormat: 'teams',
      callbackEvents: ['finished'],
    } as unknown as EnablementRequest;
    const back = undoRequestOf({ id: 'en-1', request: asked }, { requestedBy: 'Ben' });
    expect(back).toEqual({
      tenantId: 't',
      requestedBy: 'Ben',
      dryRun: false,
      undoOnFailure: false,
      undoes: 'en-1',
    });
    expect(Object.keys(back)).not.toContain('through');
    expect(undoRequestOf({ id: 'en-1', request: asked }, { requestedBy: 'Ben', dryRun: true }).dryRun).toBe(
      true,
    );
  });
});
