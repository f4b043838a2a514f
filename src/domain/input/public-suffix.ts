import { getPublicSuffix, parse } from 'tldts';

/** In the list's second part stand names of providers, under which anybody may have one: `github.io`. */
const WITH_PROVIDERS = { allowPrivateDomains: true };

/**
 * Why a domain belongs to no organisation; undefined where it may. Names under which a registry hands out names, such as
 * `co.uk`, and the one under which every tenant of Microsoft 365 begins. https://publicsuffix.org
 * @param domain in ASCII, lower case
 */
export function suffixViolation(domain: string): string | undefined {
  const { isIcann, publicSuffix } = parse(domain);
  const isSuffix = (isIcann === true && publicSuffix === domain) || domain === 'onmicrosoft.com';
  return isSuffix ? `must be the domain of one organisation: everybody's names end in ${domain}` : undefined;
}

/** Whether a provider hands out the names below this one to whoever asks: `github.io`. */
export const isProvidersSuffix = (domain: string): boolean =>
  parse(domain, WITH_PROVIDERS).isPrivate === true && getPublicSuffix(domain, WITH_PROVIDERS) === domain;
