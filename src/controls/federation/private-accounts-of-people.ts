import type { Control } from '../control';
import { parametersOf } from '../teams/teams-access';
import { federationAccess } from './federation-access';

const isOff = ({ EnableTeamsConsumerAccess }: Record<string, unknown>): boolean =>
  EnableTeamsConsumerAccess === false;

export const privateAccountsOfPeople: Control = {
  ...federationAccess,
  id: 'F-6b',
  title: 'Private Teams accounts, for people without a policy of their own',
  document: 'externalAccessPolicy',
  properties: ['EnableTeamsConsumerAccess'],
  adminPage: 'Teams admin centre > Users > External access > Policies > Global',
  default: 'on',
  whenWrong: 'Private accounts are let in by the tenant, and people here still cannot reach them.',
  can: 'change',
  benchmarks: [
    { id: 'CIS 8.2.2', passes: isOff },
    { id: 'MS.TEAMS.2.3', passes: isOff },
  ],
  needsApproval: true,
  risk: 'People here can talk to private accounts, whom no organisation vouches for.',
  concerns: ({ allowConsumer }) => allowConsumer,
  judge: ({ EnableTeamsConsumerAccess }) =>
    EnableTeamsConsumerAccess === true
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { EnableTeamsConsumerAccess: true },
          reason: 'The Global policy keeps people from private accounts.',
        },
  inPowerShell: (to) => `Set-CsExternalAccessPolicy -Identity Global ${parametersOf(to)}`,
};
