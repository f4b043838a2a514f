import { z } from 'zod';
import type { GraphClient, GraphReader } from '../graph/graph-client';
import { Refused, type RawError } from '../http/service-errors';
import { isTeam } from './create-canary-team';
import { reasonOf, type RefusalReason } from './refusal-reason';
import { remove, type Removal } from './remove-object';

export type Joining =
  | { kind: 'added'; requestId?: string }
  | { kind: 'alreadyMember' }
  /** The account is too fresh to be seen by all of Entra. */
  | { kind: 'notYetVisible'; raw: RawError }
  | { kind: 'refused'; reason: RefusalReason; raw: RawError };

/**
 * Adds the guest to the canary's group. An app may not use the Teams membership call for a guest, so the group is
 * joined and Teams copies it in its own time. https://learn.microsoft.com/graph/api/team-post-members
 */
export async function addToCanary(graph: GraphClient, groupId: string, userId: string): Promise<Joining> {
  const body = { '@odata.id': graph.urlOf(`/directoryObjects/${userId}`) };
  const route = '/groups/{id}/members/$ref';
  try {
    const { requestId } = await graph.call('POST', route, `/groups/${groupId}/members/$ref`, {
      schema: z.unknown(),
      body,
    });
    return { kind: 'added', ...(requestId && { requestId }) };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const { raw } = fault;
    const words = raw.message?.toLowerCase() ?? '';
    if (raw.status === 400 && words.includes('already exist')) return { kind: 'alreadyMember' };
    if (raw.status === 404 && !(await isTeam(graph, groupId)))
      return { kind: 'refused', reason: 'canaryGone', raw };
    if (raw.status === 404 || words.includes("don't exist")) return { kind: 'notYetVisible', raw };
    return { kind: 'refused', reason: reasonOf(raw), raw };
  }
}

export async function isCanaryMember(graph: GraphReader, groupId: string, userId: string): Promise<boolean> {
  const schema = z.object({ value: z.array(z.object({ id: z.string() })) });
  const { value } = await graph.call('GET', '/groups/{id}/members', `/groups/${groupId}/members?$select=id`, {
    schema,
  });
  return value.value.some(({ id }) => id === userId);
}

/** Takes the guest out of the group; one who is not in it is as good as taken out. */
export const removeFromCanary = async (
  graph: GraphClient,
  groupId: string,
  userId: string,
): Promise<Removal> => remove(graph, '/groups/{id}/members/{id}/$ref', membershipPath(groupId, userId));

/**
 * The address of a membership, always with `/$ref`: without that ending the same DELETE deletes the account itself.
 * https://learn.microsoft.com/graph/api/group-delete-members
 */
export const membershipPath = (groupId: string, userId: string): `${string}/$ref` =>
  `/groups/${plainId(groupId)}/members/${plainId(userId)}/$ref`;

function plainId(id: string): string {
  if (!/^[\w-]+$/.test(id)) throw new Error('An id may hold only letters, digits and dashes.');
  return id;
}

export type RosterReading =
  { kind: 'listed' } | { kind: 'notListed' } | { kind: 'refused'; reason: RefusalReason; raw: RawError };

/** Whether Teams lists the account. One GET: Microsoft allows a look for changes on a Teams resource once a day. */
export async function readRoster(graph: GraphClient, teamId: string, userId: string): Promise<RosterReading> {
  const filter = encodeURIComponent(`(microsoft.graph.aadUserConversationMember/userId eq '${userId}')`);
  const schema = z.object({ value: z.array(z.object({ userId: z.string().nullish() })) });
  const path = `/teams/${teamId}/members?$filter=${filter}`;
  try {
    const { value } = await graph.call('GET', '/teams/{id}/members', path, { schema });
    return { kind: value.value.some((member) => member.userId === userId) ? 'listed' : 'notListed' };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const { raw } = fault;
    return { kind: 'refused', reason: raw.status === 404 ? 'canaryGone' : reasonOf(raw), raw };
  }
}
