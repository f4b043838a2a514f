import { z } from 'zod';
import { badRequest, created, noContent, notFound, ok } from '../../answers';
import {
  asSwitchValue,
  crossTenantOf,
  inboundSetting,
  type CrossTenantAccess,
} from '../../settings/cross-tenant-access';
import type { Endpoint, Tenant } from '../service';

const POLICY = '/policies/crossTenantAccessPolicy';
const READ = ['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess'];
const WRITE = ['Policy.ReadWrite.CrossTenantAccess'];
const trust = z.strictObject({ isMfaAccepted: z.boolean() });
const create = z.strictObject({ tenantId: z.guid(), b2bCollaborationInbound: inboundSetting.nullish() });
const update = z.strictObject({
  b2bCollaborationInbound: inboundSetting.nullable().optional(),
  inboundTrust: trust.nullable().optional(),
});

/** https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview */
export function crossTenantAccess({ file, state, switches }: Tenant): Endpoint[] {
  const stored = (): CrossTenantAccess => crossTenantOf(switches.stored('crossTenantAccess'));
  const read = (): CrossTenantAccess => crossTenantOf(switches.read('crossTenantAccess'));
  const store = (partners: CrossTenantAccess['partners']): void =>
    switches.set('crossTenantAccess', asSwitchValue({ ...stored(), partners }));

  return [
    {
      method: 'GET',
      route: POLICY,
      anyOf: READ,
      answer: () =>
        ok({ displayName: 'CrossTenantAccessPolicy', allowedCloudEndpoints: state.allowedCloudEndpoints }),
    },
    {
      method: 'GET',
      route: `${POLICY}/default`,
      anyOf: READ,
      answer: () => ok({ isServiceDefault: false, b2bCollaborationInbound: read().default }),
    },
    {
      method: 'GET',
      route: `${POLICY}/partners`,
      anyOf: READ,
      answer: () =>
        ok({
          value: Object.entries(stored().partners).map(([tenantId, entry]) => ({
            tenantId,
            b2bCollaborationInbound: entry,
          })),
        }),
    },
    {
      method: 'GET',
      route: `${POLICY}/partners/{id}`,
      anyOf: READ,
      answer({ ids: [tenantId = ''] }) {
        const entry = read().partners[tenantId];
        return entry === undefined
          ? notFound(tenantId)
          : ok({
              tenantId,
              isServiceProvider: false,
              b2bCollaborationInbound: entry,
              inboundTrust: state.inboundTrust[tenantId] ?? null,
              automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
            });
      },
    },
    {
      method: 'POST',
      route: `${POLICY}/partners`,
      anyOf: WRITE,
      answer({ body }) {
        const parsed = create.safeParse(body);
        if (!parsed.success) return badRequest('The partner is not valid.');
        const { tenantId, b2bCollaborationInbound: inbound = null } = parsed.data;
        if (stored().partners[tenantId] !== undefined) return badRequest('The partner exists already.');
        store({ ...stored().partners, [tenantId]: inbound });
        return created({ tenantId, b2bCollaborationInbound: inbound });
      },
    },
    {
      method: 'PATCH',
      route: `${POLICY}/partners/{id}`,
      anyOf: WRITE,
      answer({ ids: [tenantId = ''], body }) {
        const parsed = update.safeParse(body);
        if (stored().partners[tenantId] === undefined) return notFound(tenantId);
        if (!parsed.success) return badRequest('The partner is not valid.');
        const { b2bCollaborationInbound: inbound, inboundTrust } = parsed.data;
        if (inbound !== undefined) store({ ...stored().partners, [tenantId]: inbound });
        if (inboundTrust !== undefined) state.inboundTrust[tenantId] = inboundTrust;
        return noContent;
      },
    },
    {
      method: 'DELETE',
      route: `${POLICY}/partners/{id}`,
      anyOf: WRITE,
      answer({ ids: [tenantId = ''] }) {
        const { [tenantId]: entry, ...others } = stored().partners;
        if (entry === undefined) return notFound(tenantId);
        store(others);
        delete state.inboundTrust[tenantId];
        return noContent;
      },
    },
    {
      method: 'GET',
      route: "/tenantRelationships/findTenantInformationByDomainName(domainName='{id}')",
      anyOf: ['CrossTenantInformation.ReadBasic.All'],
      answer({ ids: [domain = ''] }) {
        const found = file.organisations.find((one) => one.domain === domain);
        return found
          ? ok({ tenantId: found.tenantId, displayName: domain, defaultDomainName: domain })
          : notFound(domain);
      },
    },
  ];
}
