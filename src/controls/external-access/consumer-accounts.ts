import { say } from '../../texts/say';
import type { Control } from '../control';
import { parametersOf } from '../teams/teams-defaults';
import type { Values } from '../values/value';
import { federationAccess, LOOK } from './external-access-defaults';
import {
  CIS_NO_PRIVATE_ACCOUNTS,
  CIS_NO_WAY_IN,
  CISA_NO_PRIVATE_ACCOUNTS,
  CISA_NO_WAY_IN,
} from './external-access-benchmarks';

/**
 * Opens the way out to private accounts where it is closed. The way in comes on with it where it was left on, and
 * nobody asked for that.
 */
export function onlyOutwards(values: Values, out: string, inbound: string): Values {
  if (values[out] === true) return {};
  return { [out]: true, ...(values[inbound] === true && { [inbound]: false }) };
}

export const privateAccounts: Control = {
  ...federationAccess,
  id: 'F-6',
  title: 'People with private Teams accounts',
  properties: ['AllowTeamsConsumer', 'AllowTeamsConsumerInbound'],
  whenAbsent: { AllowTeamsConsumer: true, AllowTeamsConsumerInbound: true },
  default: 'on, in both directions',
  whenWrong: 'On, private accounts can find and message people here. Off, nobody reaches private accounts.',
  can: 'change',
  benchmarks: [CIS_NO_PRIVATE_ACCOUNTS, CISA_NO_PRIVATE_ACCOUNTS, CIS_NO_WAY_IN, CISA_NO_WAY_IN],
  needsApproval: true,
  risk: 'People here can talk to private accounts, whom no organisation vouches for.',
  judge(values, { allowConsumer }) {
    const isOn = values['AllowTeamsConsumer'] === true;
    if (allowConsumer && !isOn) {
      return {
        kind: 'change',
        to: onlyOutwards(values, 'AllowTeamsConsumer', 'AllowTeamsConsumerInbound'),
        reason: say('reason.privateAccounts'),
      };
    }
    if (!allowConsumer && isOn) return { kind: 'met', advice: say('keep.noPrivateAccounts') };
    return { kind: 'met' };
  },
  readInPowerShell: LOOK,
  inPowerShell: (to) => `Set-CsTenantFederationConfiguration ${parametersOf(to)}`,
};
