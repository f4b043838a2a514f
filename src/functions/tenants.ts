import type { HttpResponseInit } from '@azure/functions';
import type { TenantAnswer } from '../api/answers/tenant';
import { checkTenant, getTenant, listTenants, registerTenant } from '../api/routes/tenants';
import type { Services } from '../services';
import type { KnownTenant } from '../tenants/tenant-directory';
import { problem } from './problem';
import { serve, type Call } from './serve';

/** `GET /tenants`, `GET` and `PUT /tenants/{id}`, `GET /tenants/{id}/readiness`: which tenants are served, and how. */
export function registerTenants(services: Services): void {
  const { tenants } = services;
  serve(services, listTenants, async () => ({
    headers: FRESH,
    jsonBody: { items: (await tenants.list()).map(inWords) },
  }));
  serve(services, getTenant, async ({ params: { id } }) => {
    const tenant = await tenants.look(id);
    return tenant === undefined ? unknownTenant(id) : answerOf(tenant, 200);
  });
  serve(services, registerTenant, (call) => register(services, call));
  serve(services, checkTenant, async ({ params: { id: tenantId }, query: { goal } }) => {
    const readiness = await services.checkReadiness(tenantId, goal);
    if (readiness === undefined) return unknownTenant(tenantId);
    return { headers: FRESH, jsonBody: { tenantId, goal, ...readiness } };
  });
}

const FRESH = { 'cache-control': 'no-store' };

async function register(
  { tenants }: Services,
  { params: { id }, headers: { 'If-Match': version }, body }: Call<typeof registerTenant>,
): Promise<HttpResponseInit> {
  const { kind } = await tenants.register(id, body, version && `W/${version}`);
  if (kind === 'changedMeanwhile')
    return problem({
      status: 412,
      type: 'registration-changed',
      title: 'This tenant was registered or changed meanwhile; nothing was saved.',
      detail: 'Read it again, and send your change with the ETag that comes with it as If-Match.',
    });
  const tenant = await tenants.look(id);
  return tenant === undefined ? unknownTenant(id) : answerOf(tenant, version === undefined ? 201 : 200);
}

/** The table calls its versions weak, though no two of them are alike; a caller could not match a weak one. */
const strong = (etag: string): string => etag.replace(/^W\//, '');

const answerOf = (tenant: KnownTenant, status: number): HttpResponseInit => ({
  status,
  headers: { ...FRESH, ...(tenant.etag !== undefined && { etag: strong(tenant.etag) }) },
  jsonBody: inWords(tenant),
});

function inWords({ isHome, registration, inForce, consentedAt }: KnownTenant): TenantAnswer {
  const { tenantId, ...rest } = inForce;
  return { tenantId, isHome, registration, inForce: rest, ...(consentedAt && { consentedAt }) };
}

export const unknownTenant = (id: string): HttpResponseInit =>
  problem({ status: 404, type: 'unknown-tenant', title: `This installation does not serve a tenant ${id}.` });
