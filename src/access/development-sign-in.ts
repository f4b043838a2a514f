import type { Caller, Role } from './caller';
import { developmentIdentity } from './identity';
import { grantsOf, type TenantLists } from './role-tenants';

export const DEVELOPMENT_COOKIE = 'gastvrij-development';
const COOKIE = new RegExp(`(?:^|;)\\s*${DEVELOPMENT_COOKIE}=([^;]*)`);
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host.replace(/:\d+$/, ''));

/**
 * Whoever a developer says he is: the cookie `gastvrij-development=Ada%20Admin:Requester,Reader`. Only on an address of
 * this machine, and never through a proxy or a tunnel, which would let in others.
 */
export function developmentCaller(
  url: string,
  headers: { get(name: string): string | null },
  roleTenants: TenantLists = {},
): Caller | undefined {
  if (!isOnThisMachine(url, headers)) return undefined;
  const cookie = COOKIE.exec(headers.get('cookie') ?? '')?.[1];
  if (cookie === undefined) return undefined;
  const [name = '', roles = ''] = decoded(cookie).split(':');
  if (name.trim() === '') return undefined;
  const claimed = roles.split(',').map((role) => role.trim());
  const identity = developmentIdentity(name);
  return {
    kind: 'person',
    name: name.trim(),
    alsoKnownAs: [],
    ...grantsOf(claimed, roleTenants),
    identity,
    callerId: identity,
  };
}

/** What the cookie holds for somebody; a name has neither a colon nor a comma. */
export const developmentCookie = (name: string, roles: readonly Role[]): string =>
  `${name}:${roles.join(',')}`;

export const isOnThisMachine = (url: string, headers: { get(name: string): string | null }): boolean =>
  isLoopback(new URL(url).host) &&
  ['x-forwarded-for', 'forwarded'].every((name) => headers.get(name) === null);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
