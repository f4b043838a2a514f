import type { Control } from '../control';
import { byEntries } from '../values/compare-values';
import { READS_CROSS_TENANT_ACCESS } from './entra-permissions';

export const microsoftClouds: Control = {
  id: 'E-8',
  gate: 'Entra',
  title: 'Guests from other Microsoft clouds',
  options: ['guestAccess'],
  document: 'crossTenantAccess',
  properties: ['allowedCloudEndpoints'],
  compare: { allowedCloudEndpoints: byEntries },
  adminPage:
    'Entra admin centre > External Identities > Cross-tenant access settings > Microsoft cloud settings',
  default: 'off',
  whenWrong: 'An organisation in a national cloud cannot be invited, however right everything else is.',
  can: 'look',
  toRead: READS_CROSS_TENANT_ACCESS,
  toWrite: { graph: [], roles: [] },
  effectiveWithin: { documented: 6, longest: 6 },
  benchmarks: [],
  risk: 'None: Gastvrij does not change it.',
  judge: () => ({ kind: 'met' }),
};
