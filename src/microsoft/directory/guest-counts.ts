import { z } from 'zod';
import type { GraphReader } from '../graph/graph-client';

const schema = z.object({ '@odata.count': z.number() });
/** Graph counts from its index, and wants to hear that this is good enough. https://learn.microsoft.com/graph/aad-advanced-queries */
const headers = { ConsistencyLevel: 'eventual' };

/** How many guests there are, and how many of them were invited before a moment (ISO 8601) and never came. */
export async function countGuests(
  graph: GraphReader,
  invitedBefore: string,
): Promise<{ all: number; neverCame: number }> {
  const guests = "userType eq 'Guest'";
  const pending = `${guests} and externalUserState eq 'PendingAcceptance' and createdDateTime le ${invitedBefore}`;
  const [all, neverCame] = await Promise.all([guests, pending].map((filter) => count(graph, filter)));
  return { all: all ?? 0, neverCame: neverCame ?? 0 };
}

async function count(graph: GraphReader, filter: string): Promise<number> {
  const path = `/users?$filter=${encodeURIComponent(filter)}&$count=true&$top=1&$select=id`;
  const { value } = await graph.call('GET', '/users', path, { schema, headers });
  return value['@odata.count'];
}
