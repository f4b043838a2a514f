import { z } from 'zod';
import type { GraphClient, GraphReader } from '../graph/graph-client';
import { findAccounts, type Account } from '../directory/accounts';
import { Refused, type RawError } from '../http/service-errors';
import { reasonOf, type RefusalReason } from './refusal-reason';
import { remove, type Removal } from './remove-object';

export type GuestSearch = { kind: 'absent' } | ({ kind: 'found' } & Account);

export type Invitation =
  | { kind: 'invited'; userId: string; requestId?: string }
  | { kind: 'refused'; reason: RefusalReason; raw: RawError };

/** Where a guest would land after accepting; ours never does. */
const REDIRECT_URL = 'https://teams.microsoft.com';

/** The account that has this address, if any: a guest before others, and the one that shows it before one that has it besides. */
export async function findGuest(graph: GraphReader, email: string): Promise<GuestSearch> {
  const accounts = await findAccounts(graph, email);
  // A second address that a colleague keeps elsewhere makes neither a guest nor a member of its owner.
  const having = accounts.filter(({ isSecondary, userType }) => userType === 'Guest' || !isSecondary);
  const found =
    having.find(({ userType, isSecondary }) => userType === 'Guest' && !isSecondary) ??
    having.find(({ userType }) => userType === 'Guest') ??
    having[0];
  return found ? { kind: 'found', ...found } : { kind: 'absent' };
}

/**
 * Invites without a mail; again for the same address gives the same account, which keeps its name. Whether the account is
 * new the answer does not tell.
 * The redeem address in the reply is a secret: the schema drops it.
 * https://learn.microsoft.com/graph/api/invitation-post
 */
export async function inviteGuest(
  graph: GraphClient,
  email: string,
  invitedUserDisplayName?: string,
): Promise<Invitation> {
  const body = {
    invitedUserEmailAddress: email,
    ...(invitedUserDisplayName !== undefined && { invitedUserDisplayName }),
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

/** Deletes an account. */
export const deleteGuest = (graph: GraphClient, id: string): Promise<Removal> =>
  remove(graph, '/users/{id}', `/users/${id}`);

/** Empties the bin of an account, so that its address is free again. */
export const purgeGuest = (graph: GraphClient, id: string): Promise<Removal> =>
  remove(graph, '/directory/deletedItems/{id}', `/directory/deletedItems/${id}`);
