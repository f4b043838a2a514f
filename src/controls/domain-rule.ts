import { z } from 'zod';
import { comparableDomain } from '../enablement/domain-name';
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

const names = z.array(z.string()).min(1);
const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('allowAll') }),
  z.object({ kind: z.literal('allowThese'), domains: names }),
  z.object({ kind: z.literal('blockThese'), domains: names }),
  z.object({ kind: z.literal('allowNobody') }),
]);

/** @throws where the value is no rule: a defect of ours, since documents only hold rules they built */
export const ruleOf = (value: Value | undefined): DomainRule => schema.parse(value);

/** The rule that a list of allowed names stands for: without a name it lets in nobody. */
export const allowing = (domains: readonly string[]): DomainRule =>
  domains.length > 0 ? { kind: 'allowThese', domains: [...domains] } : { kind: 'allowNobody' };

/** The rule that a list of blocked names stands for: without a name it blocks nobody. */
export const blocking = (domains: readonly string[]): DomainRule =>
  domains.length > 0 ? { kind: 'blockThese', domains: [...domains] } : { kind: 'allowAll' };

/** A list may hold a name in Unicode and a request the same one in ASCII. */
const isListed = (domains: readonly string[], domain: string): boolean => {
  const name = comparableDomain(domain);
  return domains.some((one) => comparableDomain(one) === name);
};

/** Whether a domain is below another: `eu.fabrikam.example` below `fabrikam.example`. */
const isBelow = (domain: string, parents: readonly string[]): boolean =>
  parents.some((parent) => comparableDomain(domain).endsWith(`.${comparableDomain(parent)}`));

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

/** The rule with these domains let in by name besides: lists are appended or shortened, never replaced. */
export function lettingIn(rule: DomainRule, domains: readonly string[]): DomainRule {
  switch (rule.kind) {
    case 'allowAll':
      return rule;
    case 'allowNobody':
      return allowing(domains);
    case 'allowThese':
      return allowing([...rule.domains, ...domains.filter((domain) => !isListed(rule.domains, domain))]);
    case 'blockThese':
      return blocking(rule.domains.filter((one) => !isListed(domains, one)));
  }
}

export const inSentence = (domains: readonly string[]): string => domains.join(', ');
