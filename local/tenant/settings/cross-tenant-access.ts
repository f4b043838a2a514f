import { z } from 'zod';
import type { SwitchValue } from './setting-value';

const part = z.strictObject({
  accessType: z.enum(['allowed', 'blocked']),
  targets: z
    .array(z.strictObject({ target: z.string(), targetType: z.enum(['user', 'group', 'application']) }))
    .min(1),
});

/** https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyb2bsetting */
export const inboundSetting = z.strictObject({ usersAndGroups: part, applications: part });
export type InboundSetting = z.output<typeof inboundSetting>;

/** Service default: everybody. */
export const OPEN_TO_ALL: InboundSetting = {
  usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'allowed',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};

/** The policy as one value: it becomes effective as a whole. */
export interface CrossTenantAccess {
  default: InboundSetting;
  /** By tenant id; null inside means "as the default". */
  partners: Record<string, InboundSetting | null>;
}

export const crossTenantOf = (value: SwitchValue): CrossTenantAccess => value as unknown as CrossTenantAccess;
export const asSwitchValue = (value: CrossTenantAccess): SwitchValue => value as unknown as SwitchValue;

/** Whether people of an organisation may be invited. */
export function letsOrganisationIn(
  { default: standard, partners }: CrossTenantAccess,
  tenantId: string,
): boolean {
  const { usersAndGroups, applications } = partners[tenantId] ?? standard;
  const everybody = usersAndGroups.targets.some(({ target }) => target === 'AllUsers');
  const teams = applications.targets.some(({ target }) =>
    ['AllApplications', 'Office365', 'AllMicrosoftApps'].includes(target),
  );
  // Single people and groups are not simulated: a list of them is a list without our guest.
  if (usersAndGroups.accessType === 'allowed' ? !everybody : everybody) return false;
  return applications.accessType === 'allowed' ? teams : !teams;
}
