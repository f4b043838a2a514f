import type { Permissions } from '../../../src/controls/control';
import { isMissingNothing, missingOf } from '../../../src/controls/permissions';
import { permissionsOf } from '../../../src/microsoft/permissions/permission-sets';

/** All that an installation for both options holds. */
export const ALL = permissionsOf('both');

export const without = (name: string, { graph, roles }: Permissions = ALL): Permissions => ({
  graph: graph.filter((one) => one !== name),
  roles: roles.filter((one) => one !== name),
});

/** As a tenant's file has it. */
export const appOf = ({ graph, roles }: Permissions) => ({
  app: { graphRoles: graph, directoryRoles: roles },
});

/** Microsoft's permissions and roles that a text names. */
export const namesIn = (text: string): string[] =>
  text.match(
    /[A-Z]\w+\.(?:Read|Invite|Create|Delete)\w*(?:\.\w+)*|Teams (?:Administrator|Reader)|Global (?:Administrator|Reader)/g,
  ) ?? [];

/** Whether all that a text names is this permission, or a part of it. */
export function isAbout(name: string, text: string): boolean {
  const named = namesIn(text);
  // Each of the two reads the policy it writes.
  const instead = {
    'Policy.Read.All': ['Policy.ReadWrite.Authorization', 'Policy.ReadWrite.CrossTenantAccess'],
  };
  const as = (one: string): Permissions =>
    one.includes('.') ? { graph: [one], roles: [], instead } : { graph: [], roles: [one] };
  return named.length > 0 && isMissingNothing(missingOf(named.map(as), as(name)));
}
