import type { TenantState } from '../../../local/tenant/tenant-state';

const valuesOf = ({ switches, authorizationPolicy, sharePoint, teams }: TenantState) => ({
  invites: switches.allowInvitesFrom.stored,
  guestDomains: switches.collaborationDomains.stored as { allowed?: string[] },
  role: authorizationPolicy.guestUserRoleId,
  groupContent: switches.AllowGuestsToAccessGroups.stored,
  sharing: switches.sharingCapability.stored as string,
  sharePoint,
  tenant: teams.TenantFederationSettings,
  list: teams.TenantFederationSettings['AllowedDomains'] as object,
  people: teams.ExternalAccessPolicy,
});
type Rule = (values: ReturnType<typeof valuesOf>) => boolean;

const LIMITED = '10dae51f-b6af-4016-8d66-8c2a99b929b3';
const RESTRICTED = '2af84b1e-32c8-42b7-82bc-daa82404023b';

const fewInvite: Rule = ({ invites }) => invites === 'none' || invites === 'adminsAndGuestInviters';
const listedGuests: Rule = ({ guestDomains: { allowed = [] } }) => allowed.length > 0;
const limitedRole: Rule = ({ role }) => [LIMITED, RESTRICTED].includes(role);
const isOneOf =
  (...levels: string[]): Rule =>
  ({ sharing }) =>
    levels.includes(sharing);
const listedSharing: Rule = ({ sharePoint }) => sharePoint.sharingDomainRestrictionMode === 'allowList';
const listedTalk: Rule = ({ tenant, list }) =>
  tenant['AllowFederatedUsers'] === false || 'AllowedDomain' in list;
const noPrivate: Rule = ({ tenant }) => tenant['AllowTeamsConsumer'] === false;
const noWayIn: Rule = (values) => noPrivate(values) || values.tenant['AllowTeamsConsumerInbound'] === false;
const peopleOff =
  (name: string): Rule =>
  ({ people }) =>
    people[name] === false;
const either =
  (...rules: Rule[]): Rule =>
  (values) =>
    rules.some((rule) => rule(values));

/**
 * Each benchmark we know, held against what the tenant has stored. Written from the published texts, and not from the
 * app, which is held against this.
 */
const RULES: Readonly<Record<string, Rule>> = {
  'CIS 5.1.6.1': listedGuests,
  'CIS 5.1.6.2': limitedRole,
  'CIS 5.1.6.3': fewInvite,
  'CIS 7.2.3': isOneOf('disabled', 'existingExternalUserSharingOnly', 'externalUserSharingOnly'),
  'CIS 7.2.5': ({ sharePoint }) => !sharePoint.isResharingByExternalUsersEnabled,
  'CIS 7.2.6': listedSharing,
  'CIS 8.2.1': either(listedTalk, peopleOff('EnableFederationAccess')),
  'CIS 8.2.2': either(noPrivate, peopleOff('EnableTeamsConsumerAccess')),
  'CIS 8.2.3': either(
    noWayIn,
    peopleOff('EnableTeamsConsumerAccess'),
    peopleOff('EnableTeamsConsumerInbound'),
  ),
  'CIS 8.2.4': ({ tenant }) => tenant['ExternalAccessWithTrialTenants'] === 'Blocked',
  'EIDSCA.AP04': fewInvite,
  'EIDSCA.AP07': ({ role }) => role === RESTRICTED,
  'EIDSCA.ST09': ({ groupContent }) => groupContent === true,
  'MS.AAD.8.1': limitedRole,
  'MS.AAD.8.2': fewInvite,
  'MS.AAD.8.3': listedGuests,
  'MS.SHAREPOINT.1.1': isOneOf('disabled', 'existingExternalUserSharingOnly'),
  'MS.SHAREPOINT.1.3': either(listedSharing, isOneOf('disabled')),
  'MS.TEAMS.2.1': listedTalk,
  'MS.TEAMS.2.2': noWayIn,
  'MS.TEAMS.2.3': noPrivate,
};

export const BENCHMARKS = Object.keys(RULES);

/** The benchmarks a tenant passes, by what it has stored. */
export const passedBy = (state: TenantState): string[] =>
  BENCHMARKS.filter((id) => RULES[id]?.(valuesOf(state)));
