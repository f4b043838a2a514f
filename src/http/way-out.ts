import type { TokenCredential } from '@azure/identity';
import { Refused, ServiceBusy, type Call } from './faults';

/** Everything a client needs to reach a service. */
export interface WayOut {
  fetch: typeof fetch;
  credential: TokenCredential;
  now: () => Date;
  /** A fresh id for each call, which the service repeats in its logs. */
  newId: () => string;
}

/** A call that takes longer is as good as lost; the workflow comes back for it. */
const PATIENCE_MS = 30_000;
const TOKEN_WAIT_MS = 15_000;

/** Sends one request with a token for `scope`. No retry, no redirect, no sleep: waiting is the workflow's business. */
export async function send(out: WayOut, scope: string, url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${await tokenFor(out, scope)}`);
  headers.set('client-request-id', out.newId());
  return out.fetch(url, { ...init, headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
}

/** The claims of our own token that say what we may do. For diagnosis only: the services decide. */
export async function readClaims(
  out: WayOut,
  scope: string,
): Promise<{ roles: string[]; wids: string[]; oid?: string }> {
  const [, claims = ''] = (await tokenFor(out, scope)).split('.');
  const payload = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}') as {
    roles?: string[];
    wids?: string[];
    oid?: string;
  };
  return { roles: payload.roles ?? [], wids: payload.wids ?? [], ...(payload.oid && { oid: payload.oid }) };
}

const TOKEN: Call = { service: 'Managed identity', method: 'GET', route: '/token' };

/**
 * What Entra says where a tenant does not have the service a token is for; asking again is no use.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const NO_SUCH_SERVICE = /AADSTS(500011|650052)\b/;

/** An identity that gives no token may give one later: the endpoint was away, or its grant is not through yet. */
async function tokenFor({ credential, now }: WayOut, scope: string): Promise<string> {
  const token = await credential.getToken(scope).catch((error: unknown) => {
    const { message = '' } = error as { message?: string };
    if (NO_SUCH_SERVICE.test(message)) throw new Refused(TOKEN, { status: 401, message });
    return null;
  });
  if (token === null) throw new ServiceBusy(TOKEN, new Date(now().getTime() + TOKEN_WAIT_MS).toISOString());
  return token.token;
}
