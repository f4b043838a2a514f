import type { z } from 'zod';
import { asSwitchValue } from './settings/cross-tenant-access';
import type { DirectoryAudit } from './directory/directory-audit';
import { graphTypes } from './settings/graph-types';
import type { SwitchValue } from './settings/setting-value';
import { startSwitch, type SwitchName, type SwitchState } from './settings/setting-values';
import type { TenantFile } from './tenant-file';
import type { TeamsType } from './settings/teams-types';

export interface User {
  id: string;
  mail: string;
  displayName: string;
  userType: 'Member' | 'Guest';
  externalUserState: 'PendingAcceptance' | 'Accepted' | null;
  userPrincipalName: string;
  /** Addresses beside `mail`: `smtp:j.doe@fabrikam.example`; the one that `mail` shows has a capital `SMTP:`. */
  proxyAddresses?: string[];
  otherMails?: string[];
  /** Directory roles somebody assigned, by their ids. */
  roles?: string[];
  createdDateTime: string;
  /** When it went into the bin; absent elsewhere. */
  deletedDateTime?: string;
  /** Milliseconds; before it other parts of Entra do not know the account. */
  visibleFrom: number;
}

export interface Group {
  id: string;
  displayName: string;
  /** The setting of this group alone; it cannot open what the tenant closes. */
  allowToAddGuests?: boolean;
  description?: string;
  createdDateTime: string;
  /** Milliseconds; before it the directory does not show the group, and Teams has no team of it. */
  visibleFrom: number;
  teamFrom: number;
  labels: string[];
  labelRefusesGuests: boolean;
  isArchived: boolean;
  members: string[];
  /** Guests in the group whom Teams has not taken over, and when it could first do so. */
  onTheirWay: { userId: string; from: number }[];
  /** Whom Teams lists. */
  roster: string[];
}

/** What Teams was asked to do and does in its own time. */
interface Operation {
  id: string;
  teamId: string;
  /** Milliseconds. */
  doneAt: number;
  error?: string;
}

export interface Subscription {
  id: string;
  resource: string;
  notificationUrl: string;
  lifecycleUrl?: string;
  clientState: string;
  /** Milliseconds; from then on it is as if it had never been. */
  expires: number;
  /** Asked to be authorised anew: from then on nothing is delivered until it was. Milliseconds. */
  pausedFrom?: number;
}

/** A snapshot of settings that somebody ordered; what it shows was taken when it was ordered. Times in milliseconds. */
export interface SnapshotJob {
  id: string;
  snapshotId: string;
  displayName: string;
  orderedAt: number;
  doneAt: number;
  resources: { displayName: string; resourceType: string; properties: Record<string, unknown> }[];
}

/** Everything a tenant remembers. Plain JSON, so that a world can be put away and taken out again. */
export interface TenantState {
  switches: Record<SwitchName, SwitchState>;
  /** The tenant-wide group settings object, once there is one: the values that are not switches. */
  groupSettingsId: string | null;
  groupSettingsRest: Record<string, string>;
  /** The policy with the domains of guests, once there is one: what stands in it beside the domains. */
  domainPolicy: { id: string; siblings: Record<string, unknown> } | null;
  authorizationPolicy: z.output<typeof graphTypes.authorizationPolicy>;
  allowedCloudEndpoints: string[];
  /** What else the entry of a partner holds, by tenant id. */
  inboundTrust: Record<string, { isMfaAccepted: boolean } | null>;
  sharePoint: TenantFile['settings']['sharePoint'];
  teams: Record<TeamsType, Record<string, SwitchValue>>;
  users: User[];
  deleted: User[];
  groups: Group[];
  operations: Operation[];
  subscriptions: Subscription[];
  snapshotJobs: SnapshotJob[];
  invitations: number;
  /** The ids of the accounts that an invitation made: one of somebody who was there before made none. */
  madeByInvitation: string[];
  /** Who changed what the directory keeps, in the order in which it happened. */
  directoryAudits: DirectoryAudit[];
}

/** Values of `Group.Unified` besides the switches, with their defaults. */
export const GROUP_DEFAULTS = {
  EnableMIPLabels: 'false',
  AllowGuestsToBeGroupOwner: 'false',
  EnableGroupCreation: 'true',
  GuestUsageGuidelinesUrl: '',
  UsageGuidelinesUrl: '',
  PrefixSuffixNamingRequirement: '',
};

export function startState(file: TenantFile): TenantState {
  const { settings, users, teams } = file;
  const groups = settings.groupSettings ?? { allowToAddGuests: true, allowGuestsToAccessGroups: true };
  return {
    switches: {
      allowInvitesFrom: startSwitch(settings.allowInvitesFrom),
      AllowGuestUser: startSwitch(settings.allowGuestUser),
      AllowToAddGuests: startSwitch(groups.allowToAddGuests),
      AllowGuestsToAccessGroups: startSwitch(groups.allowGuestsToAccessGroups),
      sharingCapability: startSwitch(settings.sharingCapability),
      collaborationDomains: startSwitch(settings.collaborationDomains ?? { allowed: [], blocked: [] }),
      crossTenantAccess: startSwitch(
        asSwitchValue({
          default: settings.crossTenantAccess.default,
          partners: settings.crossTenantAccess.partners,
        }),
      ),
    },
    groupSettingsId: settings.groupSettings === null ? null : 'dddddddd-0000-4000-8000-000000000001',
    groupSettingsRest: { ...GROUP_DEFAULTS, ...settings.groupSettings?.others },
    domainPolicy:
      settings.collaborationDomains === null
        ? null
        : {
            id: 'dddddddd-0000-4000-8000-000000000002',
            siblings: { AutoRedeemPolicy: { AdminConsentedForUsersIntoTenantIds: [] } },
          },
    authorizationPolicy: graphTypes.authorizationPolicy.parse(settings),
    allowedCloudEndpoints: settings.crossTenantAccess.allowedCloudEndpoints,
    inboundTrust: {},
    sharePoint: settings.sharePoint,
    teams: settings.teams,
    users: users.map(({ hasAccepted, ...user }) => ({
      ...user,
      externalUserState: user.userType === 'Member' ? null : hasAccepted ? 'Accepted' : 'PendingAcceptance',
      userPrincipalName: user.mail,
      createdDateTime: '2020-01-01T00:00:00Z',
      visibleFrom: 0,
    })),
    deleted: [],
    groups: teams.map((team) => ({
      ...team,
      createdDateTime: '2020-01-01T00:00:00Z',
      visibleFrom: 0,
      teamFrom: 0,
      members: [...team.members],
      onTheirWay: [],
      roster: [...team.members],
    })),
    operations: [],
    subscriptions: [],
    snapshotJobs: [],
    invitations: 0,
    madeByInvitation: [],
    directoryAudits: [],
  };
}
