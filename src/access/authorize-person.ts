import { authorize, type Authenticator, type Entry, type Presented } from './authorize';
import type { Role } from './caller';
import { isFromAnotherSite } from './cross-site';

export type PersonEntry =
  | Entry
  /** Neither App Service Authentication nor a development sign-in is on: there are no people here. */
  | { kind: 'noSignIn' };

/**
 * Who comes in to a page: people who are signed in. A key, a signature or a token of an application opens none; the
 * host does not even look at keys here.
 */
export async function authorizePerson(
  authenticator: Authenticator,
  presented: Presented,
  access: readonly Role[],
): Promise<PersonEntry> {
  if (!authenticator.easyAuth && !authenticator.developmentSignIn) return { kind: 'noSignIn' };
  // Asked first: a page that offers to send a form again must not offer another site's.
  if (presented.method !== 'GET' && isFromAnotherSite(presented.url, presented.headers))
    return { kind: 'fromAnotherSite' };
  const entry = await authorize(authenticator, presented, { access, isRepeatable: true });
  const isMachine = 'caller' in entry && entry.caller.kind !== 'person';
  return isMachine ? { kind: 'unknown' } : entry;
}
