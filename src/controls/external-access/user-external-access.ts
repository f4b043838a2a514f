import { say } from '../../texts/say';
import type { Control } from '../control';
import { parametersOf } from '../teams/teams-defaults';
import type { Values } from '../values/value';
import { federationAccess } from './external-access-defaults';
import { CIS_LISTED_ONLY, CIS_NO_PRIVATE_ACCOUNTS, CIS_NO_WAY_IN } from './external-access-benchmarks';
import { onlyOutwards } from './consumer-accounts';

const [FEDERATION, OUT, INBOUND] = [
  'EnableFederationAccess',
  'EnableTeamsConsumerAccess',
  'EnableTeamsConsumerInbound',
] as const;

export const federationOfPeople: Control = {
  ...federationAccess,
  id: 'F-4',
  title: 'External access of people without a policy of their own',
  document: 'externalAccessPolicy',
  properties: [FEDERATION, OUT, INBOUND],
  whenAbsent: { [FEDERATION]: true, [OUT]: true, [INBOUND]: true },
  adminPage: 'Teams admin centre > Users > External access > Policies > Global',
  default: 'on, also towards private accounts',
  whenWrong: 'Some people cannot reach anybody outside, others can.',
  can: 'change',
  benchmarks: [CIS_LISTED_ONLY, CIS_NO_PRIVATE_ACCOUNTS, CIS_NO_WAY_IN],
  needsApproval: true,
  risk: 'Everybody without a policy of his own can reach whomever the settings of the tenant let in.',
  judge(values, { allowConsumer }) {
    const to: Values = {
      ...(values[FEDERATION] !== true && { [FEDERATION]: true }),
      ...(allowConsumer && onlyOutwards(values, OUT, INBOUND)),
    };
    if (Object.keys(to).length === 0) return { kind: 'met' };
    const reason = say(FEDERATION in to ? 'reason.policyNoExternal' : 'reason.policyNoPrivate');
    return { kind: 'change', to, reason };
  },
  readInPowerShell: 'Get-CsExternalAccessPolicy -Identity Global',
  inPowerShell: (to) => `Set-CsExternalAccessPolicy -Identity Global ${parametersOf(to)}`,
};
