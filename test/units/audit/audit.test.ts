import { audit, type Evidence } from '../../../src/domain/audit/audit';
import { accept } from '../../../src/domain/audit/audit-finding';
import { NO_AUDIT_STATE, type AuditState } from '../../../src/domain/audit/audit-state';
import { CHECKLIST, controlOf } from '../../../src/controls/checklist';
import type { Control, Reading } from '../../../src/controls/control';
import type { Value, Values } from '../../../src/controls/values/value';

const DAY = 86_400_000;
const NIGHT = Date.parse('2026-03-02T02:00:00Z');
const night = (n: number): string => new Date(NIGHT + n * DAY).toISOString();

const everybody = (accessType: string): Values => ({
  usersAndGroups: { accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] },
});
const these = (...domains: string[]): Values => ({ kind: 'allowThese', domains });
const ALL: Values = { kind: 'allowAll' };

interface Row {
  /** What the baseline expects of the control. */
  stood: Values;
  loosened: Values;
  tightened: Values;
  /** Another spelling of what stood. */
  benign: Values;
}
const row = (property: string, tight: Value, stood: Value, loose: Value, benign: Value): Row => ({
  stood: { [property]: stood },
  tightened: { [property]: tight },
  loosened: { [property]: loose },
  benign: { [property]: benign },
});
/** A switch stands half way where what stands beside it is on: looser is the neighbour's way. */
const pair = (one: string, other: string): Row => ({
  stood: { [one]: true, [other]: false },
  tightened: { [one]: false, [other]: false },
  loosened: { [one]: true, [other]: true },
  benign: { [one]: null, [other]: false },
});
/** Of a single switch only one way is left; it is told from where it stands. */
const opened = (property: string, closed: Value = false, open: Value = true): Row => ({
  stood: { [property]: closed, beside: open },
  loosened: { [property]: open },
  tightened: { [property]: closed },
  benign: { [property]: closed },
});

const ROWS: Readonly<Record<string, Row>> = {
  'E-1': row('allowInvitesFrom', 'none', 'adminsAndGuestInviters', 'everyone', 'AdminsAndGuestInviters'),
  'E-3': row(
    'domains',
    these('a.example'),
    these('a.example', 'B.example'),
    these('b.example', 'c.example'),
    these('b.example', 'A.example'),
  ),
  'E-4': row(
    'guestUserRoleId',
    '2af84b1e-32c8-42b7-82bc-daa82404023b',
    '10dae51f-b6af-4016-8d66-8c2a99b929b3',
    'a0b1b346-4d3e-4e8b-98f8-753987be4970',
    '10DAE51F-B6AF-4016-8D66-8C2A99B929B3',
  ),
  'E-5': {
    stood: { default: everybody('blocked'), 'partner:1': { b2bCollaborationInbound: everybody('allowed') } },
    loosened: {
      default: everybody('allowed'),
      'partner:1': { b2bCollaborationInbound: everybody('allowed') },
    },
    tightened: { default: everybody('blocked') },
    benign: {
      default: everybody('blocked'),
      'partner:1': { b2bCollaborationInbound: null },
    },
  },
  'E-8': row('allowedCloudEndpoints', [], ['one'], ['one', 'two'], ['ONE']),
  'G-1': opened('AllowGuestsToAccessGroups'),
  'G-2': opened('AllowToAddGuests'),
  'G-3': opened('AllowToAddGuests'),
  'G-4': row('assignedLabels', ['Secret', 'Internal'], ['Internal'], [], ['internal']),
  'T-1': opened('AllowGuestUser'),
  'T-2': opened('AllowPrivateCalling'),
  'T-3': row('ScreenSharingMode', 'Disabled', 'SingleApplication', 'EntireScreen', 'singleapplication'),
  'T-4': pair('AllowUserChat', 'AllowGiphy'),
  'T-5': pair('allowCreateUpdateChannels', 'allowDeleteChannels'),
  'T-7': opened('UseB2BInvitesToAddExternalUsers'),
  'S-1': row(
    'sharingCapability',
    'disabled',
    'existingExternalUserSharingOnly',
    'externalUserAndGuestSharing',
    'ExistingExternalUserSharingOnly',
  ),
  'S-4': row('sharingDomains', { kind: 'allowNobody' }, these('a.example'), ALL, these('A.example')),
  'S-6': opened('isResharingByExternalUsersEnabled'),
  'S-9': opened('isTrialOnly', true, false),
  'F-1': opened('AllowFederatedUsers'),
  'F-2': row(
    'domains',
    { kind: 'blockThese', domains: ['a.example', 'b.example'] },
    { kind: 'blockThese', domains: ['a.example'] },
    ALL,
    { kind: 'blockThese', domains: ['A.example'] },
  ),
  'F-3': opened('BlockAllSubdomains', true, false),
  'F-4': pair('EnableFederationAccess', 'EnableTeamsConsumerAccess'),
  'F-6': pair('AllowTeamsConsumer', 'AllowTeamsConsumerInbound'),
  'F-7': opened('ExternalAccessWithTrialTenants', 'Blocked', 'Allowed'),
};

const READABLE = CHECKLIST.filter(({ document }) => document !== undefined);

function evidence(night: string, readings: Reading[], more: Partial<Evidence> = {}): Evidence {
  const since = { left: [], setManually: [], proofs: [], teams: [], upTo: '' };
  const about = readings.map(({ control }) => controlOf(control));
  return {
    auditId: `au-${night}`,
    at: night,
    controls: about,
    readings,
    since,
    beside: [],
    unread: [],
    ...more,
  };
}
const known = (control: string, values: Values, absent?: string[]): Reading => ({
  kind: 'known',
  control,
  values,
  at: '2027-01-01T00:00:00Z',
  ...(absent && { absent }),
});
const unread = (control: string): Reading => ({
  kind: 'unknown',
  control,
  reason: 'Microsoft Graph: GET /x was refused (status 403).',
  at: '2026-03-02T02:00:00Z',
});
/** A first audit takes in what it finds. */
const after = (...readings: Reading[]): AuditState =>
  audit(NO_AUDIT_STATE, evidence(night(0), readings)).auditState;
const kindsOf = ({ findings }: AuditState): string[] => findings.map(({ kind, state }) => `${kind} ${state}`);

it('has a row for every control that can be read', () => {
  expect(Object.keys(ROWS).sort()).toEqual(READABLE.map(({ id }) => id).sort());
});

describe.each(READABLE.map((control): [string, Control] => [control.id, control]))('control %s', (id) => {
  const { stood, ...ways } = ROWS[id] as Row;
  const isOneWay = 'beside' in stood;
  const own = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'beside'));

  it('is loosened where more is let in than before', () => {
    const { auditState } = audit(
      after(known(id, own(stood))),
      evidence(night(1), [known(id, ways.loosened)]),
    );
    expect(kindsOf(auditState)).toEqual(['loosened new']);
    expect(auditState.findings[0]).toMatchObject({ control: id, since: night(1) });
    expect(auditState.findings[0]?.text).toContain(controlOf(id).title);
  });

  it('is tightened where less is let in, and says what breaks', () => {
    const from = isOneWay ? ways.loosened : own(stood);
    const { auditState } = audit(after(known(id, from)), evidence(night(1), [known(id, ways.tightened)]));
    expect(kindsOf(auditState)).toEqual(['tightened new']);
    expect(auditState.findings[0]?.text).toContain(controlOf(id).whenWrong);
  });

  it('is the same where only the spelling differs', () => {
    const from = id === 'E-5' ? { ...stood, 'partner:1': null } : own(stood);
    const { auditState, looks } = audit(after(known(id, from)), evidence(night(1), [known(id, ways.benign)]));
    expect([kindsOf(auditState), looks[0]?.kind]).toEqual([[], 'same']);
  });

  it('is unknown where it cannot be read: no difference, no pass, and no end of what was open', () => {
    const drifted = audit(
      after(known(id, own(stood))),
      evidence(night(1), [known(id, ways.loosened)]),
    ).auditState;
    const { auditState, looks } = audit(drifted, evidence(night(2), [unread(id)]));
    expect(looks).toMatchObject([{ kind: 'unknown' }]);
    expect(kindsOf(auditState)).toEqual(['loosened stillOpen']);
    expect(auditState.findings[0]?.lastSeen).toBe(night(1));
    const fresh = audit(NO_AUDIT_STATE, evidence(night(0), [unread(id)]));
    expect([fresh.auditState.findings, fresh.auditState.baseline]).toEqual([[], {}]);
  });

  it('is unknown where it shows a value nobody here knows', () => {
    const [property = ''] = Object.keys(own(stood));
    if (['domains', 'sharingDomains', 'default'].includes(property)) return;
    const { looks } = audit(
      after(known(id, own(stood))),
      evidence(night(1), [known(id, { ...own(stood), [property]: 'newerThanUs' })]),
    );
    expect(looks).toMatchObject([{ kind: 'unknown' }]);
  });
});

describe('a finding', () => {
  const closed = known('T-1', { AllowGuestUser: false });
  const open = known('T-1', { AllowGuestUser: true });
  const next = (auditState: AuditState, n: number, reading: Reading): AuditState =>
    audit(auditState, evidence(night(n), [reading])).auditState;
  const drifted = next(after(closed), 1, open);
  const acceptance = { until: night(5), reason: 'A migration.', by: 'Ada Admin', at: night(1) };

  it('is new once, then still open, then resolved once', () => {
    const second = next(drifted, 2, open);
    const healed = next(second, 3, closed);
    expect([second, healed, next(healed, 4, closed)].map(kindsOf)).toEqual([
      ['loosened stillOpen'],
      ['loosened resolved'],
      [],
    ]);
    expect(second.findings[0]?.since).toBe(night(1));
    expect(healed.findings[0]?.resolvedAt).toBe(night(3));
  });

  it('that is accepted is silent until its date, and new again from then on', () => {
    const accepted = {
      ...drifted,
      findings: accept(drifted.findings, 'T-1.AllowGuestUser', acceptance) ?? [],
    };
    expect(kindsOf(next(accepted, 4, open))).toEqual(['loosened accepted']);
    expect(kindsOf(next(next(accepted, 4, open), 5, open))).toEqual(['loosened new']);
  });

  it('that is accepted and moves on is another one', () => {
    const scale = (value: string) => known('E-1', { allowInvitesFrom: value });
    const wider = next(after(scale('none')), 1, scale('adminsAndGuestInviters'));
    const accepted = { ...wider, findings: accept(wider.findings, 'E-1.allowInvitesFrom', acceptance) ?? [] };
    expect(kindsOf(next(accepted, 2, scale('everyone')))).toEqual(['loosened new']);
  });

  it('cannot be accepted where there is none', () => {
    expect(accept(drifted.findings, 'T-2.AllowPrivateCalling', acceptance)).toBeUndefined();
  });
});

describe('a baseline', () => {
  const left = (value: Value) => ({
    control: 'T-1',
    property: 'AllowGuestUser',
    value,
    since: night(1),
    source: 'enablement' as const,
    by: 'en-0000000001',
  });

  it('follows what a run of ours left, and drift is counted from there', () => {
    const since = { left: [left(true)], setManually: [], proofs: [], teams: [], upTo: night(1) };
    const reading = known('T-1', { AllowGuestUser: true });
    const opened = audit(
      after(known('T-1', { AllowGuestUser: false })),
      evidence(night(1), [reading], { since }),
    );
    expect(opened.auditState.findings).toEqual([]);
    const shut = audit(opened.auditState, evidence(night(2), [known('T-1', { AllowGuestUser: false })]));
    expect(shut.looks).toMatchObject([
      { differences: [{ by: { by: 'en-0000000001' }, direction: 'tightened' }] },
    ]);
  });

  it('leaves open what a snapshot from before the run says against it', () => {
    const since = { left: [left(true)], setManually: [], proofs: [], teams: [], upTo: night(1) };
    const seenBy = (at: string): Reading => ({
      kind: 'known',
      control: 'T-1',
      values: { AllowGuestUser: false },
      at,
      source: 'tenantConfigurationManagement',
    });
    const before = after(known('T-1', { AllowGuestUser: false }));
    const older = audit(before, evidence(night(1), [seenBy(night(0))], { since }));
    expect(older.looks).toMatchObject([{ kind: 'unknown' }]);
    const younger = audit(before, evidence(night(2), [seenBy(night(2))], { since }));
    expect(younger.auditState.findings).toMatchObject([{ kind: 'tightened', asOf: night(2) }]);
  });

  it('takes in anew what a person set at the wish of a run', () => {
    const since = { left: [], setManually: ['T-1'], proofs: [], teams: [], upTo: night(1) };
    const reading = known('T-1', { AllowGuestUser: true });
    const before = after(known('T-1', { AllowGuestUser: false }));
    const { auditState } = audit(before, evidence(night(1), [reading], { since }));
    expect(auditState.findings).toEqual([]);
    expect(auditState.baseline['T-1']?.['AllowGuestUser']).toMatchObject({
      value: true,
      source: 'firstAudit',
    });
  });

  it('notices an entry for a partner that was not there', () => {
    const partner = { b2bCollaborationInbound: everybody('allowed') };
    const before = after(known('E-5', { default: everybody('blocked') }));
    const { auditState } = audit(
      before,
      evidence(night(1), [known('E-5', { default: everybody('blocked'), 'partner:7': partner })]),
    );
    expect(auditState.findings).toMatchObject([{ key: 'E-5.partner:7', kind: 'loosened', state: 'new' }]);
  });
});

describe('a gate of which everything is left out at once', () => {
  const GROUPS = ['AllowGuestsToAccessGroups', 'AllowToAddGuests'] as const;
  const groups = (value: Value, absent = false): Reading[] => [
    known('G-1', { [GROUPS[0]]: value }, absent ? [GROUPS[0]] : undefined),
    known('G-2', { [GROUPS[1]]: value }, absent ? [GROUPS[1]] : undefined),
  ];

  it('is unknown the first time, and believed the second', () => {
    const before = after(...groups(false));
    const first = audit(before, evidence(night(1), groups(null, true)));
    expect([first.looks.map(({ kind }) => kind), first.auditState.findings]).toEqual([
      ['unknown', 'unknown'],
      [],
    ]);
    const second = audit(first.auditState, evidence(night(2), groups(null, true)));
    expect(kindsOf(second.auditState)).toEqual(['loosened new', 'loosened new']);
  });

  it('is the same where it means the same', () => {
    const { looks } = audit(after(...groups(true)), evidence(night(1), groups(null, true)));
    expect(looks.map(({ kind }) => kind)).toEqual(['same', 'same']);
  });

  it('is no doubt where one switch was set back', () => {
    const [one, other] = groups(false);
    const [absent] = groups(null, true);
    if (!one || !other || !absent) throw new Error('three readings are meant');
    const { auditState } = audit(after(one, other), evidence(night(1), [absent, other]));
    expect(kindsOf(auditState)).toEqual(['loosened new']);
  });
});
