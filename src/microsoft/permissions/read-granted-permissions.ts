import type { Permissions } from '../../controls/control';
import { missingPermissionsOf, ROLE_TEMPLATES, type Granted } from '../../controls/permissions';
import { GRAPH_SCOPE } from '../graph/graph-client';
import { NoToken, orNoToken, Refused } from '../http/service-errors';
import { readClaims, type ClientContext } from '../http/client-context';
import { TEAMS_ADMIN_SCOPE } from '../teams-admin/teams-admin-client';

/** What our tokens say we may do. A grant of the last day may be missing from them; the services have the last word. */
export async function readGrants(clientContext: ClientContext): Promise<Granted> {
  const [graph, teams] = await Promise.all([
    readClaims(clientContext, GRAPH_SCOPE),
    readClaims(clientContext, TEAMS_ADMIN_SCOPE).catch((fault: unknown) => {
      if (!(fault instanceof Refused)) throw fault;
      return undefined;
    }),
  ]);
  const roles = teams?.wids.map((id) => ROLE_TEMPLATES[id]).filter((name) => name !== undefined) ?? [];
  return {
    graph: graph.roles,
    roles,
    ...(graph.oid && { as: graph.oid }),
    ...(teams === undefined && { isTeamsDark: true as const }),
  };
}

/** What a refusal that just came is about, by what our tokens hold now. */
export async function missingPermissionsNow(
  clientContext: ClientContext,
  needed: Permissions,
): Promise<Permissions> {
  const granted = await orNoToken(readGrants(clientContext));
  return granted instanceof NoToken ? needed : missingPermissionsOf(needed, granted);
}
