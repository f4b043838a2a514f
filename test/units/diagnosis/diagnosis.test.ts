import { controlOf } from '../../../src/controls/checklist';
import type { Values } from '../../../src/controls/values/value';
import { diagnose, type RunFacts } from '../../../src/domain/diagnosis/diagnose-run';
import type { Past } from '../../../src/domain/diagnosis/explanation';
import { assess, type Finding } from '../../../src/domain/plan/assess-controls';
import { nextTry } from '../../../src/domain/proof/proof-schedule';
import {
  nextRosterReading,
  scheduleNext,
  startProof,
  wakeAt,
  type Proof,
} from '../../../src/domain/proof/proof';
import { reasonOf } from '../../../src/microsoft/test-guest/refusal-reason';
import { desiredSettings } from '../../support/controls/desired-settings';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const aProof = (more: Partial<Proof> = {}): Proof => ({ ...startProof(3, 0, 24, 0), ...more });
const refusedFor = (reason: string, message?: string): Partial<Proof> => ({
  obstacle: { reason, rung: 1, ...(message !== undefined && { raw: { status: 403, message } }) },
});
const notListed: Partial<Proof> = { rung: 2, obstacle: { reason: 'notListed', rung: 3 } };
const newWords = refusedFor('unknown', 'The moon is in the wrong house.');

const found = (control: string, values: Values): Finding[] =>
  assess([controlOf(control)], [{ kind: 'known', control, values, at: '' }], desiredSettings());

/** Shown by a reading since we wrote it, and read otherwise twice. */
const readTwice: Partial<Past> = { isShown: true, differsFor: 0.1 };

/** A run that opened E-1 and T-1 at hour 0, and found or left everything else open. @param looks what readings showed */
function factsAt(hours: number, findings: readonly Finding[] = [], looks: Partial<Past> = {}): RunFacts {
  const ours: [string, Past][] = [
    ['E-1', { age: hours, stood: { allowInvitesFrom: 'adminsAndGuestInviters' }, ...looks }],
    ['T-1', { age: hours, stood: { AllowGuestUser: true }, ...looks }],
    ['G-2', { stood: { AllowToAddGuests: true }, ...looks }],
  ];
  return { desired: desiredSettings(), findings, past: new Map(ours), wasGuestThere: false };
}

describe('the verdict on a proof that is not complete', () => {
  it.each([
    [
      'a refusal for the invite policy only needs time',
      refusedFor('invitationsOff'),
      1,
      'PENDING',
      'E-1',
      true,
    ],
    [
      'past the time that policy may take it is overdue, and tried on all the same',
      refusedFor('invitationsOff'),
      3,
      'OVERDUE',
      'E-1',
      true,
    ],
    [
      'a refusal by the group only needs time, whoever changed its setting',
      refusedFor('guestsNotAllowedInGroups'),
      1,
      'PENDING',
      'G-2',
      true,
    ],
    ['silence of Teams only needs time', notListed, 12, 'PENDING', 'T-1', true],
    ['at the deadline it is overdue', notListed, 24, 'OVERDUE', 'T-1', false],
    ['a domain of our own never becomes a guest', refusedFor('ownDomain'), 1, 'INPUT', undefined, false],
    [
      'a blocked domain nobody let in waits for a person',
      refusedFor('domainBlocked'),
      1,
      'BLOCKED',
      'E-3',
      false,
    ],
    [
      'cross-tenant access we did not touch is the other side',
      refusedFor('crossTenantBlocked'),
      1,
      'EXTERNAL',
      'E-5',
      false,
    ],
    [
      'a missing permission is named as such',
      refusedFor('missingPermission'),
      1,
      'PERMISSION',
      undefined,
      false,
    ],
    [
      'an account that is not to be seen yet needs a moment',
      refusedFor('notYetVisible'),
      5,
      'PENDING',
      undefined,
      true,
    ],
    [
      'unknown words wait while a switch is young',
      { unknownInARow: 9, ...newWords },
      1,
      'PENDING',
      'E-1',
      true,
    ],
    [
      'unknown words are given some tries after that',
      { unknownInARow: 5, ...newWords },
      3,
      'UNKNOWN',
      undefined,
      true,
    ],
    [
      'unknown words that stay end the run',
      { unknownInARow: 6, ...newWords },
      3,
      'UNKNOWN',
      undefined,
      false,
    ],
  ] as const)('%s', (_, more, hours, kind, control, helps) => {
    const { verdict, waiting } = diagnose(aProof(more), hours * HOUR, factsAt(hours));
    expect([verdict.kind, verdict.control, waiting.helps]).toEqual([kind, control, helps]);
    expect(verdict.advice.length).toBeGreaterThan(0);
  });

  it('keeps the raw words, known or not', () => {
    const { raw, verdict } = diagnose(aProof({ unknownInARow: 6, ...newWords }), 3 * HOUR, factsAt(3));
    expect(raw).toBe('The moon is in the wrong house.');
    expect(verdict.text).toContain('The moon is in the wrong house.');
  });

  it('says who changed back what we set, and that it is not fought over', () => {
    const { verdict, fix } = diagnose(
      aProof(notListed),
      HOUR,
      factsAt(1, found('E-1', { allowInvitesFrom: 'none' }), readTwice),
    );
    expect(verdict).toMatchObject({ kind: 'REVERTED', control: 'E-1' });
    expect(verdict.text).toContain('was adminsAndGuestInviters and is now none');
    expect(fix?.powerShell).toContain('-AllowInvitesFrom adminsAndGuestInviters');
  });

  it('does not take a reading that is behind our write for a change back', () => {
    const facts = factsAt(0.2, found('E-1', { allowInvitesFrom: 'none' }));
    const { verdict } = diagnose(aProof(refusedFor('invitationsOff')), 0.2 * HOUR, facts);
    expect(verdict).toMatchObject({ kind: 'PENDING', control: 'E-1' });
  });

  it.each<[string, number, Partial<Past>, string]>([
    ['read otherwise but once', 6, { isShown: true }, 'PENDING'],
    ['that no reading has shown, while readings may be hours behind', 3.9, { differsFor: 1 }, 'PENDING'],
    ['that no reading has shown, once none is so far behind', 4, { differsFor: 1 }, 'REVERTED'],
    ['that a reading has shown, once the usual lag is over', 1, readTwice, 'REVERTED'],
    ['that a reading has shown, within the usual lag', 0.9, readTwice, 'PENDING'],
  ])('says of a setting %s after %d h what is known', (_, hours, looks, kind) => {
    const facts = factsAt(hours, found('E-1', { allowInvitesFrom: 'none' }), looks);
    const { verdict, waiting } = diagnose(aProof(notListed), hours * HOUR, facts);
    expect(verdict).toMatchObject({ kind, control: 'E-1' });
    expect(waiting.helps).toBe(kind === 'PENDING');
    if (kind === 'PENDING') expect(verdict.text).not.toMatch(/changed it back|someone|somebody/i);
  });

  it('takes a switch we found open and did not touch for changed by somebody at the second reading', () => {
    const closed = found('G-2', { AllowToAddGuests: false });
    const kindOf = (looks: Partial<Past>) =>
      diagnose(aProof(notListed), 0, factsAt(0, closed, looks)).verdict.kind;
    expect([kindOf({}), kindOf({ differsFor: 0.1 })]).toEqual(['PENDING', 'REVERTED']);
  });

  it('waits for the person who must set a switch, with the line to type, until the time is up', () => {
    const powerShell = 'Set-CsTeamsClientConfiguration -AllowGuestUser $true';
    const manualSteps = [
      { control: 'T-1', title: 'Guest access', powerShell, adminPage: 'Teams admin centre' },
    ];
    const facts = factsAt(2, found('T-1', { AllowGuestUser: false }));
    const waiting = diagnose(aProof({ manualSteps, ...notListed }), 2 * HOUR, facts);
    expect(waiting).toMatchObject({
      verdict: { kind: 'PENDING', control: 'T-1' },
      waiting: { helps: true },
      fix: { powerShell },
    });
    const over = diagnose(aProof({ manualSteps, ...notListed }), 24 * HOUR, facts);
    expect(over).toMatchObject({ verdict: { kind: 'OVERDUE', control: 'T-1' }, waiting: { helps: false } });
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
    for (let now = 0; (now = nextTry(0, now)) < 24 * HOUR;) tries++;
    expect(tries).toBe(31);
  });

  it('hangs on the age of the change alone: whoever has it tried at once has nothing tried later', () => {
    const proof = aProof({ changedAt: 0 });
    for (const now of [0, 1, 59, 89, 200, 1439].map((minutes) => minutes * MINUTE)) {
      const often = scheduleNext({ ...proof, tries: 40 }, now);
      expect(often.nextTryAt).toBe(scheduleNext({ ...proof, tries: 1 }, now).nextTryAt);
    }
    expect(scheduleNext(proof, 61 * MINUTE).nextTryAt).toBe(90 * MINUTE);
    expect(scheduleNext(proof, 181 * MINUTE).nextTryAt).toBe(4 * HOUR);
  });

  it('does not poll Teams while Teams has promised to tell: one reading near the end', () => {
    const proof = aProof({ rung: 2, rosterSubscription: { subscriptionId: 's' } });
    expect(nextRosterReading(proof)).toBe(23.75 * HOUR);
    expect(nextRosterReading({ ...proof, rosterReadAt: 23.75 * HOUR })).toBeUndefined();
    // One that was read at once is not read again within the day.
    expect(nextRosterReading({ ...proof, rosterReadAt: HOUR })).toBeUndefined();
    const longer = { ...proof, rosterReadAt: HOUR, deadline: 48 * HOUR };
    expect(nextRosterReading(longer)).toBe(47.75 * HOUR);
    expect(wakeAt(scheduleNext(proof, 13 * HOUR))).toBe(23.75 * HOUR);
  });

  it('reads the roster sparsely where Teams cannot reach us', () => {
    const proof = aProof({ rung: 2, rosterSubscription: 'none' });
    expect([nextRosterReading(proof), nextRosterReading({ ...proof, rosterReadAt: HOUR })]).toEqual([
      HOUR / 2,
      2 * HOUR,
    ]);
  });

  it('reads all settings again after 1, 6 and 12 hours', () => {
    const at = (hours: number): number | undefined =>
      scheduleNext(aProof({ rung: 2, rosterSubscription: { subscriptionId: 's' } }), hours * HOUR)
        .nextReadingAt;
    expect([at(0), at(1), at(6), at(12)]).toEqual([HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR]);
  });
});
