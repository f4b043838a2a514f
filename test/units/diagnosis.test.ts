import { CHECKLIST } from '../../src/controls/checklist';
import { diagnose } from '../../src/enablement/diagnosis';
import { nextTry } from '../../src/enablement/probe-schedule';
import { nextRosterReading, scheduleNext, startProof, wakeAt, type Proof } from '../../src/enablement/proof';
import { reasonOf } from '../../src/proof/refusals';

const HOUR = 3_600_000;
const facts = { checklist: CHECKLIST, changed: ['E-1', 'T-1'] };
const aProof = (more: Partial<Proof> = {}): Proof => ({ ...startProof(3, 0, 24, 0), ...more });
const refusedFor = (reason: string): Partial<Proof> => ({ obstacle: { reason, rung: 1 } });

describe('the verdict on a proof that is not complete', () => {
  it.each([
    [
      'a setting changed back outranks everything',
      { violated: [{ control: 'E-1', title: 'x', expected: 'a', found: 'b' }], ...refusedFor('ownDomain') },
      1,
      'REVERTED',
      'E-1',
      true,
    ],
    [
      'a refusal for the invite policy only needs time',
      refusedFor('invitationsOff'),
      1,
      'PENDING',
      'E-1',
      false,
    ],
    [
      'a refusal by the group only needs time',
      { rung: 1 as const, ...refusedFor('guestsNotAllowedInGroups') },
      1,
      'PENDING',
      'G-2',
      false,
    ],
    [
      'silence of Teams only needs time',
      { rung: 2 as const, ...refusedFor('notListed') },
      12,
      'PENDING',
      'T-1',
      false,
    ],
    [
      'at the deadline it is overdue',
      { rung: 2 as const, ...refusedFor('notListed') },
      24,
      'OVERDUE',
      'T-1',
      true,
    ],
    ['a domain of our own never becomes a guest', refusedFor('ownDomain'), 1, 'INPUT', undefined, true],
    ['a blocked domain waits for a person', refusedFor('domainBlocked'), 1, 'BLOCKED', 'E-3', true],
    [
      'cross-tenant access may be the other side',
      refusedFor('crossTenantBlocked'),
      1,
      'EXTERNAL',
      'E-5',
      true,
    ],
    [
      'a missing permission is named as such',
      refusedFor('missingPermission'),
      1,
      'PERMISSION',
      undefined,
      true,
    ],
    [
      'unknown words are given some tries',
      { unknownInARow: 5, ...refusedFor('unknown') },
      1,
      'PENDING',
      'E-1',
      false,
    ],
    [
      'unknown words that stay end the run',
      { unknownInARow: 6, ...refusedFor('unknown') },
      1,
      'UNKNOWN',
      undefined,
      true,
    ],
  ])('%s', (_, more, hours, kind, control, isFinal) => {
    const diagnosis = diagnose(aProof(more), hours * HOUR, facts);
    expect(diagnosis).toMatchObject({ verdict: { kind, ...(control && { control }) }, isFinal });
    expect(diagnosis.verdict.advice.length).toBeGreaterThan(0);
  });
});

describe('the reason of a refusal', () => {
  it.each([
    ['Guest invitations not allowed for your company. Contact …', 'invitationsOff'],
    [
      'GUESTS USERS ARE NOT ALLOWED TO JOIN THIS UNIFIED GROUP DUE TO POLICY SETTING.',
      'guestsNotAllowedInGroups',
    ],
    ["… because the domain of the user's email address is a verified domain of this directory.", 'ownDomain'],
    ['The invited user already exists in the directory as object ID: 7.', 'addressTaken'],
    ['Insufficient privileges to complete the operation.', 'missingPermission'],
    ['Something quite new.', 'unknown'],
  ])('%s', (message, reason) => {
    expect(reasonOf({ status: 403, message })).toBe(reason);
  });
});

describe('the schedule', () => {
  it('makes 31 tries in a day', () => {
    let tries = 1;
    for (let now = 0; (now = nextTry(tries, now)) < 24 * HOUR;) tries++;
    expect(tries).toBe(31);
  });

  it('does not poll Teams while Teams has promised to tell: one reading near the end', () => {
    const proof = aProof({ rung: 2, watch: { subscriptionId: 's' } });
    expect(nextRosterReading(proof)).toBe(23.75 * HOUR);
    expect(nextRosterReading({ ...proof, rosterReadAt: 23.75 * HOUR })).toBeUndefined();
    expect(wakeAt(scheduleNext(proof, 13 * HOUR))).toBe(23.75 * HOUR);
  });

  it('reads the roster sparsely where Teams cannot reach us', () => {
    const proof = aProof({ rung: 2, watch: 'none' });
    expect([nextRosterReading(proof), nextRosterReading({ ...proof, rosterReadAt: HOUR })]).toEqual([
      HOUR / 2,
      2 * HOUR,
    ]);
  });

  it('reads all settings again after 1, 6 and 12 hours', () => {
    const at = (hours: number): number | undefined =>
      scheduleNext(aProof({ rung: 2, watch: { subscriptionId: 's' } }), hours * HOUR).nextReadingAt;
    expect([at(0), at(1), at(6), at(12)]).toEqual([HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR]);
  });
});
