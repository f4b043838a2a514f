import { isDeepStrictEqual } from 'node:util';
import { crossTenantOf, type InboundSetting } from '../../../local/tenant/settings/cross-tenant-access';
import type { TenantState } from '../../../local/tenant/tenant-state';
import type { DesiredSettings } from '../../../src/controls/control';
import { ADATUM, DOMAINS, FABRIKAM, ORGANISATIONS } from './any-tenant';

/** How far each door stands open, by its name: `F-2 fabrikam.example`. The higher the wider. */
export type BlockingSettings = Record<string, number>;

const INVITERS = ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'];
const SHARING = [
  'disabled',
  'existingExternalUserSharingOnly',
  'externalUserSharingOnly',
  'externalUserAndGuestSharing',
];
const SCREENS = ['Disabled', 'SingleApplication', 'EntireScreen'];

const has = (names: readonly string[], domain: string): boolean =>
  names.some((name) => name.toLowerCase() === domain);
const forEach = <T extends string>(
  keys: readonly T[],
  name: (key: T) => string,
  open: (key: T) => unknown,
): BlockingSettings => Object.fromEntries(keys.map((key) => [name(key), Number(open(key))]));

/**
 * The doors of a tenant as it stores them, told from what Microsoft documents and not from the app’s own judgement: what
 * the app does is held against this.
 */
export function blockingSettingsOf({ switches, groups, teams }: TenantState): BlockingSettings {
  const { allowed = [], blocked = [] } = switches.collaborationDomains.stored as Record<string, string[]>;
  const { default: standard, partners } = crossTenantOf(switches.crossTenantAccess.stored);
  const of = (tenantId: string): InboundSetting => partners[tenantId] ?? standard;
  const team = groups.at(-1);
  const meeting = teams.TeamsGuestMeetingConfiguration;
  const federation = teams.TenantFederationSettings;
  const people = teams.ExternalAccessPolicy;

  return {
    'E-1': INVITERS.indexOf(switches.allowInvitesFrom.stored as string),
    ...forEach(
      DOMAINS,
      (domain) => `E-3 ${domain}`,
      (domain) => (allowed.length > 0 ? has(allowed, domain) : !has(blocked, domain)),
    ),
    ...forEach(
      [FABRIKAM, ADATUM],
      (id) => `E-5 people of ${id}`,
      (id) => peopleIn(of(id)),
    ),
    ...forEach(
      [FABRIKAM, ADATUM],
      (id) => `E-5 Teams for ${id}`,
      (id) => reaches(of(id), WITH_TEAMS),
    ),
    ...forEach(
      [FABRIKAM, ADATUM],
      (id) => `E-5 others for ${id}`,
      (id) => reaches(of(id), WITH_PAYROLL),
    ),
    'T-1': Number(switches.AllowGuestUser.stored),
    'G-1': Number(switches.AllowGuestsToAccessGroups.stored),
    'G-2': Number(switches.AllowToAddGuests.stored),
    'G-3': Number(team?.allowToAddGuests ?? true),
    'S-1': SHARING.indexOf(switches.sharingCapability.stored as string),
    'T-2': Number(teams.TeamsGuestCallingConfiguration['AllowPrivateCalling']),
    'T-3 screens': SCREENS.indexOf(meeting['ScreenSharingMode'] as string),
    ...forEach(
      ['AllowIPVideo', 'AllowMeetNow'],
      (name) => `T-3 ${name}`,
      (name) => meeting[name],
    ),
    ...forEach(
      MESSAGING,
      (name) => `T-4 ${name}`,
      (name) => teams.TeamsGuestMessagingConfiguration[name],
    ),
    ...forEach(
      DOMAINS,
      (domain) => `F-2 ${domain}`,
      (domain) => federation['AllowFederatedUsers'] === true && letsTalk(federation, domain),
    ),
    'F-4': Number(people['EnableFederationAccess']),
    'F-4 out': Number(people['EnableTeamsConsumerAccess']),
    'F-4 in': Number(people['EnableTeamsConsumerAccess'] === true && people['EnableTeamsConsumerInbound']),
    'F-6 out': Number(federation['AllowTeamsConsumer']),
    'F-6 in': Number(federation['AllowTeamsConsumer'] === true && federation['AllowTeamsConsumerInbound']),
  };
}

/** How far a wish wants each door open; a door it says nothing about may stay as it is. */
export function wanted(desired: DesiredSettings, before: BlockingSettings): BlockingSettings {
  const level = desired.profile === 'gated' ? 1 : 2;
  const guests: BlockingSettings = {
    'E-1': level,
    ...forEach(
      desired.domains,
      (domain) => `E-3 ${domain}`,
      () => true,
    ),
    ...Object.fromEntries(
      ORGANISATIONS.filter(({ domain }) => desired.domains.includes(domain)).flatMap(({ tenantId: id }) => [
        // Some people may be enough, and who they are is not ours to say.
        [`E-5 people of ${id}`, before[`E-5 people of ${id}`] === 0 ? 2 : 0],
        [`E-5 Teams for ${id}`, 1],
      ]),
    ),
    'T-1': 1,
    'G-1': 1,
    'G-2': 1,
    ...(desired.teamId !== undefined && { 'G-3': 1 }),
    'S-1': level,
    ...(desired.guestCalling === 'on' && { 'T-2': 1 }),
    ...(desired.guestMeeting === 'on' && { 'T-3 screens': 2, 'T-3 AllowIPVideo': 1, 'T-3 AllowMeetNow': 1 }),
    ...(desired.guestMessaging === 'on' &&
      forEach(
        MESSAGING,
        (name) => `T-4 ${name}`,
        () => true,
      )),
  };
  const talk: BlockingSettings = {
    ...forEach(
      desired.domains,
      (domain) => `F-2 ${domain}`,
      () => true,
    ),
    'F-4': 1,
    ...(desired.allowConsumer && { 'F-4 out': 1, 'F-6 out': 1 }),
  };
  return {
    ...(desired.options.includes('guestAccess') && guests),
    ...(desired.options.includes('externalAccess') && talk),
  };
}

const MESSAGING = [
  'AllowUserChat',
  'AllowUserEditMessage',
  'AllowUserDeleteMessage',
  'AllowUserDeleteChat',
  'AllowGiphy',
  'AllowMemes',
  'AllowStickers',
  'AllowImmersiveReader',
];
const WITH_TEAMS = ['AllApplications', 'Office365', 'AllMicrosoftApps'];
const WITH_PAYROLL = ['AllApplications', 'payroll'];

/** 0 nobody, 1 some, 2 everybody. */
function peopleIn({ usersAndGroups: { accessType, targets } }: InboundSetting): number {
  const isAboutAll = targets.some(({ target }) => target === 'AllUsers');
  if (!isAboutAll) return 1;
  return accessType === 'allowed' ? 2 : 0;
}

const reaches = ({ applications: { accessType, targets } }: InboundSetting, names: string[]): boolean =>
  targets.some(({ target }) => names.includes(target)) === (accessType === 'allowed');

type Federation = TenantState['teams']['TenantFederationSettings'];
const namesIn = (value: unknown): string[] => (value as { Domain: string }[]).map(({ Domain }) => Domain);

function letsTalk(
  { AllowedDomains, BlockedDomains, BlockAllSubdomains }: Federation,
  domain: string,
): boolean {
  const list = (AllowedDomains as { AllowedDomain?: unknown }).AllowedDomain;
  if (list !== undefined) return has(namesIn(list), domain);
  const blocked = namesIn(BlockedDomains);
  const isBelow = blocked.some((name) => domain.endsWith(`.${name.toLowerCase()}`));
  return !has(blocked, domain) && !(BlockAllSubdomains === true && isBelow);
}

/**
 * Whether external access with a domain comes on although nobody asked for that: an allow list names it already, be it
 * in force or not; or it was blocked for nothing but being below one of the domains let in.
 */
export function comesAlong({ teams }: TenantState, domains: readonly string[], domain: string): boolean {
  const federation = teams.TenantFederationSettings;
  const { AllowedDomain: list } = federation['AllowedDomains'] as { AllowedDomain?: unknown };
  if (list !== undefined) return has(namesIn(list), domain);
  const left = namesIn(federation['BlockedDomains']).filter((name) => !has(domains, name.toLowerCase()));
  const BlockedDomains = left.map((Domain) => ({ Domain }));
  return federation['AllowFederatedUsers'] === true && letsTalk({ ...federation, BlockedDomains }, domain);
}

/** Everything a tenant has stored, without the history of it: two of these are equal where nothing differs. */
export function storedIn({ switches, directoryAudits: _, ...state }: TenantState): Record<string, unknown> {
  const now = Object.entries(switches).map(([name, { stored }]) => [name, stored]);
  return structuredClone({ ...state, switches: Object.fromEntries(now) as Record<string, unknown> });
}

/** Where two states differ: `switches.allowInvitesFrom`, `teams.TenantFederationSettings.AllowFederatedUsers`. */
export function differences(before: unknown, after: unknown, path = ''): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord(before) || !isRecord(after)) return [path];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differences(before[name], after[name], path === '' ? name : `${path}.${name}`),
  );
}
