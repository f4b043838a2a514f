import fc from 'fast-check';
import { audit } from '../../../src/domain/audit/audit';
import type { AuditFinding } from '../../../src/domain/audit/audit-finding';
import type { Remediated, Remediation } from '../../../src/domain/remediation/remediation-state';
import {
  forgotten,
  remediationOf,
  withRemediation,
} from '../../../src/domain/remediation/remediate-findings';
import { remedyFor } from '../../../src/domain/remediation/suggest-remedy';
import { NO_AUDIT_STATE, type AuditState } from '../../../src/domain/audit/audit-state';
import { controlOf, REMEDIABLE } from '../../../src/controls/checklist';
import type { DocumentId } from '../../../src/controls/control';
import type { DomainRule } from '../../../src/controls/values/domain-rule';
import type { Value, Values } from '../../../src/controls/values/value';
import { listPutBack } from '../../../src/domain/plan/undo-list-change';
import { planRemediation } from '../../../src/domain/remediation/remediation-plan';
import type { PlanRules } from '../../../src/domain/plan/plan';
import { tenantSettingsSchema } from '../../../src/domain/tenant/tenant-settings';
import { violationsOf } from '../../../src/domain/input/violation';
import { AUDITED } from '../../../src/workflows/audit/activities/audit-readings';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T02:00:00Z');
const at = (days: number): string => new Date(START + days * DAY).toISOString();
const KEY = 'E-1.allowInvitesFrom';

/** Somebody opened the way for invitations, as an audit on the tenth day sees it. */
const aFinding = (more: Partial<AuditFinding> = {}): AuditFinding => ({
  key: KEY,
  kind: 'loosened',
  control: 'E-1',
  property: 'allowInvitesFrom',
  expected: 'none',
  found: 'everyone',
  text: 'Who may invite guests moved.',
  state: 'new',
  since: at(10),
  lastSeen: at(10),
  ...more,
});
const put = (days: number, more: Partial<Remediated> = {}): Remediated => ({
  key: KEY,
  run: 'en-earlier',
  at: at(days),
  outcome: 'remediated',
  ...more,
});

describe('what is done about a finding', () => {
  const rules = { remediate: ['E-1', 'E-5'], run: 'en-now', at: at(10) };
  const leftover = { key: 'leftover.guest.1', kind: 'leftover' } as const;

  it.each<
    [
      what: string,
      finding: AuditFinding,
      last: Remediated | undefined,
      state: Remediation['state'] | undefined,
    ]
  >([
    ['is put back, the first time', aFinding(), undefined, 'due'],
    [
      'is put back where it stands open still',
      aFinding({ state: 'stillOpen', since: at(3) }),
      undefined,
      'due',
    ],
    ['is put back again after a week', aFinding(), put(3), 'due'],
    ['is a fight within a week', aFinding(), put(3.01), 'conflict'],
    ['is a fight whatever the value is', aFinding({ found: 'adminsAndGuestInviters' }), put(9), 'conflict'],
    ['stays a fight for ever', aFinding(), put(-300, { isConflict: true }), 'conflict'],
    [
      'is no fight where a write is not shown yet',
      aFinding({ state: 'stillOpen', since: at(9) }),
      put(9.99),
      'remediated',
    ],
    ['is a fight where it came after the write', aFinding({ since: at(9.995) }), put(9.99), 'conflict'],
    ['was declined and rests for a week', aFinding(), put(4, { outcome: 'declined' }), 'declined'],
    ['was declined a week ago', aFinding(), put(3, { outcome: 'declined' }), 'due'],
    ['a run broke off from', aFinding(), put(9, { outcome: 'brokenOff' }), 'brokenOff'],
    ['was left to a person', aFinding(), put(9, { outcome: 'manualSteps' }), 'manualSteps'],
    ['is gone because it was put back', aFinding({ state: 'resolved', since: at(8) }), put(9), 'remediated'],
    ['is gone by itself', aFinding({ state: 'resolved', since: at(9) }), put(8), undefined],
    [
      'was seen by a monitor only',
      aFinding({ source: 'tenantConfigurationManagement' }),
      undefined,
      'notOurs',
    ],
    ['is lived with', aFinding({ state: 'accepted' }), undefined, undefined],
    ['could not be looked at', aFinding({ state: 'stillOpen', lastSeen: at(9) }), undefined, undefined],
    ['is of a control nobody asked for', aFinding({ control: 'T-1' }), undefined, undefined],
    ['is no setting', { ...aFinding(), ...leftover, control: undefined }, undefined, undefined],
    [
      'is of a property that is never written',
      aFinding({ control: 'E-5', property: 'default' }),
      undefined,
      'notOurs',
    ],
  ])('that %s', (_, finding, last, state) => {
    expect(remediationOf(finding, last, rules)?.state).toBe(state);
  });

  it('is nothing at all where nobody asked for it', () => {
    const audited = { looks: [], auditState: { ...NO_AUDIT_STATE, findings: [aFinding()] } };
    expect(withRemediation(audited, NO_AUDIT_STATE, { ...rules, remediate: [], lately: [] })).toEqual(
      audited,
    );
  });

  it('is news once it is a fight, also where no audit saw it gone in between', () => {
    const open = aFinding({ state: 'stillOpen', since: at(8) });
    const auditState: AuditState = { ...NO_AUDIT_STATE, findings: [open] };
    const seen = { looks: [], auditState };
    const conflicting = withRemediation(seen, auditState, {
      ...rules,
      remediate: ['E-1'],
      lately: [put(8.5)],
    }).auditState;
    expect(conflicting.findings).toMatchObject([
      { state: 'new', since: at(10), remediation: { state: 'conflict' } },
    ]);
    const again = withRemediation(seen, conflicting, { ...rules, remediate: ['E-1'], lately: [] }).auditState;
    expect(again.findings).toMatchObject([{ state: 'stillOpen', remediation: { state: 'conflict' } }]);
  });

  it('is what a message says mends it, unless no run may', () => {
    const situation = {
      auditId: 'au-now',
      tenant: { tenantId: 't', approval: 'whenLoosening', teamsSettings: 'api' },
      ...{ baseline: {}, readings: [], runs: [], isManual: () => false },
    } as const;
    const remediation = { state: 'due', run: 'en-now', text: 'To be put back by en-now.' } as const;
    expect(remedyFor(aFinding({ remediation }), situation)).toEqual({ text: remediation.text });
    const notOurs = { state: 'notOurs', text: 'No run writes it.' } as const;
    expect(remedyFor(aFinding({ remediation: notOurs }), situation).text).toContain(
      'an administrator sets it back',
    );
  });

  it('is forgotten with the control that is taken off the list, and at the word of a person', () => {
    const auditState: AuditState = {
      ...NO_AUDIT_STATE,
      findings: [aFinding()],
      remediated: { [KEY]: put(9) },
    };
    const judged = (remediate: string[]) =>
      withRemediation({ looks: [], auditState: { ...auditState } }, auditState, {
        ...rules,
        remediate,
        lately: [],
      });
    expect(judged(['E-1']).auditState.remediated?.[KEY]).toMatchObject({ isConflict: true });
    expect(judged([]).auditState.findings[0]?.remediation).toBeUndefined();
    expect(forgotten(auditState, KEY).remediated).toBeUndefined();
  });
});

describe('a list that was found to be wrong and moved on', () => {
  const these = (...domains: string[]): DomainRule => ({ kind: 'allowThese', domains });
  const but = (...domains: string[]): DomainRule => ({ kind: 'blockThese', domains });

  it.each<[what: string, expected: Value, found: Value, now: Value, undone: Value | undefined]>([
    ['keeps what was added since', these('a'), these('a', 'x'), these('a', 'x', 'b'), these('a', 'b')],
    ['gets back what was missing', these('a', 'b'), these('a'), these('a', 'c'), these('a', 'c', 'b')],
    ['loses and gets at once', these('a', 'b'), these('A', 'x'), these('X', 'a', 'c'), these('a', 'c', 'b')],
    ['does not get back twice', these('a', 'b'), these('a'), these('a', 'B', 'c'), these('a', 'B', 'c')],
    ['blocks again', but('a', 'b'), but('a'), but('a', 'c'), but('a', 'c', 'b')],
    ['is plain', ['a'], ['a', 'x'], ['x', 'a', 'b'], ['a', 'b']],
    ['would be left without a name', but('a'), but('a', 'x'), but('x'), undefined],
    ['is another kind of list by now', these('a'), these('a', 'x'), { kind: 'allowAll' }, undefined],
    ['is no list', 'none', 'everyone', 'adminsAndGuestInviters', undefined],
  ])('%s', (_, expected, found, now, undone) => {
    expect(listPutBack(expected, found, now)).toEqual(undone);
  });
});

describe('the plan to put back', () => {
  const rules: PlanRules = { hash: (text) => text, alwaysApprove: false, isManual: () => false };
  const invites = aFinding();
  const teams = aFinding({
    ...{ key: 'T-1.AllowGuestUser', kind: 'tightened', control: 'T-1', property: 'AllowGuestUser' },
    ...{ expected: true, found: false },
  });
  const values: Partial<Record<DocumentId, Values>> = {
    authorizationPolicy: { allowInvitesFrom: 'everyone', guestUserRoleId: 'x' },
    teamsClientConfiguration: { AllowGuestUser: false },
  };
  const plan = (findings: AuditFinding[], more: Partial<PlanRules> = {}, held = values) =>
    planRemediation(
      { findings, valuesOf: (document) => held[document], objectionTo: () => undefined },
      { ...rules, ...more },
    );

  it('holds the properties that were found and no other, what closes first', () => {
    expect(plan([teams, invites]).changes).toMatchObject([
      {
        control: 'E-1',
        property: 'allowInvitesFrom',
        before: 'everyone',
        after: 'none',
        risk: controlOf('E-1').whenWrong,
      },
      { control: 'T-1', property: 'AllowGuestUser', before: false, after: true, risk: controlOf('T-1').risk },
    ]);
  });

  it('asks a second person for what opens wide, and for everything where the tenant wants that', () => {
    const wide = aFinding({ kind: 'tightened', expected: 'everyone', found: 'none' });
    const shut = { ...values, authorizationPolicy: { allowInvitesFrom: 'none' } };
    expect(plan([invites, teams]).needsApproval).toEqual([]);
    expect(plan([wide, teams], {}, shut).needsApproval).toEqual(['E-1']);
    expect(plan([invites, teams], { alwaysApprove: true }).needsApproval).toEqual(['E-1', 'T-1']);
  });

  it('leaves to people what they set, and names the line to type', () => {
    const made = plan([teams], { isManual: (document) => document === 'teamsClientConfiguration' });
    expect(made.changes).toEqual([]);
    expect(made.manualSteps).toMatchObject([
      { control: 'T-1', powerShell: expect.stringContaining('$true') as string },
    ]);
  });

  it('holds nothing where all stands right already', () => {
    const right = { authorizationPolicy: { allowInvitesFrom: 'none' } };
    expect(plan([invites], {}, right)).toMatchObject({
      changes: [],
      cannot: [],
      alreadyRight: [{ control: 'E-1' }],
    });
  });
});

describe('a registration', () => {
  it('names nothing that no audit reads', () => {
    expect(REMEDIABLE.filter((one) => !AUDITED.includes(one))).toEqual([]);
  });

  it('names what a run may put back, and every control it may not', () => {
    expect(tenantSettingsSchema.parse({ remediate: ['T-1', 'E-1', 'T-1'] }).remediate).toEqual([
      'T-1',
      'E-1',
    ]);
    const parsed = tenantSettingsSchema.safeParse({ remediate: ['E-4', 'T-1', 'G-3', 'X-9'] });
    const violations = parsed.success ? [] : violationsOf(parsed.error);
    expect(violations.map(({ pointer }) => pointer)).toEqual([
      '/remediate/0',
      '/remediate/2',
      '/remediate/3',
    ]);
    expect(violations[0]?.message).toContain('E-1, E-3, E-5, G-1, G-2');
  });
});

describe('however another tool, audits and runs come between each other', () => {
  const control = controlOf('E-1');
  const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
  /** Some hours pass; then the tool writes, an audit looks, and the run that waits goes on, or some of it. */
  const night = fc.record({
    hours: fc.integer({ min: 1, max: 72 }),
    theirs: often(fc.constantFrom('everyone', 'everyone', 'adminsAndGuestInviters', 'none')),
    isAudited: fc.constantFrom(true, true, false),
    run: often(fc.constantFrom('agreed' as const, 'agreed' as const, 'declined' as const)),
  });

  it('no property is written twice in a week', () => {
    fc.assert(
      fc.property(fc.array(night, { maxLength: 40 }), (nights) => {
        let value = 'none';
        let hour = 0;
        let auditState: AuditState = NO_AUDIT_STATE;
        let lately: Remediated[] = [];
        let waiting: AuditFinding | undefined;
        const writes: number[] = [];
        const now = (): string => new Date(START + hour * HOUR).toISOString();
        const rules = () => ({ remediate: ['E-1'], run: `en-${hour}`, at: now() });

        const look = (): void => {
          const values = { allowInvitesFrom: value };
          const readings = [{ kind: 'known' as const, control: 'E-1', values, at: now() }];
          const since = { left: [], setManually: [], proofs: [], teams: [], upTo: '' };
          const seen = { auditId: `au-${hour}`, at: now(), controls: [control], readings, since };
          const audited = audit(auditState, { ...seen, beside: [], unread: [] });
          auditState = withRemediation(audited, auditState, { ...rules(), lately }).auditState;
          lately = [];
          // The lease: while a run waits, none is asked for.
          waiting ??= auditState.findings.find(({ remediation }) => remediation?.state === 'due');
        };
        const goOn = (finding: AuditFinding, outcome: 'agreed' | 'declined'): void => {
          waiting = undefined;
          const last = lately.at(-1) ?? auditState.remediated?.[KEY];
          const isDue = remediationOf({ ...finding, lastSeen: now() }, last, rules())?.state === 'due';
          if (!isDue || finding.found !== value) return;
          if (outcome === 'agreed') {
            value = 'none';
            writes.push(hour);
          }
          lately.push({
            ...put(0, { outcome: outcome === 'agreed' ? 'remediated' : 'declined' }),
            at: now(),
          });
        };

        look();
        for (const { hours, theirs, isAudited, run } of nights) {
          hour += hours;
          value = theirs ?? value;
          if (isAudited) look();
          if (waiting && run) goOn(waiting, run);
        }
        const pauses = writes.slice(1).map((one, index) => one - (writes[index] ?? 0));
        expect(Math.min(...pauses, Infinity)).toBeGreaterThanOrEqual(7 * 24);
      }),
      { numRuns: 300 },
    );
  });
});
