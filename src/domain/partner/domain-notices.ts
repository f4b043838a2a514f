import publicMail from 'email-providers/common.json';
import type { Said } from '../../texts/said';
import { say } from '../../texts/say';
import { isProvidersSuffix } from '../input/public-suffix';

/** What an approver should know of a domain before it is let in. */
export type DomainNoticeKind = 'publicMail' | 'firstDomain' | 'providersSuffix' | 'otherScript';

export interface DomainNotice {
  kind: DomainNoticeKind;
  /** In ASCII, as it is written to Microsoft. */
  domain: string;
  text: string;
  /** What the text was made of; absent in older records. */
  said?: Said;
}

const KINDS: readonly DomainNoticeKind[] = ['publicMail', 'firstDomain', 'providersSuffix', 'otherScript'];

/** Providers of the Low Countries and Germany that the list does not have. */
const NEARBY =
  /^(ziggo|kpnmail|kpnplanet|planet|home|hetnet|xs4all|chello|casema|upcmail|telfort|caiway|zeelandnet|solcon|tele2)\.nl$|^(telenet|skynet|proximus|scarlet)\.be$|^(posteo|freenet|arcor|mailbox|web|gmx)\.(de|net|org)$|^(tutanota|tuta|fastmail|hey|mail|gmx|inbox|hushmail)\.(com|io|me)$|^(proton|pm)\.me$/;
/** Brands that have a mail domain in most countries: `live.nl`, `yahoo.co.uk`. */
const BRANDS =
  /^(gmail|googlemail|hotmail|outlook|live|msn|windowslive|passport|yahoo|ymail|rocketmail|aol|icloud|yandex|protonmail)\.(com?\.|com\.)?[a-z]{2,3}$/;
const LISTED: ReadonlySet<string> = new Set(publicMail);

/** What there is to know of a domain; nothing where it looks like an organisation's own. */
export function noticesOf(domain: string): DomainNotice[] {
  const kinds: Readonly<Record<DomainNoticeKind, boolean>> = {
    publicMail: LISTED.has(domain) || BRANDS.test(domain) || NEARBY.test(domain),
    firstDomain: domain.endsWith('.onmicrosoft.com'),
    providersSuffix: isProvidersSuffix(domain),
    otherScript: domain.split('.').some((label) => label.startsWith('xn--')),
  };
  return KINDS.filter((kind) => kinds[kind]).map((kind) => ({
    kind,
    domain,
    ...say(`domain.${kind}`, { domain }),
  }));
}
