import { z } from 'zod';
import { isRefused, orGone } from '../../microsoft/http/service-errors';
import type { Readers, SettingsDocument } from '../settings-document';
import { valueSchema, type Value, type Values } from '../../controls/values/value';
import { inboundIn } from '../../controls/entra/inbound-setting';

const POLICY = '/policies/crossTenantAccessPolicy';
const FIND = "/tenantRelationships/findTenantInformationByDomainName(domainName='{id}')";
const policySchema = z.object({ allowedCloudEndpoints: z.array(z.string()).nullish() });
const tenantSchema = z.object({ tenantId: z.string() });
const entrySchema = z.object({ b2bCollaborationInbound: valueSchema.nullish() }).catchall(valueSchema);

/** The organisation behind a domain, or undefined where no Entra tenant is: nothing to allow or to block then. */
async function tenantOf({ graph }: Readers, domain: string): Promise<string | undefined> {
  try {
    const path = FIND.replace('{id}', encodeURIComponent(domain));
    const { value } = await graph.call('GET', FIND, path, { schema: tenantSchema });
    return value.tenantId;
  } catch (fault) {
    if (isRefused(fault, 404)) return undefined;
    throw fault;
  }
}

const listSchema = z.object({ value: z.array(entrySchema.extend({ tenantId: z.string() })) });

/** The entries of all partners. A page holds more of them than a policy may. */
async function listPartners({ graph }: Readers) {
  const route = `${POLICY}/partners`;
  const { value } = await graph.call('GET', route, route, { schema: listSchema });
  return value.value.map((one) => ({
    tenantId: one.tenantId,
    b2bCollaborationInbound: one.b2bCollaborationInbound ?? null,
  }));
}

/**
 * The entry of one partner: null where there is none. A null inside means "as the default". What else it holds is none
 * of our business, but whether it holds anything is: such an entry is not ours to delete.
 */
async function partnerEntry({ graph }: Readers, tenantId: string): Promise<Value> {
  try {
    const { value } = await graph.call('GET', `${POLICY}/partners/{id}`, `${POLICY}/partners/${tenantId}`, {
      schema: entrySchema,
    });
    const { b2bCollaborationInbound: inbound = null, tenantId: _, ...others } = value;
    const more = Object.entries(others).filter(([name]) => !name.startsWith('@'));
    return {
      b2bCollaborationInbound: inbound,
      ...(more.some(([, one]) => isSet(one)) && { holdsMore: true }),
    };
  } catch (fault) {
    if (isRefused(fault, 404)) return null;
    throw fault;
  }
}

/** Anything but null, false and what holds nothing else. */
const isSet = (value: Value): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value as Record<string, Value>).some(isSet)
    : value !== null && value !== false;

/**
 * Whose people may be guests here, organisation by organisation. A partner's entry beats the default, field by field.
 * https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview
 */
export const crossTenantAccessPolicy: SettingsDocument = {
  service: 'graph',
  place: POLICY,
  async read(readers, { domains, allPartners, partners: named = [] }) {
    const { graph } = readers;
    const [policy, standard, tenants, listed] = await Promise.all([
      graph.call('GET', POLICY, POLICY, { schema: policySchema }),
      graph.call('GET', `${POLICY}/default`, `${POLICY}/default`, { schema: entrySchema }),
      Promise.all(domains.map((domain) => tenantOf(readers, domain))),
      allPartners ? listPartners(readers) : [],
    ]);
    const values: Values = {
      allowedCloudEndpoints: policy.value.allowedCloudEndpoints ?? [],
      default: standard.value.b2bCollaborationInbound ?? null,
    };
    const partners = [...new Set([...tenants, ...named])].filter((tenantId) => tenantId !== undefined);
    const entries = await Promise.all(partners.map((tenantId) => partnerEntry(readers, tenantId)));
    partners.forEach((tenantId, index) => (values[`partner:${tenantId}`] = entries[index] ?? null));
    for (const { tenantId, ...entry } of listed) values[`partner:${tenantId}`] = entry;
    return { values, ...(standard.requestId && { requestId: standard.requestId }) };
  },

  async write({ graph }, properties, { values }, _, isThrough) {
    let requestId: string | undefined;
    for (const [property, wanted] of Object.entries(properties)) {
      const [, tenantId = ''] = property.split(':');
      const path = `${POLICY}/partners/${tenantId}`;
      const route = `${POLICY}/partners/{id}`;
      const schema = z.unknown();
      const body = { b2bCollaborationInbound: inboundIn(wanted) };
      if (wanted === null)
        requestId = (await orGone(graph.call('DELETE', route, path, { schema })))?.requestId;
      else if ((values[property] ?? null) === null) {
        const partners = `${POLICY}/partners`;
        ({ requestId } = await graph.call('POST', partners, partners, {
          schema,
          body: { tenantId, ...body },
        }));
      } else ({ requestId } = await graph.call('PATCH', route, path, { schema, body }));
      isThrough(property);
    }
    return requestId;
  },
};
