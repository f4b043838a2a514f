import { z } from 'zod';
import { comparableDomain } from './domain-name';
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

type Test = (domain: string) => boolean;

/**
 * A list may hold a name in Unicode and a request the same one in ASCII. Each name of the list is looked at once, however
 * many domains are asked about.
 */
function listedIn(domains: readonly string[]): Test {
  const names = new Set(domains.map(comparableDomain));
  return (domain) => names.has(comparableDomain(domain));
}

/** Whether a domain is below one of these: `eu.fabrikam.example` below `fabrikam.example`. */
function belowOneOf(parents: readonly string[]): Test {
  const names = new Set(parents.map(comparableDomain));
  return (domain) => {
    const labels = comparableDomain(domain).split('.');
    return labels.some((_, at) => at > 0 && names.has(labels.slice(at).join('.')));
  };
}

/**
 * Whether a rule lets in a domain, for as many domains as one likes.
 * @param blocksSubdomains whether a blocked domain takes everything below it along
 */
export function letsIn(rule: DomainRule, blocksSubdomains = false): Test {
  switch (rule.kind) {
    case 'allowAll':
      return () => true;
    case 'allowNobody':
      return () => false;
    case 'allowThese':
      return listedIn(rule.domains);
    case 'blockThese': {
      const [isListed, isBelow] = [listedIn(rule.domains), belowOneOf(rule.domains)];
      return (domain) => !isListed(domain) && !(blocksSubdomains && isBelow(domain));
    }
  }
}

/** @param blocksSubdomains whether a blocked domain takes everything below it along */
export const lets = (rule: DomainRule, domain: string, blocksSubdomains = false): boolean =>
  letsIn(rule, blocksSubdomains)(domain);

/** The rule with these domains let in by name besides: lists are appended or shortened, never replaced. */
export function lettingIn(rule: DomainRule, domains: readonly string[]): DomainRule {
  switch (rule.kind) {
    case 'allowAll':
      return rule;
    case 'allowNobody':
      return allowing(domains);
    case 'allowThese': {
      const isListed = listedIn(rule.domains);
      return allowing([...rule.domains, ...domains.filter((domain) => !isListed(domain))]);
    }
    case 'blockThese': {
      const isLetIn = listedIn(domains);
      return blocking(rule.domains.filter((one) => !isLetIn(one)));
    }
  }
}
