import type { AccessToken } from '@azure/identity';
import { inFlight } from '../../../local/clock/in-flight';
import { virtualClock, type VirtualClock } from '../../../local/clock/virtual-clock';
import { startTenant, type SimulatedTenant } from '../../../local/tenant/several-tenants';
import { parseTenantFile } from '../../../local/tenant/tenant-file';
import type { Permissions } from '../../../src/controls/control';
import type { Clients } from '../../../src/settings/settings-document';
import { graphClient } from '../../../src/microsoft/graph/graph-client';
import type { ClientContext } from '../../../src/microsoft/http/client-context';
import { teamsAdminClient } from '../../../src/microsoft/teams-admin/teams-admin-client';

export interface TenantOnly extends SimulatedTenant {
  clock: VirtualClock;
  /** What a client of ours needs, asking the simulated identity endpoint. */
  clientContext: ClientContext;
  /** Gives our identity these permissions and no others; its next token shows it. */
  grant(permissions: Permissions): void;
  /** A domain leads to no organisation any more. */
  unlist(domain: string): void;
  /** Calls Graph as our identity. */
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown>; code?: string; message?: string }>;
}

/** The app's own clients, on this tenant. */
export const clientsOf = ({ clientContext, graph, teamsAdmin }: TenantOnly): Clients => ({
  graph: graphClient(clientContext, graph),
  teamsAdmin: teamsAdminClient(clientContext, teamsAdmin),
});

/** What was written at Microsoft: `PATCH /policies/authorizationPolicy`. */
export const writesOf = (tenant: TenantOnly): string[] =>
  tenant.log
    .filter(({ method, service }) => service !== 'identity' && method !== 'GET')
    .map(({ method, route }) => `${method} ${route}`);

const open: SimulatedTenant[] = [];

/**
 * Asks the identity endpoint, and keeps what it gave while that is good. The real library, which the scenarios use,
 * keeps tokens for the whole process; here many tenants live in one.
 */
function identityOf({ identity, identityHeader }: SimulatedTenant, { now }: VirtualClock) {
  const kept = new Map<string, { token: string; expiresOnTimestamp: number }>();
  return {
    forget: () => kept.clear(),
    async getToken(scope: string | string[]): Promise<AccessToken> {
      const known = kept.get(String(scope));
      if (known && known.expiresOnTimestamp > now()) return known;
      const resource = String(scope).replace(/\/\.default$/, '');
      const url = `${identity}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`;
      const answer = await fetch(url, { headers: { 'x-identity-header': identityHeader } });
      const body = (await answer.json()) as Record<string, string>;
      // The words of the real library, as far as the app leans on them.
      if (!answer.ok) throw new Error(`ManagedIdentityCredential: Authentication failed. ${body['message']}`);
      const { access_token: token = '', expires_on: expires } = body;
      const given = { token, expiresOnTimestamp: Number(expires) * 1000 };
      kept.set(String(scope), given);
      return given;
    },
  };
}

/** A simulated tenant without an app, on a clock that is held. */
export async function startTenantOnly(file: Record<string, unknown> = {}): Promise<TenantOnly> {
  const clock = virtualClock(Date.parse('2026-03-02T08:00:00Z'));
  const parsed = parseTenantFile(file);
  const tenant = await startTenant({ file: parsed, clock, inFlight: inFlight() });
  open.push(tenant);
  const credential = identityOf(tenant, clock);
  const clientContext: ClientContext = {
    fetch,
    credential,
    now: () => new Date(clock.now()),
    newId: () => '00000000-0000-4000-8000-000000000000',
  };
  return Object.assign(tenant, {
    clock,
    clientContext,
    grant({ graph, roles }: Permissions) {
      Object.assign(parsed.app, { graphRoles: graph, directoryRoles: roles });
      credential.forget();
    },
    unlist(domain: string) {
      parsed.organisations = parsed.organisations.filter((one) => one.domain !== domain);
    },
    async call(method: string, path: string, body?: unknown) {
      const { token } = await credential.getToken('https://graph.microsoft.com/.default');
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${tenant.graph}/v1.0${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      const error = parsed['error'] as { code: string; message: string } | undefined;
      return { status: answer.status, body: parsed, ...error };
    },
  });
}

afterAll(async () => {
  await Promise.all(open.splice(0).map((tenant) => tenant.stop()));
});
