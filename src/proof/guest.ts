import { z } from 'zod';
import type { GraphClient, GraphReader } from '../graph/graph-client';
import { isRefused, Refused, type RawError } from '../http/faults';
import { reasonOf, type RefusalReason } from './refusals';

export type GuestSearch =
  | { kind: 'absent' }
  | {
      kind: 'found';
      id: string;
      userType: string | null;
      hasAccepted: boolean;
      /** In whole seconds, ISO 8601. */
      createdAt: string;
    };

export type Invitation =
  | { kind: 'invited'; userId: string; requestId?: string }
  | { kind: 'refused'; reason: RefusalReason; raw: RawError };

/** Where a guest would land after accepting; ours never does. */
const REDIRECT_URL = 'https://teams.microsoft.com';

/** The account that has this address, if any. A fresh one may stay invisible for some seconds. */
export async function findGuest(graph: GraphReader, email: string): Promise<GuestSearch> {
  const filter = encodeURIComponent(`mail eq '${email.replaceAll("'", "''")}'`);
  const user = z.object({
    id: z.string(),
    userType: z.string().nullish(),
    externalUserState: z.string().nullish(),
    createdDateTime: z.string().nullish(),
  });
  const path = `/users?$filter=${filter}&$select=id,userType,externalUserState,createdDateTime`;
  const { value } = await graph.call('GET', '/users', path, { schema: z.object({ value: z.array(user) }) });
  const [found] = value.value;
  if (found === undefined) return { kind: 'absent' };
  const { id, userType = null, externalUserState, createdDateTime } = found;
  const hasAccepted = externalUserState !== 'PendingAcceptance';
  return { kind: 'found', id, userType, hasAccepted, createdAt: createdDateTime ?? '' };
}

/**
 * Invites without a mail; again for the same address gives the same account.
 * The redeem address in the reply is a secret: the schema drops it.
 * https://learn.microsoft.com/graph/api/invitation-post
 */
export async function inviteGuest(graph: GraphClient, email: string): Promise<Invitation> {
  const body = {
    invitedUserEmailAddress: email,
    inviteRedirectUrl: REDIRECT_URL,
    sendInvitationMessage: false,
  };
  const schema = z.object({ invitedUser: z.object({ id: z.string() }) });
  try {
    const { value, requestId } = await graph.call('POST', '/invitations', '/invitations', { schema, body });
    return { kind: 'invited', userId: value.invitedUser.id, ...(requestId && { requestId }) };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    return { kind: 'refused', reason: reasonOf(fault.raw), raw: fault.raw };
  }
}

/** Whether there was something to remove: what is gone already is as good as removed. */
export type Removal = 'removed' | 'gone';

/** Deletes an account. */
export const deleteGuest = (graph: GraphClient, id: string): Promise<Removal> =>
  remove(graph, '/users/{id}', `/users/${id}`);

/** Empties the bin of an account, so that its address is free again. */
export const purgeGuest = (graph: GraphClient, id: string): Promise<Removal> =>
  remove(graph, '/directory/deletedItems/{id}', `/directory/deletedItems/${id}`);

async function remove(graph: GraphClient, route: string, path: string): Promise<Removal> {
  try {
    await graph.call('DELETE', route, path, { schema: z.unknown() });
    return 'removed';
  } catch (fault) {
    if (!isRefused(fault, 404)) throw fault;
    return 'gone';
  }
}
