import { ServiceThrottled } from '../../../src/microsoft/http/service-errors';
import { startActivities } from '../../support/start/start-activities';
import { writesOf } from '../../support/start/start-tenant';
import { CLOSED, TEAM_ID } from '../../support/controls/desired-settings';

const OPEN_TEAMS = CLOSED.teams.map(({ id, displayName }) => ({ id, displayName }));
const PARTNER = { partnerDomains: ['fabrikam.example'] };
const EVERYTHING = {
  ...PARTNER,
  goal: 'both',
  teamId: TEAM_ID,
  guestCalling: 'on',
  guestMeeting: 'on',
  guestMessaging: 'on',
  allowConsumer: true,
};
const off = (settings: Record<string, unknown>) => ({ settings });
const teams = (settings: Record<string, unknown>) => off({ teams: settings });
const federation = (settings: Record<string, unknown>) => teams({ TenantFederationSettings: settings });
const blocked = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'allowed',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};
const put = (type: string): string => `PUT /Skype.Policy/configurations/${type}/configuration/Global`;

describe('what an inspection asks', () => {
  it.each([
    [
      'guest access',
      {},
      [
        'GET /Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global',
        'GET /Skype.Policy/configurations/TeamsMessagingPolicy/configuration/Global',
        'GET /beta/policies/b2bManagementPolicies',
        // The partner's own entry: its id comes with the first batch.
        'GET /v1.0/policies/crossTenantAccessPolicy/partners/ffffffff-0000-4000-8000-00000000fab1',
        'POST /v1.0/$batch of 9',
      ],
    ],
    [
      'external access',
      { ...PARTNER, goal: 'externalAccess' },
      [
        'GET /Skype.Policy/configurations/ExternalAccessPolicy/configuration/Global',
        'GET /Skype.Policy/configurations/TenantFederationSettings/configuration/Global',
        'POST /v1.0/$batch of 2',
      ],
    ],
    [
      'everything there is',
      EVERYTHING,
      [
        ...[
          'ExternalAccessPolicy',
          'TeamsClientConfiguration',
          'TeamsGuestCallingConfiguration',
          'TeamsGuestMeetingConfiguration',
          'TeamsGuestMessagingConfiguration',
          'TeamsMessagingPolicy',
          'TenantFederationSettings',
        ].map((type) => `GET /Skype.Policy/configurations/${type}/configuration/Global`),
        'GET /beta/policies/b2bManagementPolicies',
        'GET /v1.0/policies/crossTenantAccessPolicy/partners/ffffffff-0000-4000-8000-00000000fab1',
        'POST /v1.0/$batch of 12',
      ],
    ],
  ])('for %s: each thing once, and what Graph v1.0 has together', async (_, request, expected) => {
    const { accept, activities, wire, tenant } = await startActivities({ teams: OPEN_TEAMS });
    await activities.inspect({ id: await accept(request), sequence: 1, now: tenant.clock.now() });
    expect([...wire].sort()).toEqual(expected);
    expect(tenant.faults).toEqual([]);
  });

  it('again comes as late as the service that wants most patience', async () => {
    const throttle = (route: string, retryAfterSeconds: number) => ({
      kind: 'throttle',
      route,
      times: 1,
      retryAfterSeconds,
    });
    const { accept, activities, tenant } = await startActivities({
      serviceFaults: [
        throttle('GET /organization', 30),
        throttle('GET /groupSettings', 120),
        throttle('GET /policies/b2bManagementPolicies', 240),
      ],
    });
    const id = await accept();
    const busy: unknown = await activities
      .inspect({ id, sequence: 1, now: tenant.clock.now() })
      .catch((fault: unknown) => fault);
    expect(busy).toBeInstanceOf(ServiceThrottled);
    const { retryAt } = busy as ServiceThrottled;
    expect(Date.parse(retryAt) - tenant.clock.now()).toBe(240_000);
    tenant.clock.advanceTo(Date.parse(retryAt));
    expect(await activities.inspect({ id, sequence: 1, now: tenant.clock.now() })).toEqual({
      kind: 'inspected',
    });
    expect(tenant.faults).toEqual([]);
  });
});

describe('what a run writes', () => {
  it.each([
    ['nothing where all is on already', {}, PARTNER, []],
    ['nothing where all is on already and everything is asked', {}, EVERYTHING, []],
    ['E-1', off({ allowInvitesFrom: 'none' }), {}, ['PATCH /policies/authorizationPolicy']],
    [
      'E-3',
      off({ collaborationDomains: { allowed: ['northwind.example'] } }),
      PARTNER,
      ['PATCH /policies/b2bManagementPolicies/{id}'],
    ],
    [
      'E-5',
      off({ crossTenantAccess: { default: blocked } }),
      PARTNER,
      ['POST /policies/crossTenantAccessPolicy/partners'],
    ],
    ['T-1', off({ allowGuestUser: false }), {}, [put('TeamsClientConfiguration')]],
    ['G-1', off({ groupSettings: { allowGuestsToAccessGroups: false } }), {}, ['PATCH /groupSettings/{id}']],
    ['G-2', off({ groupSettings: { allowToAddGuests: false } }), {}, ['PATCH /groupSettings/{id}']],
    ['S-1', off({ sharingCapability: 'disabled' }), {}, ['PATCH /admin/sharepoint/settings']],
    ['F-1', federation({ AllowFederatedUsers: false }), EVERYTHING, [put('TenantFederationSettings')]],
    [
      'F-2',
      federation({ BlockedDomains: [{ Domain: 'fabrikam.example' }] }),
      EVERYTHING,
      [put('TenantFederationSettings')],
    ],
    ['F-6', federation({ AllowTeamsConsumer: false }), EVERYTHING, [put('TenantFederationSettings')]],
    [
      'F-4',
      teams({ ExternalAccessPolicy: { EnableFederationAccess: false } }),
      EVERYTHING,
      [put('ExternalAccessPolicy')],
    ],
  ])('for %s', async (_, file, request, expected) => {
    const { accept, plan, apply, tenant } = await startActivities({ teams: OPEN_TEAMS, ...file });
    const id = await accept(request);
    await apply(id, await plan(id));
    expect(writesOf(tenant)).toEqual(expected);
    expect(tenant.faults).toEqual([]);
  });

  it('where all is off: each resource once, however many of its switches differ', async () => {
    const { accept, plan, apply, undo, tenant } = await startActivities(CLOSED);
    const id = await accept(EVERYTHING);
    const planning = await plan(id);
    expect(new Set(await apply(id, planning))).toEqual(new Set(['applied']));
    const written = writesOf(tenant);
    expect(written).toHaveLength(planning.documents.length);
    expect([...written].sort()).toEqual([
      'PATCH /admin/sharepoint/settings',
      'PATCH /groupSettings/{id}',
      'PATCH /groups/{id}/settings/{id}',
      'PATCH /policies/authorizationPolicy',
      'PATCH /policies/b2bManagementPolicies/{id}',
      'POST /policies/crossTenantAccessPolicy/partners',
      put('ExternalAccessPolicy'),
      put('TeamsClientConfiguration'),
      put('TeamsGuestCallingConfiguration'),
      put('TeamsGuestMeetingConfiguration'),
      put('TeamsGuestMessagingConfiguration'),
      put('TenantFederationSettings'),
    ]);

    expect(new Set(await undo(id))).toEqual(new Set(['applied']));
    expect(writesOf(tenant)).toHaveLength(2 * written.length);
    expect(tenant.faults).toEqual([]);
  });

  it('once more where the answer was lost, and knows the object it made for its own', async () => {
    const route = 'POST /policies/crossTenantAccessPolicy/partners';
    const { accept, plan, apply, undo, tenant } = await startActivities({
      ...off({ crossTenantAccess: { default: blocked } }),
      serviceFaults: [{ kind: 'loseReply', route, times: 1 }],
    });
    const id = await accept(PARTNER);
    const planning = await plan(id);
    await expect(apply(id, planning)).rejects.toThrow(ServiceThrottled);
    expect(await apply(id, planning)).toEqual(['applied']);
    const entries = () => (tenant.state.switches.crossTenantAccess.stored as { partners: object }).partners;
    expect(Object.keys(entries())).toHaveLength(1);
    await undo(id);
    expect(entries()).toEqual({});
    expect(tenant.faults).toEqual([]);
  });
});
