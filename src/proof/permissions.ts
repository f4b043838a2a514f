import type { Permissions } from '../controls/control';

/** What the proof needs besides the controls: with a canary the whole ladder, without one the invitation alone. */
export function neededForProof(hasCanary: boolean): Permissions {
  const always = ['User.Invite.All', 'User.Read.All', 'User.DeleteRestore.All', 'Organization.Read.All'];
  const ladder = ['GroupMember.ReadWrite.All', 'TeamMember.Read.All'];
  return { graph: hasCanary ? [...always, ...ladder] : always, roles: [] };
}
