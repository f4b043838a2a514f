import { z } from 'zod';
import { inboundSetting, OPEN_TO_ALL } from './settings/cross-tenant-access';
import { fault } from './faults/call-fault';
import { LAGGING_DOCUMENTS } from './faults/lagging-documents';
import { graphTypes, guid } from './settings/graph-types';
import { serviceFault } from './faults/service-fault';
import { propagation } from './settings/propagation-field';
import { quirks } from './settings/quirks';
import { teamsSettings } from './settings/teams-types';

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
          'GroupMember.Read.All',
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
  serviceFaults: z.array(serviceFault).default([]),
  faults: z.array(fault).default([]).describe('what happens to calls and answers on their way'),
  readsLagHours: z
    .partialRecord(z.enum(LAGGING_DOCUMENTS), z.number().min(0))
    .default({})
    .describe('for how long after a write a settings document still reads as before'),
  quirks,
  seed: z.int().default(2).describe('the same seed gives the same delays'),
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
