import type { Wish } from '../controls/control';
import { inWords } from '../controls/value';
import { noticesOf } from './domain-notices';
import type { Plan } from './plan';

/**
 * The plan with what is to be known of the domains it lets in. A change that brings in one of them is for a second
 * person to agree to, whatever the control says by itself.
 */
export function withDomainNotices(plan: Plan, wish: Pick<Wish, 'domains' | 'guestDomain'>): Plan {
  const domains = new Set([...wish.domains, ...(wish.guestDomain === undefined ? [] : [wish.guestDomain])]);
  const domainNotices = [...domains].flatMap(noticesOf);
  if (domainNotices.length === 0) return plan;
  const named = plan.changes.filter(({ before, after }) =>
    domainNotices.some(({ domain }) => inWords(after).includes(domain) && !inWords(before).includes(domain)),
  );
  const needsApproval = [...new Set([...plan.needsApproval, ...named.map(({ control }) => control)])];
  return { ...plan, needsApproval, domainNotices };
}
