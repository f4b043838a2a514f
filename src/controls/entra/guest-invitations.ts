import { isAtLeast, type Control } from '../control';

/** From closed to open. https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
const WHO_MAY_INVITE = ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'];

export const guestInvitations: Control = {
  id: 'E-1',
  gate: 'Entra',
  title: 'Who may invite guests',
  document: 'authorizationPolicy',
  property: 'allowInvitesFrom',
  adminPage:
    'Entra admin centre > External Identities > External collaboration settings > Guest invite settings',
  can: 'change',
  toRead: { graph: ['Policy.Read.All'], roles: [] },
  toWrite: { graph: ['Policy.ReadWrite.Authorization'], roles: [] },
  effectiveWithin: { documented: 1, patience: 2 },
  risk: 'More people than before can bring outsiders into the directory.',
  judge(value, profile) {
    const to = profile === 'gated' ? 'adminsAndGuestInviters' : 'adminsGuestInvitersAndAllMembers';
    if (isAtLeast(WHO_MAY_INVITE, value, to)) return { kind: 'met' };
    const reason =
      profile === 'gated'
        ? 'Entra must let administrators and Guest Inviters invite, or nobody can.'
        : 'Entra must let members invite, so that team owners can bring in new people.';
    return { kind: 'change', to, reason };
  },
};
