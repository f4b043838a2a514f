import { CHECKLIST, concernedBy, controlOf } from '../../../src/controls/checklist';
import type { Values } from '../../../src/controls/values/value';
import { stageOf } from '../../../src/domain/diagnosis/checklist-order';
import { explain } from '../../../src/domain/diagnosis/explain-evidence';
import type { Evidence } from '../../../src/domain/diagnosis/explanation';
import type { Finding } from '../../../src/domain/plan/assess-controls';
import { CHECKLIST_STAGES } from '../../../src/domain/diagnosis/checklist-entry';
import type { Step } from '../../../src/domain/enablement/step';
import { symptomOf } from '../../../src/domain/diagnosis/symptom-table';
import { lastExplanation } from '../../../src/domain/enablement/last-explanation';
import { changesIn } from '../../../src/inspection/recent-changes';
import { pastIn } from '../../support/callers/explain-guest';
import { verbatim } from '../../../src/texts/say';
import { desiredSettings, PARTNER } from '../../support/controls/desired-settings';

const HOUR = 3_600_000;
const desired = desiredSettings();
/** Everything open, but for what is said of a control: values that close it, or a right that is missing. */
const found = (closed: Record<string, Values | 'unreadable'>): Finding[] =>
  concernedBy(desired).map((control): Finding => {
    const said = closed[control.id];
    if (said === 'unreadable')
      return {
        control,
        judgement: { kind: 'unknown', reason: verbatim('refused'), missing: control.toRead },
      };
    if (said === undefined) return { control, judgement: { kind: 'met' } };
    return { control, values: said, judgement: control.judge(said, desired) };
  });
const asked = (more: Partial<Evidence>): Evidence => ({
  desired,
  findings: found({}),
  past: new Map(),
  ...more,
});

const INPUT = { kind: 'INPUT', text: 'It is ours.', advice: ['Take another.'] } as const;
const CLOSED_E1 = { 'E-1': { allowInvitesFrom: 'none' } };
const CLOSED_T1 = { 'T-1': { AllowGuestUser: false } };
const ours = (age: number) => pastIn([['T-1', age, { AllowGuestUser: true }]]);

describe('the order of verdicts', () => {
  it.each<[string, string | undefined, Partial<Evidence>]>([
    [
      'INPUT',
      undefined,
      {
        input: { ...INPUT, advice: [...INPUT.advice] },
        findings: found({ ...CLOSED_E1, 'S-1': 'unreadable' }),
      },
    ],
    ['PERMISSION', 'S-1', { findings: found({ ...CLOSED_E1, 'S-1': 'unreadable' }), past: ours(1) }],
    ['BLOCKED', 'E-1', { findings: found({ ...CLOSED_E1, ...CLOSED_T1 }), past: ours(9) }],
    ['PENDING', 'T-1', { past: ours(9), guest: { hasAccepted: false } }],
    ['REVERTED', 'T-1', { findings: found(CLOSED_T1), past: ours(9) }],
    ['OVERDUE', 'T-1', { past: ours(25), guest: 'absent' }],
    ['EXTERNAL', undefined, { guest: { hasAccepted: false } }],
    ['UNKNOWN', undefined, {}],
  ])('%s comes before all that follow', (kind, control, more) => {
    const { verdict } = explain(asked(more));
    expect([verdict.kind, verdict.control]).toEqual([kind, control]);
  });

  it('tells a door that was opened and closed again from one that never was open', () => {
    const undone = pastIn([['T-1', 9, { AllowGuestUser: false }]]);
    expect(explain(asked({ findings: found(CLOSED_T1), past: undone })).verdict.kind).toBe('BLOCKED');
  });

  it('waits for the slowest of several young changes', () => {
    const past = pastIn([
      ['E-1', 0.5, { allowInvitesFrom: 'everyone' }],
      ['T-1', 0.5, { AllowGuestUser: true }],
    ]);
    expect(explain(asked({ past })).verdict).toMatchObject({ kind: 'PENDING', control: 'T-1' });
  });
});

describe('the chain', () => {
  it('stays short where the list of a tenant is long', () => {
    const many = Array.from({ length: 4_000 }, (_, index) => `partner-${index}.example`);
    const outside = desiredSettings({ options: ['externalAccess'] });
    const control = controlOf('F-2');
    const stood = { AllowFederatedUsers: true, domains: { kind: 'allowThese', domains: [...many, PARTNER] } };
    const values = { ...stood, domains: { kind: 'allowThese', domains: many } };
    const findings = [{ control, values, judgement: control.judge(values, outside) }];
    const past = pastIn([['F-2', 9, stood]]);
    const explanation = explain({ desired: outside, findings, past });
    expect(explanation).toMatchObject({
      verdict: { kind: 'REVERTED' },
      fix: { adminPage: control.adminPage },
    });
    expect(JSON.stringify(explanation).length).toBeLessThan(4_000);
  });

  it('goes from station to station as the checklist does', () => {
    const order = CHECKLIST.map((control) => CHECKLIST_STAGES.indexOf(stageOf(control)));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

describe('words', () => {
  it.each([
    ["WE DIDN'T FIND ANY MATCHES.", 'noMatches'],
    ['We didn’t find any matches.', 'noMatches'],
    ['we  didnʼt\nfind any matches', 'noMatches'],
    ['This invitation is blocked by cross‑tenant access settings.', 'crossTenantBlocked'],
    ['aadsts53003', 'signInBlocked'],
  ])('%j are understood', (words, reason) => {
    expect(symptomOf(words)?.reason).toBe(reason);
  });

  it('that say nothing are not guessed at', () => {
    expect(symptomOf('Something went wrong.')).toBeUndefined();
  });
});

describe('what we changed lately', () => {
  const step = (kind: Step['kind'], ended: number, after: boolean): Step => ({
    kind,
    sequence: 1,
    started: '',
    ended: new Date(ended * HOUR).toISOString(),
    text: '',
    result: {
      kind: 'applied',
      written: [{ control: 'T-1', property: 'AllowGuestUser', before: !after, after }],
    },
    requestIds: [],
    previousHash: '',
    hash: '',
  });

  it('is the last value written, a way back included', () => {
    const steps = [step('undone', 5, false), step('applied', 2, true), step('probed', 6, true)];
    expect(changesIn(steps, 8 * HOUR)).toEqual(
      new Map([['T-1', { age: 3, stood: { AllowGuestUser: false }, isShown: true }]]),
    );
  });
});

describe('the last explanation of a run', () => {
  const probed = (more: Partial<Evidence> | undefined): Step =>
    ({ kind: 'probed', result: more && { explanation: explain(asked(more)) } }) as Step;

  it('keeps the chain of the last reading where its own try read nothing', () => {
    const read = probed({ past: ours(1) });
    const last = lastExplanation([read, probed({ past: ours(3), findings: [] })]);
    expect(last?.waiting.sinceHours).toBe(3);
    expect(last?.checklist).toHaveLength(concernedBy(desired).length);
  });

  it('is over once the guest is in', () => {
    expect(lastExplanation([probed({}), { kind: 'probed', result: {} } as Step])).toBeUndefined();
  });
});
