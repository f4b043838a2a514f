import { teamsTypes, type TeamsType } from '../settings/teams-types';

/** Where each settings document is read and written: the beginning of its routes. */
const GRAPH_DOCUMENTS = {
  authorizationPolicy: /^\/policies\/authorizationPolicy/,
  collaborationDomains: /^\/policies\/b2bManagementPolicies/,
  crossTenantAccess: /^\/policies\/crossTenantAccessPolicy/,
  groupSettings: /^\/groupSettings/,
  sharePointSettings: /^\/admin\/sharepoint\/settings/,
  team: /^\/groups\/\{id\}\/settings/,
} as const;

/** A settings document of the tenant; those of Teams by the name of their type. */
export type LaggingDocument = keyof typeof GRAPH_DOCUMENTS | TeamsType;

export const LAGGING_DOCUMENTS = [
  ...Object.keys(GRAPH_DOCUMENTS),
  ...Object.keys(teamsTypes),
] as LaggingDocument[];

/** Which document a route reads or writes. */
export function documentAt(route: string): LaggingDocument | undefined {
  const type = /^\/Skype\.Policy\/configurations\/(\w+)/.exec(route)?.[1];
  if (type !== undefined) return type as TeamsType;
  const found = Object.entries(GRAPH_DOCUMENTS).find(([, pattern]) => pattern.test(route));
  return found?.[0] as LaggingDocument | undefined;
}
