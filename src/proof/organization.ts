import { z } from 'zod';
import type { GraphClient } from '../graph/graph-client';

export interface Organization {
  tenantId: string;
  verifiedDomains: string[];
}

/** The tenant our identity lives in. https://learn.microsoft.com/graph/api/organization-list */
export async function readOrganization(graph: GraphClient): Promise<Organization> {
  const organization = z.object({ id: z.string(), verifiedDomains: z.array(z.object({ name: z.string() })) });
  const schema = z.object({ value: z.array(organization).min(1) });
  const { value } = await graph.call('GET', '/organization', '/organization?$select=id,verifiedDomains', {
    schema,
  });
  const { id, verifiedDomains } = value.value[0] ?? { id: '', verifiedDomains: [] };
  return {
    tenantId: id.toLowerCase(),
    verifiedDomains: verifiedDomains.map(({ name }) => name.toLowerCase()),
  };
}
