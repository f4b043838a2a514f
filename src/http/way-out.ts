import type { TokenCredential } from '@azure/identity';

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

/** Sends one request with a token for `scope`. No retry, no redirect, no sleep: waiting is the workflow's business. */
export async function send(out: WayOut, scope: string, url: string, init: RequestInit): Promise<Response> {
  const token = await out.credential.getToken(scope);
  if (token === null) throw new Error(`The identity has no token for ${scope}.`);
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token.token}`);
  headers.set('client-request-id', out.newId());
  return out.fetch(url, { ...init, headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
}

/** The claims of our own token that say what we may do. For diagnosis only: the services decide. */
export async function readClaims(
  out: WayOut,
  scope: string,
): Promise<{ roles: string[]; wids: string[]; oid?: string }> {
  const token = await out.credential.getToken(scope);
  const payload = JSON.parse(
    Buffer.from(token?.token.split('.')[1] ?? '', 'base64url').toString() || '{}',
  ) as {
    roles?: string[];
    wids?: string[];
    oid?: string;
  };
  return { roles: payload.roles ?? [], wids: payload.wids ?? [], ...(payload.oid && { oid: payload.oid }) };
}
