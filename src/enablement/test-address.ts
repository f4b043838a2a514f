/**
 * Characters Microsoft refuses in an invited address; a plus sign is among them, so `probe+1@…` cannot be a test guest.
 * https://learn.microsoft.com/graph/api/resources/invitation
 */
const FORBIDDEN = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,\s]/;

/** The first character of an address that no invitation takes. */
export const forbiddenIn = (address: string): string | undefined => FORBIDDEN.exec(address)?.[0];

/** What is wrong with an address for a test guest, or undefined. Says what the invitation call would refuse hours later. */
export function emailViolation(address: string): string | undefined {
  const parts = address.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || !local || !domain) return 'must be an e-mail address';
  if (address.length > 254) return 'must have at most 254 characters';
  const forbidden = forbiddenIn(address);
  if (forbidden !== undefined)
    return `must not contain ${JSON.stringify(forbidden)}: Microsoft refuses it in an invitation`;
  if (/^[.-]|[.-]$/.test(local)) return 'must not begin or end its local part with "." or "-"';
  if (!/^(?!-)[a-z0-9-]+(?<!-)(\.(?!-)[a-z0-9-]+(?<!-))+$/i.test(domain))
    return 'must have a full domain after the "@"';
  return undefined;
}
