import { z } from 'zod';
import type { GraphClient } from '../graph/graph-client';
import { isRefused, Refused, type RawError } from '../http/service-errors';

const CANARY_NAME = 'Gastvrij test team';

/** What people read who come upon the team; the tag is for us. */
const describe = (tag: string): string =>
  `Empty on purpose. Gastvrij adds a test guest here and takes it out again, to prove that guest access works. Please leave it alone. [${tag}]`;

/** The test team that bears the tag, if there is one; the oldest where an answer of Microsoft's got lost at a bad moment. */
export async function findTaggedTeam(graph: GraphClient, tag: string): Promise<string | undefined> {
  const filter = encodeURIComponent(`displayName eq '${CANARY_NAME}'`);
  const group = z.object({ id: z.string(), description: z.string().nullish(), createdDateTime: z.string() });
  const path = `/groups?$filter=${filter}&$select=id,description,createdDateTime`;
  const { value } = await graph.call('GET', '/groups', path, { schema: z.object({ value: z.array(group) }) });
  const tagged = value.value.filter(({ description }) => description?.includes(`[${tag}]`));
  return tagged.sort((a, b) => (a.createdDateTime < b.createdDateTime ? -1 : 1))[0]?.id;
}

export type Asked =
  /** `operation` is the path at which Teams says how far it is; absent where it did not say. */
  { kind: 'asked'; operation?: string } | { kind: 'refused'; raw: RawError };

/**
 * Asks for a private team with nothing in it. An application must name an owner, and only one.
 * Not idempotent: asked twice, Teams makes two. https://learn.microsoft.com/graph/api/team-post
 */
export async function askForTeam(graph: GraphClient, ownerId: string, tag: string): Promise<Asked> {
  const body = {
    'template@odata.bind': graph.urlOf("/teamsTemplates('standard')"),
    displayName: CANARY_NAME,
    description: describe(tag),
    visibility: 'private',
    members: [
      {
        '@odata.type': '#microsoft.graph.aadUserConversationMember',
        roles: ['owner'],
        'user@odata.bind': graph.urlOf(`/users('${ownerId}')`),
      },
    ],
  };
  try {
    const { location } = await graph.call('POST', '/teams', '/teams', { schema: z.unknown(), body });
    // Relative by the documentation, and without the version.
    const operation = location?.replace(/^https:\/\/[^/]+\/(v1\.0|beta)(?=\/)/, '');
    return { kind: 'asked', ...(operation && { operation }) };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    return { kind: 'refused', raw: fault.raw };
  }
}

export type TeamProgress =
  { kind: 'underWay' } | { kind: 'made'; teamId: string } | { kind: 'failed'; reason: string };

/**
 * How far Teams is with an operation; it wants more than half a minute between two looks.
 * https://learn.microsoft.com/graph/api/resources/teamsasyncoperation
 */
export async function readOperation(graph: GraphClient, operation: string): Promise<TeamProgress> {
  const schema = z.object({
    status: z.string(),
    targetResourceId: z.string().nullish(),
    error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  });
  const teamId = /^\/teams(?:\('|\/)([\w-]+)/.exec(operation)?.[1];
  try {
    const route = '/teams/{id}/operations/{id}';
    const { value } = await graph.call('GET', route, operation, { schema });
    const made = value.targetResourceId ?? teamId;
    if (value.status === 'succeeded' && made !== undefined) return { kind: 'made', teamId: made };
    if (value.status !== 'failed') return { kind: 'underWay' };
    return { kind: 'failed', reason: value.error?.message ?? value.error?.code ?? 'Teams gives no reason' };
  } catch (fault) {
    // No permission is documented for an application here; the group shows the same, in its own time.
    if (!isRefused(fault, 401, 403, 404) || teamId === undefined) throw fault;
    return (await isTeam(graph, teamId)) ? { kind: 'made', teamId } : { kind: 'underWay' };
  }
}

/** Whether Teams has taken a group over, by the directory alone: a look at Teams itself is allowed once a day. */
export async function isTeam(graph: GraphClient, groupId: string): Promise<boolean> {
  const schema = z.object({ resourceProvisioningOptions: z.array(z.string()).nullish() });
  const path = `/groups/${groupId}?$select=id,resourceProvisioningOptions`;
  try {
    const { value } = await graph.call('GET', '/groups/{id}', path, { schema });
    return value.resourceProvisioningOptions?.includes('Team') ?? false;
  } catch (fault) {
    if (!isRefused(fault, 404)) throw fault;
    return false;
  }
}
