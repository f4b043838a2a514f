import type { Secret } from './secrets';
import type { MessageMemory } from '../store/messages/received-messages';
import { ANYONE, type Caller, type Role } from './caller';
import { anonymousCallerId } from './client-address';
import { isFromAnotherSite } from './cross-site';
import { developmentCaller, isOnThisMachine } from './development-sign-in';
import { holdsKey, keyHolder } from './function-key';
import { callerOfPrincipal, PRINCIPAL_HEADER } from './principal';
import type { TenantLists } from './role-tenants';
import { clientCaller, isSigned, signerOf, type ClientSecrets, type SignedMessage } from './signature';
import { checkReadToken } from './signed-token';

/** What the settings say about who may come in (decision 0010). */
export interface AuthenticatorSettings {
  /** App Service Authentication checks every caller before us, and nobody else can set its headers. */
  easyAuth: boolean;
  /** Directories whose accounts may sign in. */
  signInTenants: readonly string[];
  /** On this machine, a developer may be whoever he says. */
  developmentSignIn: boolean;
  /** The function key that opens beside a development sign-in; none opens where it is left out. */
  developmentKey?: string;
  clientSecrets: ClientSecrets;
  /** Tenants that clients are kept to, by their names. */
  clientTenants: TenantLists;
  /** Tenants that app roles are for, by their values. */
  roleTenants: TenantLists;
  /** Whether a function key is enough to agree to a plan: nobody can tell who holds one. */
  keysMayApprove: boolean;
}

export interface Authenticator extends AuthenticatorSettings {
  statusTokenSecret: Secret;
  messages: MessageMemory;
  now: () => Date;
}

/** What somebody sends us. */
export interface Presented {
  method: string;
  url: string;
  headers: { get(name: string): string | null };
  body: string;
}

/** What a call asks of whoever makes it. */
export interface Demand {
  access: readonly Role[] | 'tokenHolder' | 'anyone';
  /** The run an address with a token is about. */
  run?: { id: string; token: string | undefined };
  /** Whether the same message may come twice, because it comes to the same. */
  isRepeatable: boolean;
}

export type Entry =
  /** @property isFirst whether the message is taken for the first time, or nothing came of it before */
  | { kind: 'admitted'; caller: Caller; message?: SignedMessage & { isFirst: boolean } }
  /** No credential, or one that is worth nothing; the caller does not learn why. */
  | { kind: 'unknown' }
  /** The address is out of date. */
  | { kind: 'expired' }
  /** Not a word about whether it exists. */
  | { kind: 'hidden' }
  | { kind: 'missingRole'; caller: Caller }
  | { kind: 'fromAnotherSite' }
  /** This very message was taken before, or was sent for something else. */
  | { kind: 'repeated' };

/** Whether the host demands a key before it calls us. Where people sign in it cannot: they have none. */
export const isKeyDemanded = (
  { easyAuth, developmentSignIn }: AuthenticatorSettings,
  access: Demand['access'],
): boolean => typeof access !== 'string' && !easyAuth && !developmentSignIn;

/** The one place that says who comes in. */
export async function authorize(
  authenticator: Authenticator,
  presented: Presented,
  demand: Demand,
): Promise<Entry> {
  const { access, run } = demand;
  if (access === 'anyone')
    return { kind: 'admitted', caller: { ...ANYONE, callerId: anonymousCallerId(presented.headers) } };
  if (access === 'tokenHolder') return byToken(authenticator, run);
  const { caller, message } = identify(authenticator, presented);
  if (caller === undefined) return { kind: 'unknown' };
  if (!access.some((role) => caller.roles.includes(role))) return { kind: 'missingRole', caller };
  const mayChange = presented.method !== 'GET';
  if (caller.kind === 'person' && mayChange && isFromAnotherSite(presented.url, presented.headers))
    return { kind: 'fromAnotherSite' };
  if (message === undefined) return { kind: 'admitted', caller };
  const memory = await authenticator.messages.remember(message, purposeOf(presented), authenticator.now());
  if (memory === 'elsewhere' || (memory === 'known' && !demand.isRepeatable)) return { kind: 'repeated' };
  return { kind: 'admitted', caller, message: { ...message, isFirst: memory === 'new' } };
}

/** What a message is sent for: the host takes a path in capitals for the same, and with a slash at its end. */
const purposeOf = ({ method, url }: Presented): string =>
  `${method} ${new URL(url).pathname.toLowerCase().replace(/\/+$/, '')}`;

/** Who it is, by the most telling credential there is: a signature, a sign-in, a key. */
function identify(
  authenticator: Authenticator,
  { url, headers, body }: Presented,
): { caller?: Caller | undefined; message?: SignedMessage } {
  // Whoever signs wants the signature checked: a wrong one is not rescued by a key.
  if (isSigned(headers)) {
    const message = signerOf(authenticator.clientSecrets, headers, body);
    return message === undefined ? {} : { caller: clientCaller(message.client, authenticator), message };
  }
  if (authenticator.easyAuth) {
    const principal = headers.get(PRINCIPAL_HEADER);
    return principal === null
      ? {}
      : { caller: callerOfPrincipal(principal, authenticator.signInTenants, authenticator.roleTenants) };
  }
  if (!authenticator.developmentSignIn) return { caller: keyHolder(authenticator, url, headers) };
  const signedIn = developmentCaller(url, headers, authenticator.roleTenants);
  if (signedIn !== undefined) return { caller: signedIn };
  // Where a development sign-in opens, the host asks for no key: it is ours to check.
  return isOnThisMachine(url, headers) && holdsKey(authenticator.developmentKey, url, headers)
    ? { caller: keyHolder(authenticator, url, headers) }
    : {};
}

function byToken({ statusTokenSecret, now }: Authenticator, run: Demand['run']): Entry {
  if (run?.token === undefined) return { kind: 'unknown' };
  switch (checkReadToken(statusTokenSecret, run.id, run.token, now())) {
    case 'expired':
      return { kind: 'expired' };
    case 'wrong':
      return { kind: 'hidden' };
    case 'valid': {
      const name = `run ${run.id}`;
      return { kind: 'admitted', caller: { ...ANYONE, name, callerId: name } };
    }
  }
}
