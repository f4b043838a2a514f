import { z } from 'zod';
import { graphTypes } from '../../../local/tenant/settings/graph-types';
import { teamsTypes } from '../../../local/tenant/settings/teams-types';
import type { DesiredSettings } from '../../../src/controls/control';

export const PARTNER = 'fabrikam.example';
export const TEAM_ID = 'cccccccc-0000-4000-8000-000000000007';

/** A wish any test may start from: guests of the partner, and nothing else. */
export const desiredSettings = (more: Partial<DesiredSettings> = {}): DesiredSettings => ({
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
export const everything = (more: Partial<DesiredSettings> = {}): DesiredSettings =>
  desiredSettings({
    options: ['guestAccess', 'externalAccess'],
    teamId: TEAM_ID,
    guestCalling: 'on',
    guestMeeting: 'on',
    guestMessaging: 'on',
    allowConsumer: true,
    ...more,
  });

/** A type of settings with everything at its most closed: switches off, choices at their first, lists empty. */
const closed = ({ shape }: z.ZodObject): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, property]): [string, unknown] => {
      const inner: unknown = property instanceof z.ZodDefault ? property.unwrap() : property;
      if (inner instanceof z.ZodEnum) return [name, inner.options[0]];
      return [name, inner instanceof z.ZodBoolean ? false : []];
    }),
  );

const blocked = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'blocked',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};

export const CANARY = { id: 'cccccccc-0000-4000-8000-00000000ca7a', displayName: 'Gastvrij canary' };

/** A tenant in which every door is closed that we know. */
export const CLOSED = {
  settings: {
    ...closed(graphTypes.authorizationPolicy),
    allowInvitesFrom: 'none',
    guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
    collaborationDomains: { allowed: ['Northwind.example'], blocked: [] },
    crossTenantAccess: { default: blocked },
    allowGuestUser: false,
    groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
    sharingCapability: 'disabled',
    sharePoint: {
      ...closed(graphTypes.sharePoint),
      sharingDomainRestrictionMode: 'allowList',
      sharingAllowedDomainList: ['northwind.example'],
    },
    teams: {
      ...Object.fromEntries(Object.entries(teamsTypes).map(([name, type]) => [name, closed(type)])),
      TenantFederationSettings: {
        ...closed(teamsTypes.TenantFederationSettings),
        AllowedDomains: { AllowedDomain: [] },
      },
    },
  },
  teams: [CANARY, { id: TEAM_ID, displayName: 'Project', allowToAddGuests: false }],
};

/** A tenant nobody configured, with the same team. */
export const UNTOUCHED = { teams: [CANARY, { id: TEAM_ID, displayName: 'Project' }] };
