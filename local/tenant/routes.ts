import type { Roster } from './directory/roster';
import { authorizationPolicy } from './services/entra/authorization-policy';
import { collaborationDomains } from './services/entra/collaboration-domains';
import { configurationManagement } from './services/configuration-management';
import { crossTenantAccess } from './services/entra/cross-tenant-access';
import { directoryAudits } from './services/entra/directory-audits';
import { groupSettings } from './services/teams/group-settings';
import { groups } from './services/teams/groups';
import { invitations } from './services/entra/invitations';
import { organization } from './services/entra/organization';
import type { Endpoint, Tenant } from './services/service';
import { sharePointSettings } from './services/sharepoint-settings';
import { subscriptions } from './services/teams/subscriptions';
import { teamCreation } from './services/teams/team-creation';
import { teamSettings } from './services/teams/team-settings';
import { teamsAdmin } from './services/teams/teams-admin';
import { users } from './services/entra/users';

/** Everything that is simulated: to know it, read this file. */
export const graphEndpoints = (tenant: Tenant, roster: Roster): Endpoint[] => [
  ...organization(tenant),
  ...authorizationPolicy(tenant),
  ...collaborationDomains(tenant),
  ...crossTenantAccess(tenant),
  ...groupSettings(tenant),
  ...teamSettings(tenant),
  ...sharePointSettings(tenant),
  ...invitations(tenant),
  ...users(tenant),
  ...groups(tenant, roster),
  ...teamCreation(tenant),
  ...subscriptions(tenant),
  ...configurationManagement(tenant),
  ...directoryAudits(tenant),
];

export const teamsAdminEndpoints = teamsAdmin;

/** The endpoint for a path, and the ids in it. */
export function findEndpoint(
  endpoints: readonly Endpoint[],
  method: string,
  path: string,
  version = 'v1.0',
): { endpoint: Endpoint; ids: string[] } | undefined {
  for (const endpoint of endpoints) {
    if (endpoint.method !== method || (endpoint.version ?? 'v1.0') !== version) continue;
    const pattern = endpoint.route.replace(/[.$()]/g, '\\$&').replaceAll('{id}', '([^/]+)');
    const found = new RegExp(`^${pattern}$`, 'i').exec(path);
    if (found) return { endpoint, ids: found.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}
