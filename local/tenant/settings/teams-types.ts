import { z } from 'zod';

const on = z.boolean().default(true);
const off = z.boolean().default(false);
const domains = z.array(z.strictObject({ Domain: z.string() }));

/**
 * The configurations of the Teams administration service we know, each with the properties it takes and what they
 * stand at in a tenant nobody configured. `AllowGuestUser` is a switch of its own: it takes effect in its own time.
 */
export const teamsTypes = {
  TeamsClientConfiguration: z.strictObject({
    AllowEmailIntoChannel: on,
    AllowDropBox: on,
    AllowOrganizationTab: on,
  }),
  TeamsGuestCallingConfiguration: z.strictObject({ AllowPrivateCalling: on }),
  TeamsGuestMeetingConfiguration: z.strictObject({
    AllowIPVideo: on,
    ScreenSharingMode: z.enum(['Disabled', 'SingleApplication', 'EntireScreen']).default('EntireScreen'),
    AllowMeetNow: on,
    LiveCaptionsEnabledType: z.enum(['Disabled', 'DisabledUserOverride']).default('DisabledUserOverride'),
  }),
  TeamsGuestMessagingConfiguration: z.strictObject({
    AllowUserChat: on,
    AllowUserEditMessage: on,
    AllowUserDeleteMessage: on,
    AllowUserDeleteChat: on,
    AllowGiphy: on,
    GiphyRatingType: z.enum(['NoRestriction', 'Moderate', 'Strict']).default('Moderate'),
    AllowMemes: on,
    AllowStickers: on,
    AllowImmersiveReader: on,
  }),
  TeamsMessagingPolicy: z.strictObject({ UseB2BInvitesToAddExternalUsers: on }),
  TenantFederationSettings: z.strictObject({
    AllowFederatedUsers: on,
    AllowedDomains: z.strictObject({ AllowedDomain: domains.optional() }).default({}),
    BlockedDomains: domains.default([]),
    BlockAllSubdomains: off,
    AllowTeamsConsumer: on,
    AllowTeamsConsumerInbound: on,
    TreatDiscoveredPartnersAsUnverified: off,
    SharedSipAddressSpace: off,
    AllowedTrialTenantDomains: domains.default([]),
    ExternalAccessWithTrialTenants: z.enum(['Blocked', 'Allowed']).default('Blocked'),
  }),
  ExternalAccessPolicy: z.strictObject({
    EnableFederationAccess: on,
    EnableTeamsConsumerAccess: on,
    EnableTeamsConsumerInbound: on,
    EnableAcsFederationAccess: on,
  }),
} as const;

export type TeamsType = keyof typeof teamsTypes;

export const teamsSettings = z.strictObject({
  TeamsClientConfiguration: teamsTypes.TeamsClientConfiguration.prefault({}),
  TeamsGuestCallingConfiguration: teamsTypes.TeamsGuestCallingConfiguration.prefault({}),
  TeamsGuestMeetingConfiguration: teamsTypes.TeamsGuestMeetingConfiguration.prefault({}),
  TeamsGuestMessagingConfiguration: teamsTypes.TeamsGuestMessagingConfiguration.prefault({}),
  TeamsMessagingPolicy: teamsTypes.TeamsMessagingPolicy.prefault({}),
  TenantFederationSettings: teamsTypes.TenantFederationSettings.prefault({}),
  ExternalAccessPolicy: teamsTypes.ExternalAccessPolicy.prefault({}),
});
