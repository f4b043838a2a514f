import type { HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { speakerOf, voiceOf } from '../../access/caller';
import { encryptAddress } from '../../access/encrypted-address';
import type { TenantAnswer } from '../../api/answers/tenant';
import { checkTenant, getTenant, listTenants, registerTenant } from '../../api/routes/tenants';
import { callbackStatusOf } from '../../domain/events/delivery';
import { AUDIT_EVENT_FORMATS } from '../../domain/tenant/tenant-settings';
import { violationsOf } from '../../domain/input/violation';
import type { Services } from '../../composition/services';
import type { KnownTenant } from '../../tenants/tenant-directory';
import type { ParseBody } from '../http/input';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { visibleTo } from '../http/tenant-boundary';

/** `GET /tenants`, `GET` and `PUT /tenants/{id}`, `GET /tenants/{id}/readiness`: which tenants are served, and how. */
export function registerTenants(services: Services): void {
  const { tenants } = services;
  serve(services, listTenants, async ({ caller }) => {
    const tenantOf = ({ inForce }: KnownTenant): string => inForce.tenantId;
    const shown = visibleTo(caller, listTenants.access, await tenants.list(), tenantOf);
    return { headers: FRESH, jsonBody: { items: shown.map(inWords) } };
  });
  serve(services, getTenant, async ({ params: { id } }) => {
    const tenant = await tenants.look(id);
    if (tenant === undefined) return unknownTenant(id);
    const deliveries = await services.audits.deliveries.deliveries(id);
    const notes = deliveries.length > 0 ? { auditCallback: callbackStatusOf(deliveries) } : {};
    return answerOf(tenant, 200, notes);
  });
  serve(services, registerTenant, (call) => register(services, call), {
    parseBody: async (body) => parseTenantSettings(services, body),
  });
  serve(services, checkTenant, async ({ params: { id: tenantId }, query: { goal } }) => {
    const readiness = await services.checkReadiness(tenantId, goal);
    if (readiness === undefined) return unknownTenant(tenantId);
    return { headers: FRESH, jsonBody: { tenantId, goal, ...readiness } };
  });
}

const FRESH = { 'cache-control': 'no-store' };

/** What can be made of an address, also where other things are wrong: everything is named at once. */
const addressIn = z
  .object({
    auditCallbackUrl: z.string(),
    auditCallbackFormat: z.enum(AUDIT_EVENT_FORMATS).catch('gastvrij'),
  })
  .optional()
  .catch(undefined);

/** Also says what a schema cannot know: whom this installation calls back. */
function parseTenantSettings({ callbackRule }: Services, body: unknown): Awaited<ReturnType<ParseBody>> {
  const parsed = registerTenant.body.safeParse(body);
  const violations = parsed.success ? [] : violationsOf(parsed.error);
  const { auditCallbackUrl: url = '', auditCallbackFormat: format = 'gastvrij' } =
    addressIn.parse(body) ?? {};
  const refused = url === '' ? [] : callbackRule(url, format);
  for (const { pointer, message } of refused)
    violations.push({ pointer: pointer.replace('/callback', '/auditCallback'), message });
  return parsed.success && violations.length === 0
    ? { kind: 'accepted', request: parsed.data }
    : { kind: 'rejected', violations };
}

async function register(
  { tenants, statusTokenSecret, mayReach, now }: Services,
  { params: { id }, headers: { 'If-Match': version }, body, caller }: Call<typeof registerTenant>,
): Promise<HttpResponseInit> {
  if (!mayReach(id))
    return problem({
      status: 409,
      type: 'tenant-out-of-reach',
      title: 'This installation works as a managed identity, which reaches its own tenant and no other.',
      detail: 'Set IDENTITY to federatedApp and APP_CLIENT_ID to its registration (docs/tenants.md).',
    });
  // The address can be written and not read: whoever sends back what he read keeps it.
  const { auditCallbackUrl: url, ...rest } = body;
  const encrypted =
    url === undefined
      ? (await tenants.look(id))?.tenantSettings.auditCallbackEncrypted
      : url && encryptAddress(statusTokenSecret, id, url);
  const { byId } = voiceOf(caller);
  const lastChange = { by: speakerOf(caller), ...(byId && { byId }), at: now().toISOString() };
  const tenantSettings = { ...rest, ...(encrypted && { auditCallbackEncrypted: encrypted }), lastChange };
  const { kind } = await tenants.register(id, tenantSettings, version && `W/${version}`);
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

const answerOf = (
  tenant: KnownTenant,
  status: number,
  more: Pick<TenantAnswer, 'auditCallback'> = {},
): HttpResponseInit => ({
  status,
  headers: { ...FRESH, ...(tenant.etag !== undefined && { etag: strong(tenant.etag) }) },
  jsonBody: { ...inWords(tenant), ...more },
});

function inWords({ isHome, tenantSettings, inForce, consentedAt }: KnownTenant): TenantAnswer {
  const { tenantId, auditCallbackEncrypted: _, ...shown } = inForce;
  const { auditCallbackEncrypted: encrypted, lastChange, ...stored } = tenantSettings;
  return {
    tenantId,
    isHome,
    tenantSettings: stored,
    inForce: shown,
    hasAuditCallback: encrypted !== undefined,
    ...(consentedAt && { consentedAt }),
    ...(lastChange && { lastChange }),
  };
}

export const unknownTenant = (id: string): HttpResponseInit =>
  problem({ status: 404, type: 'unknown-tenant', title: `This installation does not serve a tenant ${id}.` });
