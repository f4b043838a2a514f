import { asciiDomain, codePointOf, disguisedIn } from '../../controls/values/domain-name';

/**
 * Characters Microsoft refuses in an invited address; a plus sign is among them, so `probe+1@…` cannot be a test guest.
 * https://learn.microsoft.com/graph/api/resources/invitation
 */
const FORBIDDEN = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,\s]/;

/** What is left for the part before the "@". */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}.\-_'`]+$/u;

/** The first character of an address that no invitation takes, or that people cannot see for what it is. */
export const forbiddenIn = (address: string): string | undefined =>
  disguisedIn(address) ?? FORBIDDEN.exec(address)?.[0];

/** The character as a person can read it: `"+"`, `U+202E`. */
export const shown = (character: string): string =>
  disguisedIn(character) === undefined ? character : codePointOf(character);

/** What is wrong with an address for a test guest, or undefined. Says what the invitation call would refuse hours later. */
export function emailViolation(address: string): string | undefined {
  const parts = address.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || !local || !domain) return 'must be an e-mail address';
  if (address.length > 254) return 'must have at most 254 characters';
  const disguised = disguisedIn(address);
  if (disguised !== undefined)
    return `must not contain ${codePointOf(disguised)}: it is invisible, or only looks like another character`;
  const forbidden = forbiddenIn(address);
  if (forbidden !== undefined)
    return `must not contain ${JSON.stringify(forbidden)}: Microsoft refuses it in an invitation`;
  if (!LOCAL_PART.test(local)) return 'must have only letters, digits, ".", "-", "_" and "\'" before the "@"';
  if (/^[.-]|[.-]$/.test(local)) return 'must not begin or end its local part with "." or "-"';
  if (asciiDomain(domain) === undefined)
    return 'must have a full domain after the "@", no number of a network';
  return undefined;
}

/** An address without violations as it is kept and compared: in lower case, its domain in ASCII. */
export function comparableAddress(address: string): string {
  const [local = '', domain = ''] = address.normalize('NFC').toLowerCase().split('@');
  return `${local}@${asciiDomain(domain) ?? domain}`;
}
