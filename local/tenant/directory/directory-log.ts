import { randomUUID } from 'node:crypto';
import type { LoggedRequest } from '../request-log';
import type { TenantState } from '../tenant-state';

interface Activity {
  category: string;
  name: string;
  target: string;
}

const PARTNERS = '/policies/crossTenantAccessPolicy/partners';
const DOMAINS = '/policies/b2bManagementPolicies';
const partner = (name: string): Activity => ({
  category: 'CrossTenantAccessSettings',
  name,
  target: 'CrossTenantAccessPolicy',
});
const group = (name: string): Activity => ({ category: 'GroupManagement', name, target: 'Group.Unified' });
const policy = (name: string): Activity => ({ category: 'Policy', name, target: 'B2BManagementPolicy' });

/** Which writes the directory logs, and as what. The services of Teams and SharePoint keep logs of their own. */
const ACTIVITIES: Readonly<Record<string, Activity>> = {
  'PATCH /policies/authorizationPolicy': {
    category: 'AuthorizationPolicy',
    name: 'Update authorization policy',
    target: 'Authorization Policy',
  },
  [`POST ${DOMAINS}`]: policy('Add policy'),
  [`PATCH ${DOMAINS}/{id}`]: policy('Update policy'),
  [`POST ${PARTNERS}`]: partner('Add a partner to cross-tenant access setting'),
  [`PATCH ${PARTNERS}/{id}`]: partner('Update a partner cross-tenant access setting'),
  [`DELETE ${PARTNERS}/{id}`]: partner('Delete partner specific cross-tenant access setting'),
  'POST /groupSettings': group('Create group settings'),
  'PATCH /groupSettings/{id}': group('Update group settings'),
  'DELETE /groupSettings/{id}': group('Delete group settings'),
};

/** Notes what a call changed, as done by the application that made it. */
export function logCall(state: TenantState, { method, route, status, body, time }: LoggedRequest): void {
  if (status >= 300) return;
  const properties = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  logChange(state, `${method} ${route}`, { app: 'Gastvrij', at: time, properties });
}

/** Notes a write as done by somebody; nothing where the directory does not log it. Properties in the words of Graph. */
export function logChange(
  state: TenantState,
  write: string,
  by: { person?: string; app?: string; at: string; properties: readonly string[] },
): void {
  const activity = ACTIVITIES[write];
  if (activity === undefined) return;
  const { person, app, at, properties } = by;
  state.directoryAudits.push({
    id: `Directory_${randomUUID()}`,
    category: activity.category,
    activityDisplayName: activity.name,
    activityDateTime: at,
    loggedByService: 'Core Directory',
    result: 'success',
    initiatedBy: {
      user: person === undefined ? null : { id: randomUUID(), displayName: null, userPrincipalName: person },
      app: app === undefined ? null : { displayName: app, servicePrincipalId: randomUUID() },
    },
    targetResources: [
      {
        displayName: activity.target,
        type: 'Policy',
        // The log begins the names of properties with a capital.
        modifiedProperties: properties.map((name) => ({
          displayName: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
          oldValue: null,
          newValue: null,
        })),
      },
    ],
  });
}
