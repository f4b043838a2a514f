import type { DesiredSettings } from '../../controls/control';
import { inWords } from '../../controls/values/value';
import { noticesOf } from '../partner/domain-notices';
import type { Plan } from './plan';

/**
 * The plan with what is to be known of the domains it lets in. A change that brings in one of them is for a second
 * person to agree to, whatever the control says by itself.
 */
export function withDomainNotices(
  plan: Plan,
  desired: Pick<DesiredSettings, 'domains' | 'guestDomain'>,
): Plan {
  const domains = new Set([
    ...desired.domains,
    ...(desired.guestDomain === undefined ? [] : [desired.guestDomain]),
  ]);
  const domainNotices = [...domains].flatMap(noticesOf);
  if (domainNotices.length === 0) return plan;
  const named = plan.changes.filter(({ before, after }) =>
    domainNotices.some(({ domain }) => inWords(after).includes(domain) && !inWords(before).includes(domain)),
  );
  const needsApproval = [...new Set([...plan.needsApproval, ...named.map(({ control }) => control)])];
  return { ...plan, needsApproval, domainNotices };
}
