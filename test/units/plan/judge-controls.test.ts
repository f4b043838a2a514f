import { CHECKLIST, controlOf } from '../../../src/controls/checklist';
import type { Judgement, DesiredSettings } from '../../../src/controls/control';
import { lettingIn, ruleOf, type DomainRule } from '../../../src/controls/values/domain-rule';
import type { Value, Values } from '../../../src/controls/values/value';
import { assess } from '../../../src/domain/plan/assess-controls';
import { type PlanRules } from '../../../src/domain/plan/plan';
import { planChanges } from '../../../src/domain/plan/plan-changes';
import { planUndo } from '../../../src/domain/plan/undo-plan';
import { desiredSettings, everything, PARTNER } from '../../support/controls/desired-settings';

const NORTHWIND = 'northwind.example';
const TENANT = 'partner:ffffffff-0000-4000-8000-00000000fab1';
const judge = (id: string, values: Values, more: Partial<DesiredSettings> = {}): Judgement =>
  controlOf(id).judge(values, everything(more));
const toOf = (judgement: Judgement): Values | string =>
  judgement.kind === 'change' ? judgement.to : judgement.kind;
const allowThese = (...domains: string[]): DomainRule => ({ kind: 'allowThese', domains });
const blockThese = (...domains: string[]): DomainRule => ({ kind: 'blockThese', domains });
const rules: PlanRules = { hash: (text) => text, alwaysApprove: false, isManual: () => false };
const at = '2026-03-02T08:00:00Z';

describe('how far a profile opens', () => {
  it.each<[id: string, values: Values, gated: Values | string, selfService: Values | string]>([
    [
      'E-1',
      { allowInvitesFrom: 'none' },
      { allowInvitesFrom: 'adminsAndGuestInviters' },
      { allowInvitesFrom: 'adminsGuestInvitersAndAllMembers' },
    ],
    [
      'E-1',
      { allowInvitesFrom: 'adminsAndGuestInviters' },
      'met',
      { allowInvitesFrom: 'adminsGuestInvitersAndAllMembers' },
    ],
    ['E-1', { allowInvitesFrom: 'adminsGuestInvitersAndAllMembers' }, 'met', 'met'],
    ['E-1', { allowInvitesFrom: 'everyone' }, 'met', 'met'],
    [
      'S-1',
      { sharingCapability: 'disabled' },
      { sharingCapability: 'existingExternalUserSharingOnly' },
      { sharingCapability: 'externalUserSharingOnly' },
    ],
    [
      'S-1',
      { sharingCapability: 'existingExternalUserSharingOnly' },
      'met',
      { sharingCapability: 'externalUserSharingOnly' },
    ],
    ['S-1', { sharingCapability: 'externalUserSharingOnly' }, 'met', 'met'],
    ['S-1', { sharingCapability: 'externalUserAndGuestSharing' }, 'met', 'met'],
  ])('%s at %j', (id, values, gated, selfService) => {
    expect(toOf(judge(id, values, { profile: 'gated' }))).toEqual(gated);
    expect(toOf(judge(id, values, { profile: 'selfService' }))).toEqual(selfService);
  });

  it.each([
    ['E-1', { allowInvitesFrom: 'adminsAndSponsors' }],
    ['S-1', { sharingCapability: 'unknownFutureValue' }],
  ])('%s is left alone at a value nobody here knows', (id, values) => {
    expect(judge(id, values)).toMatchObject({ kind: 'mayDecide' });
  });
});

describe('a list of domains', () => {
  it.each<[string, DomainRule, string[], DomainRule]>([
    ['stays open', { kind: 'allowAll' }, [PARTNER], { kind: 'allowAll' }],
    ['is begun', { kind: 'allowNobody' }, [PARTNER], allowThese(PARTNER)],
    ['is appended', allowThese('Northwind.example'), [PARTNER], allowThese('Northwind.example', PARTNER)],
    ['loses a name', blockThese('Fabrikam.example', NORTHWIND), [PARTNER], blockThese(NORTHWIND)],
    ['loses its last name', blockThese(PARTNER), [PARTNER], { kind: 'allowAll' }],
    ['keeps a parent', blockThese(PARTNER, `eu.${PARTNER}`), [`eu.${PARTNER}`], blockThese(PARTNER)],
    ['lets nobody in for nobody', { kind: 'allowNobody' }, [], { kind: 'allowNobody' }],
  ])('%s', (_, rule, domains, expected) => {
    expect(lettingIn(rule, domains)).toEqual(expected);
  });

  it.each<[string, Value]>([
    ['allows', { kind: 'allowThese', domains: [] }],
    ['blocks', { kind: 'blockThese', domains: [] }],
  ])('that %s nobody by name is no rule: it would pass for another', (_, rule) => {
    expect(() => ruleOf(rule)).toThrow();
  });

  it('cannot let in a name below a blocked one that takes it along, and says who can', () => {
    const values = { AllowFederatedUsers: true, domains: blockThese(PARTNER), BlockAllSubdomains: true };
    const below = { domains: [`eu.${PARTNER}`] };
    expect(judge('F-2', values, below)).toMatchObject({
      kind: 'closed',
      reason: { text: expect.stringContaining(PARTNER) as string },
    });
    expect(toOf(judge('F-2', values, { domains: [PARTNER, `eu.${PARTNER}`] }))).toEqual({
      domains: { kind: 'allowAll' },
    });
  });

  it('of external access comes on for the partner alone where everything was off', () => {
    for (const domains of [
      { kind: 'allowAll' },
      blockThese(NORTHWIND),
      { kind: 'allowNobody' },
    ] as DomainRule[])
      expect(toOf(judge('F-2', { AllowFederatedUsers: false, domains }, { profile: 'selfService' }))).toEqual(
        {
          domains: allowThese(PARTNER),
        },
      );
  });
});

describe('cross-tenant access', () => {
  const ALL = {
    usersAndGroups: people('allowed', 'AllUsers'),
    applications: apps('allowed', 'AllApplications'),
  };

  function part(accessType: string, targetType: string, targets: string[]): Value {
    return { accessType, targets: targets.map((target) => ({ target, targetType })) };
  }
  function people(accessType: string, ...targets: string[]): Value {
    return part(accessType, 'user', targets);
  }
  function apps(accessType: string, ...targets: string[]): Value {
    return part(accessType, 'application', targets);
  }
  const to = (setting: Value): Values | string =>
    toOf(judge('E-5', { default: ALL, [TENANT]: { b2bCollaborationInbound: setting } }));
  const changed = (setting: Value): Values => ({ [TENANT]: { b2bCollaborationInbound: setting } });

  it('opens the people and keeps the applications that were chosen', () => {
    const applications = apps('allowed', 'Office365', 'aaaaaaaa-0000-4000-8000-000000000009');
    expect(to({ usersAndGroups: people('blocked', 'AllUsers'), applications })).toEqual(
      changed({ usersAndGroups: people('allowed', 'AllUsers'), applications }),
    );
  });

  it('adds Office 365 to the applications, and no other', () => {
    const usersAndGroups = people('allowed', 'AllUsers');
    expect(to({ usersAndGroups, applications: apps('allowed', 'payroll') })).toEqual(
      changed({ usersAndGroups, applications: apps('allowed', 'payroll', 'Office365') }),
    );
    expect(to({ usersAndGroups, applications: apps('blocked', 'AllApplications') })).toEqual(
      changed({ usersAndGroups, applications: apps('allowed', 'Office365') }),
    );
    expect(to({ usersAndGroups, applications: apps('blocked', 'payroll', 'Office365') })).toEqual(
      changed({ usersAndGroups, applications: apps('blocked', 'payroll') }),
    );
    expect(to({ usersAndGroups, applications: apps('blocked', 'Office365') })).toEqual(
      changed({ usersAndGroups, applications: apps('allowed', 'AllApplications') }),
    );
  });

  it('keeps the choice of people where only the applications are closed', () => {
    const usersAndGroups = people('allowed', 'aaaaaaaa-0000-4000-8000-000000000008');
    expect(to({ usersAndGroups, applications: apps('blocked', 'AllApplications') })).toEqual(
      changed({ usersAndGroups, applications: apps('allowed', 'Office365') }),
    );
  });

  it('may decide where only some people are let in', () => {
    const usersAndGroups = people('allowed', 'aaaaaaaa-0000-4000-8000-000000000008');
    expect(to({ usersAndGroups, applications: apps('allowed', 'AllApplications') })).toBe('mayDecide');
  });
});

describe('private accounts', () => {
  const off = {
    EnableFederationAccess: true,
    EnableTeamsConsumerAccess: false,
    EnableTeamsConsumerInbound: true,
  };

  it('are also let through by the policy of people, and only outwards', () => {
    expect(toOf(judge('F-4', off))).toEqual({
      EnableTeamsConsumerAccess: true,
      EnableTeamsConsumerInbound: false,
    });
  });

  it('are nobody’s business unless they are asked for', () => {
    expect(toOf(judge('F-4', off, { allowConsumer: false }))).toBe('met');
  });
});

describe('what a plan says of benchmarks', () => {
  const desired = desiredSettings({ options: ['guestAccess', 'externalAccess'] });
  const planOf = (found: Record<string, Values>): string[] => {
    const controls = CHECKLIST.filter(({ document = '' }) => document in found);
    const readings = controls.map(({ id, document = '' }) => ({
      kind: 'known' as const,
      control: id,
      values: found[document] ?? {},
      at,
    }));
    return planChanges(assess(controls, readings, desired), desired, rules).leavesBenchmarks.map(
      ({ benchmark, control }) => `${benchmark} by ${control}`,
    );
  };

  it('names a list of domains that begins to be missed where sharing comes on', () => {
    const sharing = { sharingCapability: 'disabled', isResharingByExternalUsersEnabled: false };
    expect(planOf({ sharePointSettings: { ...sharing, sharingDomains: { kind: 'allowAll' } } })).toEqual([
      'MS.SHAREPOINT.1.3 by S-1',
    ]);
    expect(planOf({ sharePointSettings: { ...sharing, sharingDomains: allowThese(NORTHWIND) } })).toEqual([]);
  });

  it('names, once, what the policy of people alone held up', () => {
    const federation = {
      AllowFederatedUsers: true,
      domains: { kind: 'allowAll' },
      BlockAllSubdomains: false,
      AllowTeamsConsumer: false,
      AllowTeamsConsumerInbound: false,
      ExternalAccessWithTrialTenants: 'Blocked',
    } as const;
    const people = {
      EnableFederationAccess: false,
      EnableTeamsConsumerAccess: false,
      EnableTeamsConsumerInbound: false,
    };
    expect(planOf({ federation, externalAccessPolicy: people })).toEqual(['CIS 8.2.1 by F-4']);
    const listed = { ...federation, domains: allowThese(NORTHWIND) };
    expect(planOf({ federation: listed, externalAccessPolicy: people })).toEqual([]);
  });

  it('does not take a role nobody knows for a limited one', () => {
    const [limited] = controlOf('E-4').benchmarks;
    expect(limited?.passes?.({ guestUserRoleId: 'aaaaaaaa-0000-4000-8000-000000000001' }, {})).toBe(false);
  });
});

describe('a plan for settings that cannot be read', () => {
  const unknown = (controls = CHECKLIST) =>
    assess(
      controls.filter(({ document }) => document === 'federation'),
      [],
      desiredSettings({ options: ['externalAccess'] }),
    );
  const plan = planChanges(unknown(), desiredSettings({ options: ['externalAccess'] }), {
    ...rules,
    isManual: () => true,
  });

  it('asks a person for what the wish needs, details first, and for nothing it does not', () => {
    expect(plan.manualSteps.map(({ control }) => control)).toEqual(['F-2', 'F-1']);
  });

  it('offers no line that would replace a list nobody has seen', () => {
    const [domains] = plan.manualSteps;
    expect(domains?.text).toContain(PARTNER);
    // Nor one that would switch on a list nobody has seen.
    for (const { powerShell } of plan.manualSteps) expect(powerShell).toMatch(/^Get-/);
  });
});

describe('a way back', () => {
  it('says so where a document cannot be read, instead of blaming somebody', () => {
    const change = {
      control: 'T-1',
      title: 'x',
      document: 'teamsClientConfiguration' as const,
      property: 'AllowGuestUser',
      before: false,
      after: true,
      reason: 'x',
      risk: 'x',
    };
    const [cannot] = planUndo({ written: [change], valuesOf: () => undefined }, rules).cannot;
    expect(cannot?.text).toMatch(/can’t be read/);
  });
});
