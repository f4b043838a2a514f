import type { Control } from '../control';
import { parametersOf } from '../teams/teams-access';
import { federationAccess } from './federation-access';

export const federationOfPeople: Control = {
  ...federationAccess,
  id: 'F-4',
  title: 'External access of people without a policy of their own',
  document: 'externalAccessPolicy',
  properties: ['EnableFederationAccess'],
  adminPage: 'Teams admin centre > Users > External access > Policies > Global',
  default: 'on',
  whenWrong: 'Some people cannot reach anybody outside, others can.',
  can: 'change',
  benchmarks: [],
  risk: 'Everybody without a policy of his own can reach the organisations the tenant lets in.',
  judge: ({ EnableFederationAccess }) =>
    EnableFederationAccess === true
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { EnableFederationAccess: true },
          reason: 'The Global policy keeps people from external access.',
        },
  inPowerShell: (to) => `Set-CsExternalAccessPolicy -Identity Global ${parametersOf(to)}`,
};
