import { say } from '../../texts/say';
import { verdictOf, type Verdict } from './verdict';

/** Why these domains, or the account behind the guest's address, can never be guests here; undefined where they can. */
export function whyIneligible(
  domains: readonly (string | undefined)[],
  verifiedDomains: readonly string[],
  isMember: boolean,
): Verdict | undefined {
  const own = domains.find((domain) => domain !== undefined && verifiedDomains.includes(domain));
  if (own !== undefined) {
    return verdictOf('INPUT', say('verdict.ownDomain', { domain: own }), [say('advice.outsideMailbox')]);
  }
  if (!isMember) return undefined;
  return verdictOf('INPUT', say('verdict.memberAddress'), [say('advice.notAMember')]);
}
