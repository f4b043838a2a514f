import { say } from '../../texts/say';
import type { Control } from '../control';
import { letsIn, ruleOf } from '../values/domain-rule';
import { byDomains } from '../values/compare-values';
import type { Values } from '../values/value';
import { sharePointAccess } from './sharepoint-defaults';

const isAllowList = ({ sharingDomains: rule }: Values): boolean =>
  ['allowThese', 'allowNobody'].includes(ruleOf(rule).kind);

/** CISA MS.SHAREPOINT.1.3; where nothing is shared outside, there is nothing to approve. */
export const isForApprovedDomains = (values: Values): boolean =>
  values['sharingCapability'] === 'disabled' || isAllowList(values);

export const sharingDomains: Control = {
  ...sharePointAccess,
  id: 'S-4',
  title: 'Domains files may be shared with',
  document: 'sharePointSettings',
  properties: ['sharingDomains'],
  compare: { sharingDomains: byDomains },
  adminPage: 'SharePoint admin centre > Policies > Sharing > Limit external sharing by domain',
  default: 'any domain',
  whenWrong:
    'Sharing a file or folder with the domain is refused. Members of a team reach its files all the same.',
  can: 'look',
  toWrite: { graph: [], roles: [] },
  benchmarks: [
    { id: 'CIS 7.2.6', passes: isAllowList },
    { id: 'MS.SHAREPOINT.1.3', passes: isForApprovedDomains },
  ],
  risk: 'None: Gastvrij does not change it.',
  judge({ sharingDomains: value }, { domains }) {
    const rule = ruleOf(value);
    const isLetIn = letsIn(rule);
    const closed = domains.filter((domain) => !isLetIn(domain));
    if (closed.length === 0) return { kind: 'met' };
    return {
      kind: 'met',
      advice: say('keep.filesNotShared', { domains: closed }),
    };
  },
};
