import { NOTHING, type Permissions } from '../../controls/control';
import { isMissingNothing, leastOf, missingOf, permissionsInWords } from '../../controls/permissions';
import { NoToken, orNoToken, type RawError } from '../http/service-errors';

/** What each call beside those for settings takes. https://learn.microsoft.com/graph/permissions-reference */
const NEEDED_FOR: Readonly<Record<string, string>> = {
  'GET /organization': 'Organization.Read.All',
  'GET /users': 'User.Read.All',
  'GET /users/{id}': 'User.Read.All',
  'GET /directory/deletedItems/{id}': 'User.Read.All',
  'POST /invitations': 'User.Invite.All',
  'GET /groups': 'GroupMember.Read.All',
  'GET /groups/{id}': 'GroupMember.Read.All',
  'GET /groups/{id}/members': 'GroupMember.Read.All',
  'POST /groups/{id}/members/$ref': 'GroupMember.ReadWrite.All',
  'DELETE /groups/{id}/members/{id}/$ref': 'GroupMember.ReadWrite.All',
  'GET /teams/{id}/members': 'TeamMember.Read.All',
  'GET /subscriptions': 'TeamMember.Read.All',
  'POST /subscriptions': 'TeamMember.Read.All',
  'PATCH /subscriptions/{id}': 'TeamMember.Read.All',
  'DELETE /subscriptions/{id}': 'TeamMember.Read.All',
  'DELETE /users/{id}': 'User.DeleteRestore.All',
  'DELETE /directory/deletedItems/{id}': 'User.DeleteRestore.All',
  'POST /teams': 'Team.Create',
};

/** @param calls as in `GET /users`; what is not in the table takes nothing we know of */
export const neededFor = (...calls: string[]): Permissions =>
  leastOf([{ ...NOTHING, graph: calls.flatMap((call) => NEEDED_FOR[call] ?? []) }]);

/** What the proof needs besides the controls: with a canary the whole ladder, without one the invitation alone. */
export function neededForProof(hasCanary: boolean): Permissions {
  const always = ['POST /invitations', 'GET /users', 'DELETE /users/{id}'];
  const ladder = ['GET /groups/{id}', 'POST /groups/{id}/members/$ref', 'GET /teams/{id}/members'];
  return hasCanary ? neededFor(...always, ...ladder) : neededFor(...always);
}

/** What it takes to see whether there is an account with the address of a guest. */
export const NEEDED_TO_FIND: Permissions = neededFor('GET /users');

/** What it takes to find and clear away what a test left: no more than the test itself. */
export const NEEDED_FOR_CLEANUP: Permissions = neededFor(
  'GET /users',
  'GET /subscriptions',
  'DELETE /subscriptions/{id}',
  'DELETE /groups/{id}/members/{id}/$ref',
  'DELETE /users/{id}',
  'DELETE /directory/deletedItems/{id}',
);

/** What it takes to make a test team where there is none; asked for only then. */
export const NEEDED_FOR_CANARY: Permissions = neededFor('POST /teams', 'GET /groups');

/** Whatever a run is for, it looks first whether this is the right tenant. */
export const NEEDED_ALWAYS: Permissions = neededFor('GET /organization');

/**
 * The permission for want of which a call was refused, if our tokens do not hold it: `Microsoft Graph User.Read.All`.
 * Undefined where they do: then the refusal is about something else.
 * @param call as in `GET /users`
 * @param readGrants what our tokens say we may do
 */
export async function missingPermissionFor(
  call: string,
  { status }: Pick<RawError, 'status'>,
  readGrants: () => Promise<Permissions>,
): Promise<string | undefined> {
  if (status !== 401 && status !== 403) return undefined;
  const granted = await orNoToken(readGrants());
  if (granted instanceof NoToken) return undefined;
  const missing = missingOf([neededFor(call)], granted);
  return isMissingNothing(missing) ? undefined : permissionsInWords(missing);
}
