import type { Permissions } from '../controls/control';

/** What the proof needs besides the controls: with a canary the whole ladder, without one the invitation alone. */
export function neededForProof(hasCanary: boolean): Permissions {
  const always = ['User.Invite.All', 'User.Read.All', 'User.DeleteRestore.All'];
  const ladder = ['GroupMember.ReadWrite.All', 'TeamMember.Read.All'];
  return { graph: hasCanary ? [...always, ...ladder] : always, roles: [] };
}

/** What it takes to see whether there is an account with the address of a guest. */
export const NEEDED_TO_FIND: Permissions = { graph: ['User.Read.All'], roles: [] };

/** What it takes to clear away what a test left: no more than the test itself. A subscription takes none. */
export const NEEDED_TO_TIDY = {
  guest: { graph: ['User.DeleteRestore.All'], roles: [] },
  membership: { graph: ['GroupMember.ReadWrite.All'], roles: [] },
} satisfies Record<string, Permissions>;

/** What it takes to make a test team where there is none; asked for only then. */
export const NEEDED_FOR_CANARY: Permissions = { graph: ['Team.Create', 'GroupMember.Read.All'], roles: [] };

/** Whatever a run is for, it looks first whether this is the right tenant. */
export const NEEDED_ALWAYS: Permissions = { graph: ['Organization.Read.All'], roles: [] };
