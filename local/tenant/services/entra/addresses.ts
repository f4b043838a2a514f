import type { User } from '../../tenant-state';

/** The beginning of the sign-in name that a guest gets: `jane_fabrikam.example#EXT#`. */
export const externalNameOf = (mail: string): string => `${mail.replace('@', '_')}#EXT#`;

/**
 * Whether an invitation to an address answers this account. An edited `mail` does not make another person of a guest:
 * the name he signs in with stays, and so do his other addresses.
 */
export function isKnownBy(user: User, address: string): boolean {
  const wanted = address.toLowerCase();
  const own = [user.mail, user.userPrincipalName, ...(user.proxyAddresses ?? []).map(bare)];
  // Another mailbox of a colleague does not make a guest of him.
  if (user.userType === 'Guest') own.push(...(user.otherMails ?? []));
  const signsInAs = externalNameOf(wanted).toLowerCase();
  return (
    own.some((one) => one.toLowerCase() === wanted) ||
    user.userPrincipalName.toLowerCase().startsWith(signsInAs)
  );
}

const bare = (proxyAddress: string): string => proxyAddress.replace(/^smtp:/i, '');
