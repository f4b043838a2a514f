import type { Control } from '../control';
import { inSentence, lets, lettingIn, ruleOf, type DomainRule } from '../domain-rule';
import { federationAccess, LOOK } from './federation-access';
import { isLimitedToListed } from './federation-state';

export const federatedDomains: Control = {
  ...federationAccess,
  id: 'F-2',
  title: 'Domains of external access',
  properties: ['domains'],
  default: 'all domains',
  whenWrong: 'Messages to the partner fail: "organizations are not set up to talk to each other".',
  can: 'change',
  benchmarks: [
    { id: 'CIS 8.2.1', passes: isLimitedToListed },
    { id: 'MS.TEAMS.2.1', passes: isLimitedToListed },
  ],
  needsApproval: true,
  risk: 'People of these domains can find, message and call people here.',
  judge(values, wish) {
    const rule = ruleOf(values['domains'] ?? { kind: 'allowNobody' });
    // While everything is off, a stored "all" hurts nobody; switched on it would: never all silently.
    if (values['AllowFederatedUsers'] !== true && (rule.kind === 'allowAll' || rule.kind === 'blockThese')) {
      return {
        kind: 'change',
        to: { domains: { kind: 'allowThese', domains: [...wish.domains] } },
        reason: 'External access comes on for the partner’s domains only, not for everybody.',
      };
    }
    const closed = wish.domains.filter(
      (domain) => !lets(rule, domain, values['BlockAllSubdomains'] === true),
    );
    if (closed.length > 0) {
      return {
        kind: 'change',
        to: { domains: lettingIn(rule, closed) },
        reason: `External access does not reach ${inSentence(closed)}.`,
      };
    }
    if (rule.kind === 'allowThese' || wish.profile === 'selfService') return { kind: 'met' };
    return { kind: 'met', advice: 'Keep a list of the domains you work with instead of letting in all.' };
  },
  lookInPowerShell: LOOK,
  inPowerShell: ({ domains }) => `Set-CsTenantFederationConfiguration ${parametersFor(ruleOf(domains))}`,
};

/** The list of allowed domains is taken as text; that of the blocked ones only as objects. */
function parametersFor(rule: DomainRule): string {
  switch (rule.kind) {
    case 'allowThese':
      return `-AllowedDomainsAsAList @(${rule.domains.map((name) => `"${name}"`).join(', ')})`;
    case 'blockThese': {
      const patterns = rule.domains.map((name) => `(New-CsEdgeDomainPattern -Domain "${name}")`);
      return `-AllowedDomains (New-CsEdgeAllowAllKnownDomains) -BlockedDomains @(${patterns.join(', ')})`;
    }
    case 'allowAll':
      return '-AllowedDomains (New-CsEdgeAllowAllKnownDomains) -BlockedDomains $null';
    case 'allowNobody':
      return '-AllowedDomains $null';
  }
}
