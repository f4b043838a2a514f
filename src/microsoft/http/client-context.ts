import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';
import { NoToken, ServiceThrottled, type Call } from './service-errors';

/** Everything a client needs to reach a service. */
export interface ClientContext {
  fetch: typeof fetch;
  credential: TokenCredential;
  /** The tenant to which it leads: a token of any other is used for nothing. */
  tenantId?: string;
  now: () => Date;
  /** A fresh id for each call, which the service repeats in its logs. */
  newId: () => string;
}

/** A call that takes longer is as good as lost; the workflow comes back for it. */
const TIMEOUT_MS = 30_000;
const TOKEN_WAIT_MS = 15_000;

/** What a request carries: a token for `scope`, and a name of its own. @throws NoToken, ServiceBusy */
export async function credentialsFor(
  clientContext: ClientContext,
  scope: string,
): Promise<Record<string, string>> {
  return {
    authorization: `Bearer ${await tokenFor(clientContext, scope)}`,
    'client-request-id': clientContext.newId(),
  };
}

/** Sends one request that carries its credentials. No retry, no redirect, no sleep: waiting is the workflow's business. */
export const send = (clientContext: ClientContext, url: string, init: RequestInit): Promise<Response> =>
  clientContext.fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });

/** The claims of our own token that say what we may do. For diagnosis only: the services decide. */
export async function readClaims(
  clientContext: ClientContext,
  scope: string,
): Promise<{ roles: string[]; wids: string[]; oid?: string }> {
  const payload = claimsIn(await tokenFor(clientContext, scope));
  if (payload === undefined) throw noTokenYet(clientContext.now());
  return { roles: payload.roles ?? [], wids: payload.wids ?? [], ...(payload.oid && { oid: payload.oid }) };
}

const claimsSchema = z.object({
  roles: z.array(z.string()).optional(),
  wids: z.array(z.string()).optional(),
  oid: z.string().optional(),
  tid: z.string().toLowerCase().optional(),
});

/** Undefined for a token that arrived in pieces. */
function claimsIn(token: string): z.output<typeof claimsSchema> | undefined {
  const [, claims = ''] = token.split('.');
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}'));
  } catch {
    return undefined;
  }
}

/** The code for an identity that belongs to another tenant than the one that was asked about. */
const OTHER_TENANT = 'otherTenant';

const FROM_IDENTITY: Call = { service: 'Managed identity', method: 'GET', route: '/token' };
const FROM_ENTRA: Call = { service: 'Microsoft Entra', method: 'POST', route: '/{tenant}/oauth2/v2.0/token' };
/** Codes that Microsoft calls transient. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const TRANSIENT = ['AADSTS90006', 'AADSTS90012', 'AADSTS90024', 'AADSTS90033'];

/** Whoever gives no token may give one later: an endpoint was away, or a grant is not through yet. */
async function tokenFor({ credential, tenantId, now }: ClientContext, scope: string): Promise<string> {
  const token = await credential.getToken(scope).catch((error: unknown) => {
    const { message } = error instanceof Error ? error : new Error();
    // The library keeps of Entra's answer its text alone.
    const code = /AADSTS\d+/.exec(message)?.[0];
    if (code === undefined || TRANSIENT.includes(code)) return null;
    throw new NoToken(FROM_ENTRA, code, message.slice(0, 2000));
  });
  if (!token?.token) throw noTokenYet(now());
  // The services answer for the tenant of the token, whatever we ask: what they say is of that one and of no other.
  const issuedFor = tenantId === undefined ? undefined : claimsIn(token.token)?.tid;
  if (issuedFor !== undefined && issuedFor !== tenantId)
    throw new NoToken(FROM_IDENTITY, OTHER_TENANT, 'The token is of another tenant.');
  return token.token;
}

const noTokenYet = (now: Date): ServiceThrottled =>
  new ServiceThrottled(FROM_IDENTITY, new Date(now.getTime() + TOKEN_WAIT_MS).toISOString());
