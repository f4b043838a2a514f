import { literalOf, propertyOf, type Node } from './syntax';
import type { Deployed, Template } from './template';

/** What Gastvrij promises about its own infrastructure, beyond what any compiler knows. */
export const houseFaults = (template: Template, roles: Record<string, string>): string[] =>
  template.resources
    .filter(({ isExisting }) => !isExisting)
    .flatMap((resource) => [...fixedFaults(resource), ...grantFaults(resource, roles)]);

/** Properties that are not up for discussion, by the type they belong to. */
const FIXED: Readonly<Record<string, Record<string, string>>> = {
  'Microsoft.Storage/storageAccounts': {
    allowSharedKeyAccess: 'false',
    allowBlobPublicAccess: 'false',
    defaultToOAuthAuthentication: 'true',
    isLocalUserEnabled: 'false',
    minimumTlsVersion: "'TLS1_2'",
    supportsHttpsTrafficOnly: 'true',
  },
  'Microsoft.Storage/storageAccounts/blobServices/containers': { publicAccess: "'None'" },
  'Microsoft.KeyVault/vaults': { enableRbacAuthorization: 'true' },
  'Microsoft.Insights/components': { DisableLocalAuth: 'true' },
  'Microsoft.Web/sites': { httpsOnly: 'true' },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { allow: 'false' },
};

function fixedFaults({ name, of, body }: Deployed): string[] {
  const [type = ''] = of.split('@');
  const properties = propertyOf(body, 'properties');
  return Object.entries(FIXED[type] ?? {})
    .filter(([property, value]) => (properties && propertyOf(properties, property)?.text) !== value)
    .map(([property, value]) => `${name}: ${property} must be ${value}`);
}

/** A role is granted by its name in roles.json, to a managed identity, under a name that repeats itself. */
function grantFaults({ name, of, body }: Deployed, roles: Record<string, string>): string[] {
  if (!of.startsWith('Microsoft.Authorization/roleAssignments@')) return [];
  const properties = propertyOf(body, 'properties');
  const inside = (property: string): Node | undefined => properties && propertyOf(properties, property);
  const role = inside('roleDefinitionId')?.text ?? '';
  const named = /roles\.(\w+)\)$/.exec(role)?.[1];
  return [
    ...(propertyOf(body, 'name')?.text.startsWith('guid(')
      ? []
      : [`${name}: the name must be made by guid()`]),
    ...(propertyOf(body, 'scope') ? [] : [`${name}: a role needs a scope of its own`]),
    ...(literalOf(inside('principalType')) === 'ServicePrincipal' ? [] : [`${name}: who gets the role?`]),
    ...(/[0-9a-f]{8}-[0-9a-f]{4}/i.test(role) ? [`${name}: roles have names, in roles.json`] : []),
    ...(named !== undefined && roles[named] === undefined ? [`${name}: there is no role ${named}`] : []),
  ];
}
