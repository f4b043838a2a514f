import type { Control } from '../control';
import type { Values } from '../value';
import { parametersOf } from '../teams/teams-access';
import { federationAccess, LOOK } from './federation-access';

export const privateAccounts: Control = {
  ...federationAccess,
  id: 'F-6',
  title: 'People with private Teams accounts',
  properties: ['AllowTeamsConsumer', 'AllowTeamsConsumerInbound'],
  default: 'on, in both directions',
  whenWrong: 'On, private accounts can find and message people here. Off, nobody reaches private accounts.',
  can: 'change',
  benchmarks: [
    { id: 'CIS 8.2.2', passes: ({ AllowTeamsConsumer }) => AllowTeamsConsumer === false },
    { id: 'MS.TEAMS.2.3', passes: ({ AllowTeamsConsumer }) => AllowTeamsConsumer === false },
    { id: 'CIS 8.2.3', passes: isClosedInbound },
    { id: 'MS.TEAMS.2.2', passes: isClosedInbound },
  ],
  needsApproval: true,
  risk: 'People here can talk to private accounts, whom no organisation vouches for.',
  judge({ AllowTeamsConsumer: isOn, AllowTeamsConsumerInbound: isInbound }, { allowConsumer }) {
    if (allowConsumer && isOn !== true) {
      // The way in stays as it is: switching the way out on does not ask for it, and it would come on with it.
      const to: Values = { AllowTeamsConsumer: true };
      if (isInbound === true) to['AllowTeamsConsumerInbound'] = false;
      return {
        kind: 'change',
        to,
        reason: 'The request asks for private accounts; people here begin the conversation.',
      };
    }
    if (!allowConsumer && isOn === true)
      return { kind: 'met', advice: 'Private accounts can be reached: switch that off unless you need it.' };
    return { kind: 'met' };
  },
  lookInPowerShell: LOOK,
  inPowerShell: (to) => `Set-CsTenantFederationConfiguration ${parametersOf(to)}`,
};

function isClosedInbound({
  AllowTeamsConsumer,
  AllowTeamsConsumerInbound,
}: Record<string, unknown>): boolean {
  return AllowTeamsConsumer === false || AllowTeamsConsumerInbound === false;
}
