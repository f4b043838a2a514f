import { z } from 'zod';
import type { Control } from '../control';
import type { Value, Values } from '../value';

const target = z.object({
  accessType: z.string(),
  targets: z.array(z.object({ target: z.string() })),
});
const settingSchema = z.object({ usersAndGroups: target.nullish(), applications: target.nullish() });

const everything = (kind: 'AllUsers' | 'AllApplications'): Value => ({
  accessType: 'allowed',
  targets: [{ target: kind, targetType: kind === 'AllUsers' ? 'user' : 'application' }],
});
const OPEN: Value = { usersAndGroups: everything('AllUsers'), applications: everything('AllApplications') };

/** What Teams needs among the applications; any of them is enough. */
const TEAMS = ['AllApplications', 'Office365', 'AllMicrosoftApps'];

type Openness = 'open' | 'blocked' | 'limited';

/** What a setting lets in. Nothing set at all is the service default: open. */
function opennessOf(setting: Value | undefined): Openness {
  if (setting === null || setting === undefined) return 'open';
  const { usersAndGroups: people, applications: apps } = settingSchema.parse(setting);
  const names = (part: z.output<typeof target> | null | undefined): string[] =>
    part?.targets.map((one) => one.target) ?? [];
  if (people?.accessType === 'blocked' && names(people).includes('AllUsers')) return 'blocked';
  if (apps?.accessType === 'blocked' && names(apps).some((name) => TEAMS.includes(name))) return 'blocked';
  if (apps?.accessType === 'allowed' && !names(apps).some((name) => TEAMS.includes(name))) return 'blocked';
  const isForAll = people?.accessType !== 'allowed' || names(people).includes('AllUsers');
  const isForSome = people?.accessType === 'blocked' && names(people).length > 0;
  return isForAll && !isForSome ? 'open' : 'limited';
}

/** The partner's own entry where it says something, else the default. */
function effective(values: Values, property: string): Value | undefined {
  const entry = values[property];
  const own =
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? entry['b2bCollaborationInbound']
      : undefined;
  return own ?? values['default'];
}

export const crossTenantInbound: Control = {
  id: 'E-5',
  gate: 'Entra',
  title: 'Cross-tenant access, guests coming in',
  options: ['guestAccess'],
  document: 'crossTenantAccess',
  properties: ['default', 'partner'],
  adminPage: 'Entra admin centre > External Identities > Cross-tenant access settings > Inbound access',
  default: 'all people and applications of all organisations',
  whenWrong: 'An invitation says that it is blocked by cross-tenant access settings.',
  can: 'change',
  toRead: { graph: ['Policy.Read.All', 'CrossTenantInformation.ReadBasic.All'], roles: [] },
  toWrite: { graph: ['Policy.ReadWrite.CrossTenantAccess'], roles: [] },
  effectiveWithin: { documented: 6, patience: 6 },
  benchmarks: [],
  risk: 'All people of that one organisation can be guests here; the default for all others stays.',
  judge(values) {
    const partners = Object.keys(values).filter((name) => name.startsWith('partner:'));
    const standing = partners.map((name) => [name, opennessOf(effective(values, name))] as const);
    const blocked = standing.filter(([, openness]) => openness === 'blocked').map(([name]) => name);
    if (blocked.length > 0) {
      const to = Object.fromEntries(blocked.map((name) => [name, { b2bCollaborationInbound: OPEN }]));
      return { kind: 'change', to, reason: 'Our cross-tenant access settings keep this organisation out.' };
    }
    if (standing.some(([, openness]) => openness === 'limited')) {
      return {
        kind: 'mayDecide',
        reason: 'Cross-tenant access lets in only some people of this organisation; others are refused.',
        whoCan: 'A Security Administrator, in the inbound settings for that organisation.',
      };
    }
    return { kind: 'met' };
  },
  inPowerShell: (to) =>
    `Update-MgPolicyCrossTenantAccessPolicyPartner -CrossTenantAccessPolicyConfigurationPartnerTenantId ${Object.keys(to)[0]?.split(':')[1] ?? ''} -B2BCollaborationInbound @{ … all users, all applications }`,
};
