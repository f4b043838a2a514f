import { say } from '../../texts/say';
import type { Control } from '../control';
import { along } from '../values/compare-values';
import type { Values } from '../values/value';
import { READS_AUTHORIZATION_POLICY } from './entra-permissions';

/** https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions */
const SAME_AS_MEMBERS = 'a0b1b346-4d3e-4e8b-98f8-753987be4970';
const LIMITED = '10dae51f-b6af-4016-8d66-8c2a99b929b3';
const RESTRICTED = '2af84b1e-32c8-42b7-82bc-daa82404023b';
const isLimited = ({ guestUserRoleId }: Values): boolean =>
  guestUserRoleId === LIMITED || guestUserRoleId === RESTRICTED;

export const guestDirectoryRole: Control = {
  id: 'E-4',
  gate: 'Entra',
  title: 'What guests see of the directory',
  options: ['guestAccess'],
  document: 'authorizationPolicy',
  properties: ['guestUserRoleId'],
  compare: { guestUserRoleId: along(RESTRICTED, LIMITED, SAME_AS_MEMBERS) },
  adminPage:
    'Entra admin centre > External Identities > External collaboration settings > Guest user access restrictions',
  default: 'limited: guests see their own profile and the groups they are in',
  whenWrong: 'Nothing closes: every value lets guests into Teams. The widest shows them the whole directory.',
  can: 'look',
  toRead: READS_AUTHORIZATION_POLICY,
  toWrite: { graph: [], roles: [] },
  effectiveWithin: { documented: 0.25, longest: 0.5 },
  benchmarks: [
    { id: 'CIS 5.1.6.2', passes: isLimited },
    { id: 'MS.AAD.8.1', passes: isLimited },
    { id: 'EIDSCA.AP07', passes: ({ guestUserRoleId }) => guestUserRoleId === RESTRICTED },
  ],
  risk: 'None: Gastvrij does not change it.',
  judge: ({ guestUserRoleId }) =>
    guestUserRoleId === SAME_AS_MEMBERS
      ? { kind: 'met', advice: say('keep.restrictGuests') }
      : { kind: 'met' },
};
