import { parseTenantFile, type TenantFile } from './tenant-file';

const ALL_OFF = {
  allowInvitesFrom: 'none',
  allowGuestUser: false,
  groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
  sharingCapability: 'disabled',
};

/** What CIS (level 2) and CISA (SCuBA) want of a tenant, with guests and sharing off besides. */
const HARDENED = {
  allowInvitesFrom: 'adminsAndGuestInviters',
  guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
  collaborationDomains: { allowed: ['northwind.example'] },
  allowGuestUser: false,
  groupSettings: { allowToAddGuests: false },
  sharingCapability: 'disabled',
  sharePoint: {
    sharingDomainRestrictionMode: 'allowList',
    sharingAllowedDomainList: ['northwind.example'],
    isResharingByExternalUsersEnabled: false,
  },
  teams: {
    TenantFederationSettings: {
      AllowedDomains: { AllowedDomain: [{ Domain: 'northwind.example' }] },
      AllowTeamsConsumer: false,
      AllowTeamsConsumerInbound: false,
      ExternalAccessWithTrialTenants: 'Blocked',
    },
    ExternalAccessPolicy: { EnableTeamsConsumerAccess: false, EnableTeamsConsumerInbound: false },
  },
};

/** The tenants `--scenario` knows, each with the outcome a run in it must have. */
const FILES = {
  'all-off': { settings: ALL_OFF, propagation: { roster: { hours: 2 } }, seed: 7 },
  hardened: { settings: HARDENED, propagation: { roster: { hours: 2 } }, seed: 7 },
  'already-on': { propagation: { roster: { hours: 0.5 } }, expect: 'succeeded' },
  'invites-blocked': {
    settings: ALL_OFF,
    propagation: { entra: { hours: 1.5 } },
    serviceFaults: [{ kind: 'revert', control: 'E-1', value: 'none', afterHours: 0.5 }],
    expect: 'blocked',
  },
  slow: {
    settings: ALL_OFF,
    propagation: { teams: { never: true }, roster: { hours: 1 } },
    expect: 'overdue',
  },
  throttled: {
    settings: ALL_OFF,
    propagation: { entra: { hours: 0.3 }, groups: { hours: 0.5 }, teams: { hours: 3 }, roster: { hours: 1 } },
    serviceFaults: [
      { kind: 'throttle', route: 'GET /organization', times: 2, retryAfterSeconds: 30 },
      { kind: 'throttle', route: 'PATCH /policies/authorizationPolicy', times: 3, retryAfterSeconds: 60 },
      { kind: 'fail', route: 'GET /groupSettings', times: 1, status: 503 },
      { kind: 'throttle', route: 'POST /invitations', times: 4, retryAfterSeconds: 120 },
      { kind: 'fail', route: 'POST /groups/{id}/members/$ref', times: 2, status: 503 },
      { kind: 'throttle', route: 'DELETE /users/{id}', times: 2, retryAfterSeconds: 45 },
    ],
  },
} as const;

export type ScenarioName = keyof typeof FILES;
export const SCENARIOS = Object.keys(FILES) as ScenarioName[];

export const scenario = (name: ScenarioName): TenantFile => parseTenantFile(FILES[name]);
