import fc from 'fast-check';
import { z } from 'zod';
import { graphTypes } from '../../../local/tenant/settings/graph-types';
import { teamsTypes } from '../../../local/tenant/settings/teams-types';
import type { DesiredSettings } from '../../../src/controls/control';
import { CANARY, TEAM_ID } from './desired-settings';

export const DOMAINS = ['fabrikam.example', 'eu.fabrikam.example', 'northwind.example', 'adatum.example'];
export const FABRIKAM = 'ffffffff-0000-4000-8000-00000000fab1';
export const ADATUM = 'ffffffff-0000-4000-8000-0000000ada71';
/** Northwind has no tenant: its people come with private accounts. */
export const ORGANISATIONS = [
  { domain: 'fabrikam.example', tenantId: FABRIKAM },
  { domain: 'eu.fabrikam.example', tenantId: FABRIKAM },
  { domain: 'adatum.example', tenantId: ADATUM },
];

/** A name as somebody may have typed it. */
const stored = fc
  .tuple(fc.constantFrom(...DOMAINS), fc.boolean())
  .map(([name, isCapital]) => (isCapital ? name.replace(/^./, (first) => first.toUpperCase()) : name));
const list = fc.array(stored, { maxLength: 3 });
const named = fc.array(stored, { minLength: 1, maxLength: 3 });
const objects = (names: fc.Arbitrary<string[]>) => names.map((all) => all.map((Domain) => ({ Domain })));

const part = (targetType: 'user' | 'application', ...choices: [string, ...string[]][]) =>
  fc.constantFrom(
    ...choices.map(([accessType, ...targets]) => ({
      accessType,
      targets: targets.map((target) => ({ target, targetType })),
    })),
  );
const inbound = fc.record({
  usersAndGroups: part(
    'user',
    ['allowed', 'AllUsers'],
    ['blocked', 'AllUsers'],
    ['allowed', 'aaaaaaaa-0000-4000-8000-000000000009'],
    ['blocked', 'aaaaaaaa-0000-4000-8000-000000000009'],
  ),
  applications: part(
    'application',
    ['allowed', 'AllApplications'],
    ['allowed', 'payroll', 'Office365'],
    ['allowed', 'AllMicrosoftApps'],
    ['allowed', 'payroll'],
    ['blocked', 'AllApplications'],
    ['blocked', 'payroll', 'Office365'],
    ['blocked', 'Office365'],
    ['blocked', 'payroll'],
  ),
});

/** Any values of a settings type: its switches and choices; lists stay as they start. */
function anyOf({ shape }: z.ZodObject): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.entries(shape).flatMap(([name, property]): [string, fc.Arbitrary<unknown>][] => {
    const inner: unknown = property instanceof z.ZodDefault ? property.unwrap() : property;
    if (inner instanceof z.ZodBoolean) return [[name, fc.boolean()]];
    return inner instanceof z.ZodEnum ? [[name, fc.constantFrom(...inner.options)]] : [];
  });
  return fc.record(Object.fromEntries(values));
}
const both = (...parts: fc.Arbitrary<Record<string, unknown>>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, unknown>);

const teams = fc.record({
  ...Object.fromEntries(Object.entries(teamsTypes).map(([name, type]) => [name, anyOf(type)])),
  TenantFederationSettings: both(
    anyOf(teamsTypes.TenantFederationSettings),
    fc.record({
      AllowedDomains: fc.oneof(fc.constant({}), fc.record({ AllowedDomain: objects(list) })),
      BlockedDomains: objects(list),
    }),
  ),
});
const sharePoint = both(
  anyOf(graphTypes.sharePoint),
  fc.record({ sharingAllowedDomainList: list, sharingBlockedDomainList: list }),
);
const guestUserRoleId = fc.constantFrom(
  'a0b1b346-4d3e-4e8b-98f8-753987be4970',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  '2af84b1e-32c8-42b7-82bc-daa82404023b',
);

/** A tenant somebody has been at, in any state the simulated one can hold, with any of its doubtful habits. */
export const anyTenant: fc.Arbitrary<Record<string, unknown>> = fc.record({
  organisations: fc.constant(ORGANISATIONS),
  settings: both(
    anyOf(graphTypes.authorizationPolicy),
    fc.record({
      guestUserRoleId,
      sharePoint,
      allowInvitesFrom: fc.constantFrom(
        'none',
        'adminsAndGuestInviters',
        'adminsGuestInvitersAndAllMembers',
        'everyone',
      ),
      allowGuestUser: fc.boolean(),
      groupSettings: fc.oneof(
        fc.constant(null),
        fc.record({
          allowToAddGuests: fc.boolean(),
          allowGuestsToAccessGroups: fc.boolean(),
          others: fc.constantFrom(
            {},
            { EnableMIPLabels: 'True', UsageGuidelinesUrl: 'https://contoso.example/groups' },
          ),
        }),
      ),
      sharingCapability: fc.constantFrom(
        'disabled',
        'existingExternalUserSharingOnly',
        'externalUserSharingOnly',
        'externalUserAndGuestSharing',
      ),
      collaborationDomains: fc.oneof(
        fc.constantFrom(null, {}),
        fc.record({ allowed: named }),
        fc.record({ blocked: named }),
      ),
      crossTenantAccess: fc.record({
        default: inbound,
        partners: fc.oneof(
          fc.constant({}),
          fc.option(inbound).map((setting) => ({ [FABRIKAM]: setting })),
          fc.tuple(fc.option(inbound), inbound).map(([one, other]) => ({ [FABRIKAM]: one, [ADATUM]: other })),
        ),
      }),
      teams,
    }),
  ),
  teams: fc
    .record(
      {
        id: fc.constant(TEAM_ID),
        displayName: fc.constant('Project'),
        allowToAddGuests: fc.boolean(),
        labels: fc.constantFrom([], [], ['Confidential']),
        isArchived: fc.boolean(),
      },
      { requiredKeys: ['id', 'displayName', 'labels', 'isArchived'] },
    )
    .map((team) => [CANARY, team]),
  quirks: fc.record({
    domainPolicyPatchStatus: fc.constantFrom(200, 204),
    domainPolicyInSingleQuotes: fc.boolean(),
    teamsAdminAnswersLists: fc.boolean(),
    domainsAsText: fc.boolean(),
    allowAllDomains: fc.constantFrom('empty', 'null', 'text', 'member'),
  }),
});

const feature = fc.constantFrom('leave' as const, 'on' as const);

/** Anything a request can want. */
export const anyDesiredSettings: fc.Arbitrary<DesiredSettings> = fc
  .record({
    options: fc.constantFrom<DesiredSettings['options'][]>(
      ['guestAccess'],
      ['externalAccess'],
      ['guestAccess', 'externalAccess'],
    ),
    profile: fc.constantFrom('gated' as const, 'selfService' as const),
    domains: fc.subarray(DOMAINS, { minLength: 1, maxLength: 3 }),
    guestDomain: fc.constantFrom(undefined, ...DOMAINS),
    teamId: fc.constantFrom(undefined, TEAM_ID),
    guestCalling: feature,
    guestMeeting: feature,
    guestMessaging: feature,
    allowConsumer: fc.boolean(),
  })
  .map(({ guestDomain, teamId, ...desired }) => ({
    ...desired,
    ...(guestDomain !== undefined && { guestDomain }),
    ...(teamId !== undefined && { teamId }),
  }));
