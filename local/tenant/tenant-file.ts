import { z } from 'zod';
import { inboundSetting, OPEN_TO_ALL } from './cross-tenant';
import { graphTypes, guid } from './graph-types';
import { teamsSettings } from './teams-types';

const route = z
  .string()
  .regex(
    /^(GET|POST|PATCH|PUT|DELETE) \//,
    'must be a method and a route, as in the request log: "POST /invitations"',
  );

const propagation = z
  .union([
    z.strictObject({ hours: z.number().min(0) }).describe('takes effect after exactly so many hours'),
    z.strictObject({ never: z.literal(true) }).describe('never takes effect'),
    z
      .strictObject({ median: z.number().positive(), p95: z.number().positive() })
      .describe('drawn: half of all changes within `median` hours, 95 % within `p95`'),
  ])
  .describe('how long a change at this gate takes to become effective');

const mishap = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('throttle'),
      route,
      times: z.int().positive(),
      retryAfterSeconds: z.number().positive(),
    })
    .describe('answers 429 to the next calls of a route'),
  z
    .strictObject({
      kind: z.literal('fail'),
      route,
      times: z.int().positive(),
      status: z.int().min(500).max(504),
    })
    .describe('answers an error of the service to the next calls of a route'),
  z
    .strictObject({ kind: z.literal('loseReply'), route, times: z.int().positive() })
    .describe('does what is asked and cuts the connection before the answer'),
  z
    .strictObject({
      kind: z.literal('revert'),
      control: z.enum(['E-1', 'T-1', 'S-1']),
      value: z.union([z.string(), z.boolean()]),
      afterHours: z.number().min(0),
    })
    .describe('somebody sets a switch back so long after it was changed'),
  z
    .strictObject({ kind: z.literal('failTeam'), times: z.int().positive() })
    .describe('takes the wish for a team, and fails to make it'),
  z
    .strictObject({ kind: z.literal('dropNotifications'), times: z.int().positive() })
    .describe('loses change notifications, and says nothing'),
  z
    .strictObject({ kind: z.literal('missNotifications'), times: z.int().positive() })
    .describe('loses change notifications, and says so: the lifecycle event `missed`'),
  z
    .strictObject({ kind: z.literal('fadeSubscription'), afterHours: z.number().min(0) })
    .describe(
      'wants the next subscription authorised anew so long after it was made: the lifecycle event `reauthorizationRequired`, and no delivery a quarter of an hour later unless it was',
    ),
  z
    .strictObject({ kind: z.literal('removeSubscription'), afterHours: z.number().min(0) })
    .describe(
      'takes the next subscription away so long after it was made: the lifecycle event `subscriptionRemoved`',
    ),
]);

export type Mishap = z.output<typeof mishap>;
export type Propagation = z.output<typeof propagation>;

/** A simulated tenant, as an administrator can describe his own before touching it. */
export const tenantFileSchema = z.strictObject({
  $schema: z.string().optional(),
  tenantId: guid.default('11111111-2222-3333-4444-555555555555'),
  displayName: z.string().default('Contoso'),
  verifiedDomains: z.array(z.string()).min(1).default(['contoso.example', 'contoso.onmicrosoft.example']),
  settings: z
    .strictObject({
      allowInvitesFrom: z
        .enum(['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'])
        .default('everyone'),
      allowGuestUser: z.boolean().default(true).describe('the guest access switch of Teams'),
      groupSettings: z
        .strictObject({
          allowToAddGuests: z.boolean().default(true),
          allowGuestsToAccessGroups: z.boolean().default(true),
          others: z.record(z.string(), z.string()).default({}).describe('further values of the object'),
        })
        .nullable()
        .default(null)
        .describe('null: nobody ever made a settings object, all defaults'),
      sharingCapability: z
        .enum([
          'disabled',
          'existingExternalUserSharingOnly',
          'externalUserSharingOnly',
          'externalUserAndGuestSharing',
        ])
        .default('externalUserAndGuestSharing'),
      ...graphTypes.authorizationPolicy.shape,
      collaborationDomains: z
        .strictObject({ allowed: z.array(z.string()).default([]), blocked: z.array(z.string()).default([]) })
        .nullable()
        .default(null)
        .describe('domains guests may, or may not, come from; null: nobody ever made such a policy'),
      crossTenantAccess: z
        .strictObject({
          default: inboundSetting.default(OPEN_TO_ALL),
          partners: z.record(guid, inboundSetting.nullable()).default({}),
          allowedCloudEndpoints: z.array(z.string()).default([]),
        })
        .prefault({})
        .describe('who may come in as a guest, organisation by organisation'),
      sharePoint: graphTypes.sharePoint.prefault({}),
      teams: teamsSettings
        .prefault({})
        .describe('configurations of the Teams administration service, as it spells them'),
    })
    .prefault({}),
  organisations: z
    .array(
      z.strictObject({
        domain: z.string(),
        tenantId: guid,
        refuses: z
          .enum(['outbound', 'otherClouds', 'selfMadeAccounts', 'unknownPeople'])
          .optional()
          .describe('why this organisation does not let its people be guests elsewhere'),
      }),
    )
    .default([{ domain: 'fabrikam.example', tenantId: 'ffffffff-0000-4000-8000-00000000fab1' }])
    .describe('other Entra tenants; a domain that is not here is a private one'),
  users: z
    .array(
      z.strictObject({
        id: guid,
        mail: z.string(),
        displayName: z.string(),
        userType: z.enum(['Member', 'Guest']).default('Member'),
        hasAccepted: z.boolean().default(false).describe('of a guest: whether the invitation was accepted'),
      }),
    )
    .default([
      {
        id: 'aaaaaaaa-0000-4000-8000-000000000001',
        mail: 'ada@contoso.example',
        displayName: 'Ada Admin',
        userType: 'Member',
        hasAccepted: false,
      },
    ]),
  contacts: z.array(z.string()).default([]).describe('addresses held by contacts, who cannot be invited'),
  hasTrialOnly: z.boolean().default(false).describe('whether the tenant has nothing but trial licences'),
  teams: z
    .array(
      z.strictObject({
        id: guid,
        displayName: z.string(),
        allowToAddGuests: z.boolean().optional(),
        labels: z.array(z.string()).default([]).describe('sensitivity labels'),
        labelRefusesGuests: z.boolean().default(false),
        isArchived: z.boolean().default(false),
        members: z.array(guid).default([]),
      }),
    )
    .min(1)
    .prefault([{ id: 'cccccccc-0000-4000-8000-00000000ca7a', displayName: 'Gastvrij canary' }])
    .describe('the first one is the canary'),
  app: z
    .strictObject({
      isConsented: z
        .boolean()
        .default(true)
        .describe(
          'whether an administrator let the multi-tenant app in; the managed identity needs no consent',
        ),
      graphRoles: z
        .array(z.string())
        .default([
          'Policy.Read.All',
          'Policy.ReadWrite.Authorization',
          'GroupSettings.ReadWrite.All',
          'SharePointTenantSettings.ReadWrite.All',
          'User.Invite.All',
          'User.Read.All',
          'User.DeleteRestore.All',
          'Organization.Read.All',
          'GroupMember.ReadWrite.All',
          'TeamMember.Read.All',
          'Policy.ReadWrite.B2BManagementPolicy',
          'Policy.ReadWrite.CrossTenantAccess',
          'CrossTenantInformation.ReadBasic.All',
          'Team.ReadBasic.All',
        ]),
      directoryRoles: z.array(z.string()).default(['Teams Administrator']),
    })
    .prefault({})
    .describe('what the managed identity of Gastvrij may do'),
  propagation: z
    .strictObject({
      entra: propagation.optional(),
      groups: propagation.optional(),
      teams: propagation.optional(),
      crossTenant: propagation.optional(),
      sharepoint: propagation.optional(),
      roster: propagation.optional(),
    })
    .prefault({})
    .describe('what is left out is drawn from what Microsoft documents and administrators report'),
  monitor: z
    .strictObject({
      isSetUp: z
        .boolean()
        .default(true)
        .describe('whether an administrator added the principal of the monitor and let it read'),
      minutes: z.number().min(0).default(1).describe('how long a snapshot takes'),
      shows: z
        .enum(['all', 'client'])
        .default('all')
        .describe('`client`: refuses all types of Teams but the one with the guest access switch'),
    })
    .prefault({})
    .describe('Tenant Configuration Management, where audits read Teams from its snapshots'),
  teamCreationMinutes: z.number().min(0).default(1).describe('how long Teams takes to make a team'),
  freshObjectSeconds: z
    .number()
    .min(0)
    .default(5)
    .describe('how long a new account or group stays invisible'),
  flapMinutes: z
    .number()
    .min(0)
    .default(10)
    .describe('for so long after a change takes effect, three in ten answers are still the old ones'),
  mishaps: z.array(mishap).default([]),
  quirks: z
    .strictObject({
      noneStopsApps: z
        .boolean()
        .default(true)
        .describe('whether "none may invite" also refuses an application'),
      inviterPolicyStopsApps: z
        .boolean()
        .default(false)
        .describe('whether "administrators and guest inviters may invite" refuses an application'),
      reservedDomains: z
        .enum(['invited', 'refused'])
        .default('invited')
        .describe('what becomes of an address at example.com, .net or .org'),
      errorCodes: z
        .enum(['given', 'empty'])
        .default('given')
        .describe('whether a refused invitation carries a code'),
      groupRefusal: z
        .enum(['named', 'bare'])
        .default('named')
        .describe('whether a group that refuses a guest says why'),
      labelShowsInGroupSettings: z
        .boolean()
        .default(false)
        .describe('whether the settings of a group show that its label refuses guests'),
      readsLagSeconds: z
        .number()
        .min(0)
        .default(0)
        .describe('for how long after a write a switch still reads as before'),
      binHoldsAddresses: z
        .boolean()
        .default(false)
        .describe('whether the address of a deleted account stays taken until the bin is emptied'),
      blockedDomainStatus: z.union([z.literal(400), z.literal(403)]).default(400),
      domainPolicyPatchStatus: z.union([z.literal(200), z.literal(204)]).default(204),
      domainPolicyInSingleQuotes: z.boolean().default(false),
      teamsAdminAnswersLists: z.boolean().default(false).describe('one configuration comes as a list of one'),
      teamsAdminRefuses: z.enum(['nothing', 'writes', 'everything']).default('nothing'),
      teamsAdminRefusesWith: z
        .union([z.literal(403), z.literal(404), z.literal(500), z.literal('nonsense')])
        .default(403)
        .describe('the status, or an answer in a shape nobody knows'),
      teamsAdminTokens: z
        .boolean()
        .default(true)
        .describe('whether there is a token for the Teams administration service at all'),
      teamsAdminWantsKey: z
        .boolean()
        .default(false)
        .describe('whether a write must repeat the `Key` that a reading shows'),
      teamsAdminErrors: z
        .enum(['reported', 'nested', 'message', 'flat', 'text'])
        .default('reported')
        .describe('the shape of an error of the Teams administration service; `reported`: one for each kind'),
      guestAccessUnset: z
        .enum(['value', 'null', 'absent'])
        .default('value')
        .describe('how the guest access switch reads in a tenant that never set it'),
      allowAllDomains: z
        .enum(['empty', 'null', 'text', 'member'])
        .default('empty')
        .describe('how the service spells "every domain"'),
      subscriptionMinutes: z
        .union([z.literal(4320), z.literal(60)])
        .default(4320)
        .describe('how long a subscription to the members of a team may last'),
      domainsAsText: z.boolean().default(false).describe('domains come as plain text, not as objects'),
      operationsShownToApps: z
        .boolean()
        .default(true)
        .describe('whether an application may see how far Teams is with what it asked for'),
      groupsToldWhileTeamsIsOff: z
        .boolean()
        .default(false)
        .describe('whether Teams lists a guest while its own switch is off'),
    })
    .prefault({})
    .describe('what Microsoft does where nobody knows for sure'),
  seed: z.int().default(1).describe('the same seed gives the same delays'),
  expect: z
    .enum(['succeeded', 'planned', 'declined', 'blocked', 'refused', 'overdue', 'cancelled', 'failed'])
    .default('succeeded')
    .describe('the outcome `npm run demo` exits with 0 for'),
});

export type TenantFile = z.output<typeof tenantFileSchema>;

/** @throws Error that names everything wrong with the file */
export function parseTenantFile(content: unknown): TenantFile {
  const parsed = tenantFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  );
  throw new Error(`The tenant file is wrong: ${faults.join('; ')}`);
}
