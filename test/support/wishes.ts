import type { Wish } from '../../src/controls/control';

export const PARTNER = 'fabrikam.example';
export const TEAM_ID = 'cccccccc-0000-4000-8000-000000000007';

/** A wish any test may start from: guests of the partner, and nothing else. */
export const aWish = (more: Partial<Wish> = {}): Wish => ({
  options: ['guestAccess'],
  profile: 'gated',
  domains: [PARTNER],
  guestDomain: PARTNER,
  guestCalling: 'leave',
  guestMeeting: 'leave',
  guestMessaging: 'leave',
  allowConsumer: false,
  ...more,
});

/** A wish that concerns every control there is. */
export const everything = (more: Partial<Wish> = {}): Wish =>
  aWish({
    options: ['guestAccess', 'externalAccess'],
    teamId: TEAM_ID,
    guestCalling: 'on',
    guestMeeting: 'on',
    guestMessaging: 'on',
    allowConsumer: true,
    ...more,
  });

const allOf = (names: string[], value: boolean): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, value]));

const blocked = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'blocked',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};

const canary = { id: 'cccccccc-0000-4000-8000-00000000ca7a', displayName: 'Gastvrij canary' };

/** A tenant in which every door is closed that we know. */
export const CLOSED = {
  settings: {
    allowInvitesFrom: 'none',
    guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
    collaborationDomains: { allowed: ['Northwind.example'], blocked: [] },
    crossTenantAccess: { default: blocked },
    allowGuestUser: false,
    groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
    sharingCapability: 'disabled',
    sharePoint: {
      sharingDomainRestrictionMode: 'allowList',
      sharingAllowedDomainList: ['northwind.example'],
      isResharingByExternalUsersEnabled: false,
    },
    teams: {
      TeamsGuestCallingConfiguration: { AllowPrivateCalling: false },
      TeamsGuestMeetingConfiguration: {
        AllowIPVideo: false,
        ScreenSharingMode: 'Disabled',
        AllowMeetNow: false,
      },
      TeamsGuestMessagingConfiguration: allOf(
        ['AllowUserChat', 'AllowUserEditMessage', 'AllowUserDeleteMessage', 'AllowUserDeleteChat'],
        false,
      ),
      TenantFederationSettings: {
        AllowFederatedUsers: false,
        AllowedDomains: { AllowedDomain: [] },
        AllowTeamsConsumer: false,
        AllowTeamsConsumerInbound: false,
      },
      ExternalAccessPolicy: allOf(
        ['EnableFederationAccess', 'EnableTeamsConsumerAccess', 'EnableTeamsConsumerInbound'],
        false,
      ),
    },
  },
  teams: [canary, { id: TEAM_ID, displayName: 'Project', allowToAddGuests: false }],
};

/** A tenant nobody configured, with the same team. */
export const UNTOUCHED = { teams: [canary, { id: TEAM_ID, displayName: 'Project' }] };
