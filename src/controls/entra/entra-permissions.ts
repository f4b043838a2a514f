import type { Permissions } from '../control';

/** https://learn.microsoft.com/graph/api/authorizationpolicy-get */
export const READS_AUTHORIZATION_POLICY: Permissions = {
  graph: ['Policy.Read.All'],
  roles: [],
  instead: { 'Policy.Read.All': ['Policy.ReadWrite.Authorization'] },
};

/** https://learn.microsoft.com/graph/api/crosstenantaccesspolicy-get */
export const READS_CROSS_TENANT_ACCESS: Permissions = {
  graph: ['Policy.Read.All', 'CrossTenantInformation.ReadBasic.All'],
  roles: [],
  instead: { 'Policy.Read.All': ['Policy.ReadWrite.CrossTenantAccess'] },
};
