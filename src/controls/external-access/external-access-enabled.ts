import { say } from '../../texts/say';
import type { Control } from '../control';
import { parametersOf } from '../teams/teams-defaults';
import { federationAccess, LOOK } from './external-access-defaults';
import { CIS_LISTED_ONLY, CISA_LISTED_ONLY } from './external-access-benchmarks';

export const federationSwitch: Control = {
  ...federationAccess,
  id: 'F-1',
  title: 'External access',
  properties: ['AllowFederatedUsers'],
  whenAbsent: { AllowFederatedUsers: true },
  default: 'on',
  whenWrong: 'Nobody can chat with or call anybody outside, whatever lists and policies say.',
  can: 'change',
  benchmarks: [CIS_LISTED_ONLY, CISA_LISTED_ONLY],
  needsApproval: true,
  risk: 'People here can chat with and call people of the organisations the list of domains lets in.',
  judge: ({ AllowFederatedUsers }) =>
    AllowFederatedUsers === true
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { AllowFederatedUsers: true },
          reason: say('reason.federationOff'),
        },
  readInPowerShell: LOOK,
  inPowerShell: (to) => `Set-CsTenantFederationConfiguration ${parametersOf(to)}`,
};
