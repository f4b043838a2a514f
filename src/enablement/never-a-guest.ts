import type { Verdict } from './verdict';

/** Why these domains, or the account behind the guest's address, can never be guests here; undefined where they can. */
export function whyNeverGuest(
  domains: readonly (string | undefined)[],
  verifiedDomains: readonly string[],
  isMember: boolean,
): Verdict | undefined {
  const own = domains.find((domain) => domain !== undefined && verifiedDomains.includes(domain));
  if (own !== undefined) {
    return {
      kind: 'INPUT',
      text: `${own} is a domain this tenant owns: its people can never be guests or partners here.`,
      advice: ['Use a mailbox outside all your domains, and name the partner’s domains.'],
    };
  }
  if (!isMember) return undefined;
  return {
    kind: 'INPUT',
    text: 'The address belongs to a member of this tenant.',
    advice: ['Use a mailbox outside all your domains; a person with a licence of this tenant is no guest.'],
  };
}
