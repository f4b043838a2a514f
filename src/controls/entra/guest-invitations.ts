import { say } from '../../texts/say';
import { isAtLeast, unheardOf, type Control } from '../control';
import { along } from '../values/compare-values';
import { inWords } from '../values/value';
import { READS_AUTHORIZATION_POLICY } from './entra-permissions';

/** From closed to open. https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
const WHO_MAY_INVITE = ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'];
const isLimited = (value: unknown): boolean => value === 'none' || value === 'adminsAndGuestInviters';

export const guestInvitations: Control = {
  id: 'E-1',
  gate: 'Entra',
  title: 'Who may invite guests',
  options: ['guestAccess'],
  document: 'authorizationPolicy',
  properties: ['allowInvitesFrom'],
  compare: { allowInvitesFrom: along(...WHO_MAY_INVITE) },
  adminPage:
    'Entra admin centre > External Identities > External collaboration settings > Guest invite settings',
  default: 'everyone, also members and guests',
  whenWrong: 'Every invitation is refused, or owners can only add guests who are in the directory already.',
  can: 'change',
  toRead: READS_AUTHORIZATION_POLICY,
  toWrite: { graph: ['Policy.ReadWrite.Authorization'], roles: [] },
  effectiveWithin: { documented: 1, longest: 2 },
  benchmarks: [
    { id: 'CIS 5.1.6.3', passes: ({ allowInvitesFrom }) => isLimited(allowInvitesFrom) },
    { id: 'MS.AAD.8.2', passes: ({ allowInvitesFrom }) => isLimited(allowInvitesFrom) },
    { id: 'EIDSCA.AP04', passes: ({ allowInvitesFrom }) => isLimited(allowInvitesFrom) },
  ],
  needsApproval: true,
  risk: 'More people than before can bring outsiders into the directory.',
  judge({ allowInvitesFrom }, { profile }) {
    if (!isAtLeast(WHO_MAY_INVITE, allowInvitesFrom, 'none')) return unheardOf(allowInvitesFrom);
    const to = profile === 'gated' ? 'adminsAndGuestInviters' : 'adminsGuestInvitersAndAllMembers';
    if (isAtLeast(WHO_MAY_INVITE, allowInvitesFrom, to)) {
      if (profile === 'selfService' || isLimited(allowInvitesFrom)) return { kind: 'met' };
      return { kind: 'met', advice: say('keep.limitInvitations') };
    }
    const reason = profile === 'gated' ? say('reason.invitersGated') : say('reason.invitersMembers');
    return { kind: 'change', to: { allowInvitesFrom: to }, reason };
  },
  remains: say('remains.guests'),
  inPowerShell: ({ allowInvitesFrom }) =>
    `Update-MgPolicyAuthorizationPolicy -AllowInvitesFrom ${inWords(allowInvitesFrom)}`,
};
