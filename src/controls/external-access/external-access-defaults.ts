import type { Control } from '../control';

/** While nobody has looked at the list, a new one could shut out everybody else, and the switch let everybody in. */
export const LOOK =
  'Get-CsTenantFederationConfiguration | Select-Object AllowFederatedUsers, AllowedDomains, BlockedDomains, AllowTeamsConsumer';

/** What the switches of external access have in common. */
export const federationAccess: Pick<
  Control,
  'gate' | 'options' | 'document' | 'adminPage' | 'toRead' | 'toWrite' | 'effectiveWithin'
> = {
  gate: 'Federation',
  options: ['externalAccess'],
  document: 'federation',
  adminPage: 'Teams admin centre > Users > External access > Organization settings',
  toRead: { graph: [], roles: ['Teams Reader'] },
  toWrite: { graph: [], roles: ['Teams Administrator'] },
  effectiveWithin: { documented: 24, longest: 24 },
};
