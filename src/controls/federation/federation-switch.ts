import type { Control } from '../control';
import { parametersOf } from '../teams/teams-access';
import { federationAccess, LOOK } from './federation-access';
import { isLimitedToListed } from './federation-state';

export const federationSwitch: Control = {
  ...federationAccess,
  id: 'F-1',
  title: 'External access',
  properties: ['AllowFederatedUsers'],
  default: 'on',
  whenWrong: 'Nobody can chat with or call anybody outside, whatever lists and policies say.',
  can: 'change',
  benchmarks: [
    { id: 'CIS 8.2.1', passes: isLimitedToListed },
    { id: 'MS.TEAMS.2.1', passes: isLimitedToListed },
  ],
  needsApproval: true,
  risk: 'People here can chat with and call people of the organisations the list of domains lets in.',
  judge: ({ AllowFederatedUsers }) =>
    AllowFederatedUsers === true
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { AllowFederatedUsers: true },
          reason: 'External access is off for everybody.',
        },
  lookInPowerShell: LOOK,
  inPowerShell: (to) => `Set-CsTenantFederationConfiguration ${parametersOf(to)}`,
};
