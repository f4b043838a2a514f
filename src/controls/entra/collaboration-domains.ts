import { say } from '../../texts/say';
import type { Control } from '../control';
import { letsIn, lettingIn, ruleOf } from '../values/domain-rule';
import { byDomains } from '../values/compare-values';
import type { Values } from '../values/value';

const isAllowList = ({ domains }: Values): boolean => ruleOf(domains).kind === 'allowThese';

export const collaborationDomains: Control = {
  id: 'E-3',
  gate: 'Entra',
  title: 'Domains guests may come from',
  options: ['guestAccess'],
  document: 'collaborationDomains',
  properties: ['domains'],
  compare: { domains: byDomains },
  adminPage:
    'Entra admin centre > External Identities > External collaboration settings > Collaboration restrictions',
  default: 'any domain',
  whenWrong: 'An invitation says that the domain is blocked; guests who are in already are not affected.',
  can: 'change',
  toRead: { graph: ['Policy.Read.B2BManagementPolicy'], roles: [] },
  toWrite: { graph: ['Policy.ReadWrite.B2BManagementPolicy'], roles: [] },
  effectiveWithin: { documented: 1, longest: 2 },
  benchmarks: [
    { id: 'CIS 5.1.6.1', passes: isAllowList },
    { id: 'MS.AAD.8.3', passes: isAllowList },
  ],
  needsApproval: true,
  risk: 'People of these domains can be invited as guests.',
  remains: say('remains.guestsOfDomains'),
  judge({ domains }, desired) {
    const rule = ruleOf(domains);
    const { guestDomain } = desired;
    const isLetIn = letsIn(rule);
    const closed = desired.domains.filter((domain) => !isLetIn(domain));
    if (guestDomain !== undefined && !desired.domains.includes(guestDomain) && !isLetIn(guestDomain)) {
      return {
        kind: 'closed',
        reason: say('reason.guestElsewhere', { domain: guestDomain }),
        whoCan: say('who.nameDomain'),
      };
    }
    if (closed.length === 0) {
      if (rule.kind === 'allowThese' || desired.profile === 'selfService') return { kind: 'met' };
      return { kind: 'met', advice: say('keep.inviteDomains') };
    }
    return {
      kind: 'change',
      to: { domains: lettingIn(rule, closed) },
      reason: say('reason.invitationsRefused', { domains: closed }),
    };
  },
};
