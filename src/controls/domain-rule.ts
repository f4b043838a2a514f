import { z } from 'zod';
import type { Value } from './value';

/**
 * Which domains a list of domains lets in. "All", "these", "all but these" and "nobody" are four different values:
 * an empty list never passes for everyone. Names of domains are kept as they were stored.
 */
export type DomainRule =
  | { kind: 'allowAll' }
  | { kind: 'allowThese'; domains: string[] }
  | { kind: 'blockThese'; domains: string[] }
  | { kind: 'allowNobody' };

const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('allowAll') }),
  z.object({ kind: z.literal('allowThese'), domains: z.array(z.string()) }),
  z.object({ kind: z.literal('blockThese'), domains: z.array(z.string()) }),
  z.object({ kind: z.literal('allowNobody') }),
]);

/** @throws where the value is no rule: a defect of ours, since documents only hold rules they built */
export const ruleOf = (value: Value | undefined): DomainRule => schema.parse(value);

const isListed = (domains: readonly string[], domain: string): boolean =>
  domains.some((one) => one.toLowerCase() === domain);

/** Whether a domain is below another: `eu.fabrikam.example` below `fabrikam.example`. */
const isBelow = (domain: string, parents: readonly string[]): boolean =>
  parents.some((parent) => domain.endsWith(`.${parent.toLowerCase()}`));

/** @param blocksSubdomains whether a blocked domain takes everything below it along */
export function lets(rule: DomainRule, domain: string, blocksSubdomains = false): boolean {
  switch (rule.kind) {
    case 'allowAll':
      return true;
    case 'allowNobody':
      return false;
    case 'allowThese':
      return isListed(rule.domains, domain);
    case 'blockThese':
      return !isListed(rule.domains, domain) && !(blocksSubdomains && isBelow(domain, rule.domains));
  }
}

/** The rule with the domains let in besides: lists are appended or shortened, never replaced. */
export function lettingIn(rule: DomainRule, domains: readonly string[]): DomainRule {
  switch (rule.kind) {
    case 'allowAll':
      return rule;
    case 'allowNobody':
      return { kind: 'allowThese', domains: [...domains] };
    case 'allowThese': {
      const more = domains.filter((domain) => !isListed(rule.domains, domain));
      return { kind: 'allowThese', domains: [...rule.domains, ...more] };
    }
    case 'blockThese': {
      const left = rule.domains.filter(
        (one) => !domains.includes(one.toLowerCase()) && !domains.some((domain) => isBelow(domain, [one])),
      );
      return left.length === 0 ? { kind: 'allowAll' } : { kind: 'blockThese', domains: left };
    }
  }
}

export const inSentence = (domains: readonly string[]): string => domains.join(', ');
