import { ruleOf, type DomainRule } from '../values/domain-rule';
import type { Values } from '../values/value';

/**
 * What external access lets happen, all in all. The master switch off is "block all"; on, with an empty list of allowed
 * domains, is "allow nobody": policies of single people may then still make exceptions. Five values, never four.
 */
export type FederationState = { kind: 'blockAll'; stored: DomainRule } | DomainRule;

export function federationStateOf({ AllowFederatedUsers, domains }: Values): FederationState {
  const rule = ruleOf(domains);
  return AllowFederatedUsers === true ? rule : { kind: 'blockAll', stored: rule };
}
