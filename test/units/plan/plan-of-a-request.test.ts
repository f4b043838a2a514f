import type { Change } from '../../../src/controls/control';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import { desiredSettingsOf } from '../../../src/domain/plan/desired-settings';
import { manualStepsFor } from '../../../src/domain/plan/manual-step';
import {
  changeInWords,
  emptyPlan,
  hashOf,
  saidOf,
  underTerms,
  type PlannedChange,
} from '../../../src/domain/plan/plan';
import { withDomainNotices } from '../../../src/domain/plan/plan-domain-notices';
import { termsOf } from '../../../src/domain/plan/plan-terms';
import { controlOf } from '../../../src/controls/checklist';

const request: EnablementRequest = {
  tenantId: '11111111-2222-3333-4444-555555555555',
  goal: 'guestAccess',
  profile: 'gated',
  requestedBy: 'Ada',
  guestCalling: 'on',
  guestMeeting: 'leave',
  guestMessaging: 'on',
  allowConsumer: true,
  deadlineHours: 24,
  purgeTestGuest: false,
  undoOnFailure: false,
  dryRun: false,
};
const GUEST = { testGuestEmail: 'probe@fabrikam.example' };
const CHANGE: PlannedChange = {
  control: 'T-1',
  title: 'Guest access in Teams',
  document: 'teamsClientConfiguration',
  property: 'AllowGuestUser',
  before: false,
  after: true,
  reason: 'It is off.',
  risk: 'Guests come in.',
};

describe('what a request wants of the switches', () => {
  const plain = {
    options: ['guestAccess'],
    profile: 'gated',
    domains: [],
    guestCalling: 'on',
    guestMeeting: 'leave',
    guestMessaging: 'on',
    allowConsumer: true,
  };

  it.each<[string, Partial<EnablementRequest>, object]>([
    ['asks for one option', {}, {}],
    ['asks for the other', { goal: 'externalAccess' }, { options: ['externalAccess'] }],
    ['asks for both', { goal: 'both' }, { options: ['guestAccess', 'externalAccess'] }],
    ['names a test guest alone', GUEST, { domains: ['fabrikam.example'], guestDomain: 'fabrikam.example' }],
    ['names nobody', { partnerDomains: [] }, {}],
    [
      'names partners, and a test guest elsewhere',
      { ...GUEST, partnerDomains: ['northwind.example'] },
      { domains: ['northwind.example'], guestDomain: 'fabrikam.example' },
    ],
    ['means a team', { teamId: 'team' }, { teamId: 'team' }],
    ['lets owners invite', { profile: 'selfService' }, { profile: 'selfService' }],
  ])('is all of it, where the request %s', (_, more, desired) => {
    expect(desiredSettingsOf({ ...request, ...more })).toStrictEqual({ ...plain, ...desired });
  });
});

describe('the terms of a plan', () => {
  const TERMS = { enableUntil: '2026-06-30T00:00:00Z', ...GUEST, partnerDomains: ['fabrikam.example'] };

  it.each<[string, Partial<EnablementRequest>, object]>([
    ['all that was asked', TERMS, TERMS],
    ['nothing where nothing was asked', {}, {}],
    ['no partners where none are named', { partnerDomains: [] }, {}],
    ['nothing for an undo', { ...TERMS, undoes: 'en-1' }, {}],
    ['nothing for a remediation', { ...TERMS, remediates: { auditId: 'au-1', findings: [] } }, {}],
  ])('are %s', (_, more, terms) => {
    expect(termsOf({ ...request, ...more })).toStrictEqual(terms);
  });

  it('stand in the hash that somebody agrees to, each of them', () => {
    const hash = (text: string): string => `hash of ${text}`;
    const plan = { ...emptyPlan(), changes: [CHANGE], hash: 'without' };
    expect(underTerms(plan, TERMS, hash)).toEqual({
      ...plan,
      terms: TERMS,
      hash: `hash of [[["T-1","AllowGuestUser",false,true]],"${TERMS.enableUntil}","${GUEST.testGuestEmail}",["fabrikam.example"]]`,
    });
    const hashes = [{}, ...Object.entries(TERMS).map(([name, value]) => ({ [name]: value }))];
    expect(new Set(hashes.map((terms) => hashOf([CHANGE], hash, terms))).size).toBe(4);
  });
});

describe('a change in words', () => {
  it('is its setting, and from what to what', () => {
    expect(changeInWords(CHANGE)).toBe('Guest access in Teams (T-1): false → true');
    expect(saidOf([CHANGE])).toEqual([
      {
        code: 'change.of',
        params: {
          setting: { id: 'T-1', title: 'Guest access in Teams' },
          change: expect.objectContaining({ code: 'change.values' }) as object,
        },
      },
    ]);
  });
});

describe('what a person sets in our place', () => {
  const change = (control: string, property: string, before: boolean, after: boolean): Change => ({
    control,
    property,
    before,
    after,
  });

  it('is one line a control, the last of them first', () => {
    const { title, adminPage } = controlOf('T-3');
    const steps = manualStepsFor([
      change('T-1', 'AllowGuestUser', false, true),
      change('T-3', 'AllowIPVideo', false, true),
      change('T-3', 'AllowMeetNow', true, false),
    ]);
    expect(steps).toEqual([
      {
        control: 'T-3',
        title,
        powerShell:
          'Set-CsTeamsGuestMeetingConfiguration -Identity Global -AllowIPVideo $true -AllowMeetNow $false',
        adminPage,
      },
      {
        control: 'T-1',
        title: controlOf('T-1').title,
        powerShell: 'Set-CsTeamsClientConfiguration -Identity Global -AllowGuestUser $true',
        adminPage: controlOf('T-1').adminPage,
      },
    ]);
  });

  it('tells a long list by what becomes of it', () => {
    const names = Array.from({ length: 11 }, (_, n) => `partner-${n}.example`);
    const step = { control: 'F-2', property: 'domains' };
    const [more] = manualStepsFor([
      {
        ...step,
        before: { kind: 'allowThese', domains: names },
        after: { kind: 'allowThese', domains: [...names, 'fabrikam.example'] },
      },
    ]);
    expect(more?.powerShell).toBe(
      'Set-CsTenantFederationConfiguration -AllowedDomainsAsAList @{Add="fabrikam.example"}',
    );
  });

  it('is the page alone where there is no line to type', () => {
    expect(
      manualStepsFor([{ control: 'E-3', property: 'domains', before: null, after: null }]),
    ).toMatchObject([{ control: 'E-3', powerShell: '' }]);
  });
});

describe('a plan that lets in domains to look at twice', () => {
  const bringing = (control: string, ...domains: string[]): PlannedChange => ({
    ...CHANGE,
    control,
    property: 'domains',
    before: [],
    after: domains,
  });

  it('has a second person agree to each change that brings in any of them, once', () => {
    const changes = [bringing('E-3', 'gmail.com'), bringing('F-2', 'live.nl'), bringing('S-4', 'a.example')];
    const plan = { ...emptyPlan(), changes, needsApproval: ['E-3'] };
    const { needsApproval, domainNotices } = withDomainNotices(plan, { domains: ['gmail.com', 'live.nl'] });
    expect(needsApproval).toEqual(['E-3', 'F-2']);
    expect(domainNotices?.map(({ domain }) => domain)).toEqual(['gmail.com', 'live.nl']);
  });

  it('is the plan itself where there are none', () => {
    const plan = emptyPlan();
    expect(withDomainNotices(plan, { domains: ['fabrikam.example'] })).toBe(plan);
    const undefinedIsNone = withDomainNotices(plan, { domains: ['gmail.com'] });
    expect(undefinedIsNone.domainNotices).toHaveLength(1);
  });
});
