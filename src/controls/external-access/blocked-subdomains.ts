import type { Control } from '../control';
import { LOCK } from '../values/compare-values';
import { federationAccess } from './external-access-defaults';

export const blockedSubdomains: Control = {
  ...federationAccess,
  id: 'F-3',
  title: 'Blocked domains take their sub-domains along',
  properties: ['BlockAllSubdomains'],
  compare: { BlockAllSubdomains: LOCK },
  whenAbsent: { BlockAllSubdomains: false },
  default: 'off',
  whenWrong: 'A sub-domain of a blocked domain is blocked too, or passes against what was meant.',
  can: 'look',
  toWrite: { graph: [], roles: [] },
  benchmarks: [],
  risk: 'None: Gastvrij does not change it; F-2 takes it into account.',
  judge: () => ({ kind: 'met' }),
};
