import type { RawError } from '../http/faults';

/** Why Microsoft would not let the test guest in; `unknown` where its words are new to us. */
export type RefusalReason =
  | 'invitationsOff'
  | 'crossTenantBlocked'
  | 'domainBlocked'
  | 'ownDomain'
  | 'addressTaken'
  | 'groupAddress'
  | 'badAddress'
  | 'guestsNotAllowedInGroups'
  | 'missingPermission'
  | 'unknown';

/**
 * Microsoft asks clients not to lean on the words of an error, but for guests its codes tell too little. So the words
 * are matched here, in one place, by fragments and without regard to case; what matches nothing stays `unknown`.
 */
const FRAGMENTS: readonly [fragment: string, reason: RefusalReason][] = [
  ['guest invitations not allowed for your company', 'invitationsOff'],
  ['blocked by cross-tenant access settings', 'crossTenantBlocked'],
  ['invitation is not allowed', 'domainBlocked'],
  ['is a verified domain of this directory', 'ownDomain'],
  ['already exists in the directory', 'addressTaken'],
  ['conflicting contact object', 'addressTaken'],
  ['same proxy address', 'addressTaken'],
  ['group email address is not supported', 'groupAddress'],
  ['email address is invalid', 'badAddress'],
  ['guests users are not allowed to join', 'guestsNotAllowedInGroups'],
  ['insufficient privileges', 'missingPermission'],
];

export function reasonOf({ status, message = '' }: RawError): RefusalReason {
  const words = message.toLowerCase();
  const known = FRAGMENTS.find(([fragment]) => words.includes(fragment))?.[1];
  return known ?? (status === 401 ? 'missingPermission' : 'unknown');
}
