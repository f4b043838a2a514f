import { z } from 'zod';
import { comparableDomain } from '../../controls/values/domain-name';
import type { GraphClient } from '../graph/graph-client';

export interface Organization {
  tenantId: string;
  verifiedDomains: string[];
  /** The one new accounts get. */
  defaultDomain: string;
}

/** The tenant our identity lives in. https://learn.microsoft.com/graph/api/organization-list */
export async function readOrganization(graph: GraphClient): Promise<Organization> {
  const domain = z.object({ name: z.string().transform(comparableDomain), isDefault: z.boolean().nullish() });
  const organization = z.object({ id: z.string().toLowerCase(), verifiedDomains: z.array(domain) });
  const schema = z.object({ value: z.array(organization).min(1) });
  const { value } = await graph.call('GET', '/organization', '/organization?$select=id,verifiedDomains', {
    schema,
  });
  const { id: tenantId, verifiedDomains } = value.value[0] ?? { id: '', verifiedDomains: [] };
  const standard = verifiedDomains.find(({ isDefault }) => isDefault) ?? verifiedDomains[0];
  return {
    tenantId,
    verifiedDomains: verifiedDomains.map(({ name }) => name),
    defaultDomain: standard?.name ?? '',
  };
}
