import type { Control } from '../control';
import { inOrder, say } from '../../texts/say';
import { allowing, letsIn, lettingIn, ruleOf } from '../values/domain-rule';
import { listChangeOf, type ListChange } from '../values/list-change';
import { byDomains } from '../values/compare-values';
import { federationAccess, LOOK } from './external-access-defaults';
import { CIS_LISTED_ONLY, CISA_LISTED_ONLY } from './external-access-benchmarks';

export const federatedDomains: Control = {
  ...federationAccess,
  id: 'F-2',
  title: 'Domains of external access',
  properties: ['domains'],
  compare: { domains: byDomains },
  default: 'all domains',
  whenWrong: 'Messages to the partner fail: "organizations are not set up to talk to each other".',
  can: 'change',
  benchmarks: [CIS_LISTED_ONLY, CISA_LISTED_ONLY],
  needsApproval: true,
  risk: 'People of these domains can find, message and call people here.',
  judge(values, desired) {
    if (values['domains'] === undefined) {
      return {
        kind: 'mayDecide',
        reason: say('reason.mustLetIn', { domains: desired.domains }),
        whoCan: say('who.addToList'),
      };
    }
    const rule = ruleOf(values['domains']);
    const takesAlong = values['BlockAllSubdomains'] === true;
    // While everything is off, a stored "all" hurts nobody; switched on it would: never all silently.
    if (values['AllowFederatedUsers'] !== true && (rule.kind === 'allowAll' || rule.kind === 'blockThese')) {
      return {
        kind: 'change',
        to: { domains: allowing(desired.domains) },
        reason: say('reason.onlyPartners'),
      };
    }
    const isLetIn = letsIn(rule, takesAlong);
    const closed = desired.domains.filter((domain) => !isLetIn(domain));
    const opened = lettingIn(rule, closed);
    const isLetInThen = letsIn(opened, takesAlong);
    const below = closed.filter((domain) => !isLetInThen(domain));
    if (below.length > 0) {
      return {
        kind: 'closed',
        reason: say('reason.belowBlocked', { domains: below }),
        whoCan: say('who.nameBlocked'),
      };
    }
    if (closed.length > 0) {
      const reason = say('reason.notReached', { domains: closed });
      const along = takesAlong ? say('reason.subdomainsToo') : undefined;
      return { kind: 'change', to: { domains: opened }, reason: inOrder(reason, along) };
    }
    if (rule.kind === 'allowThese' || desired.profile === 'selfService') return { kind: 'met' };
    return { kind: 'met', advice: say('keep.listOfDomains') };
  },
  readInPowerShell: LOOK,
  inPowerShell({ domains }, { domains: before } = {}) {
    if (domains === undefined) return LOOK;
    const change = ruleOf(domains).kind === 'allowThese' ? listChangeOf(before, domains) : undefined;
    if (change) return differenceInPowerShell(change);
    const rule = ruleOf(domains);
    const names = 'domains' in rule ? rule.domains.map((name) => `"${name}"`).join(', ') : '';
    const list = `([Collections.Generic.List[String]]@(${names}))`;
    const set = 'Set-CsTenantFederationConfiguration';
    switch (rule.kind) {
      case 'allowThese':
        return `${set} -AllowedDomainsAsAList ${list}`;
      case 'blockThese':
        return `${set} -AllowedDomains (New-CsEdgeAllowAllKnownDomains) -BlockedDomains ${list}`;
      case 'allowAll':
        return `${set} -AllowedDomains (New-CsEdgeAllowAllKnownDomains) -BlockedDomains $null`;
      case 'allowNobody':
        return `${set} -AllowedDomains $null`;
    }
  },
};

/** A long list is not typed anew: what somebody added to it in between would be lost. */
function differenceInPowerShell({ added, removed }: ListChange): string {
  const named = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  return [added.length > 0 ? `Add=${named(added)}` : '', removed.length > 0 ? `Remove=${named(removed)}` : '']
    .filter((part) => part !== '')
    .map((part) => `Set-CsTenantFederationConfiguration -AllowedDomainsAsAList @{${part}}`)
    .join('; ');
}
