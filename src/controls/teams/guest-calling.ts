import { say } from '../../texts/say';
import type { Control } from '../control';
import { notOn, parametersOf, teamsAccess } from './teams-defaults';

const ON = { AllowPrivateCalling: true };

export const guestCalling: Control = {
  ...teamsAccess,
  id: 'T-2',
  title: 'Guest calling',
  options: ['guestAccess'],
  document: 'guestCalling',
  properties: Object.keys(ON),
  whenAbsent: ON,
  adminPage: 'Teams admin centre > Users > Guest access',
  default: 'everything on',
  whenWrong: 'Guests cannot call anybody one to one.',
  can: 'change',
  risk: 'Guests can call people of the organisation.',
  // A feature, not a door: left as it is unless somebody asks for it.
  concerns: ({ guestCalling: wanted }) => wanted === 'on',
  judge(values) {
    const to = notOn(values, ON);
    if (Object.keys(to).length === 0) return { kind: 'met' };
    return { kind: 'change', to, reason: say('reason.requested') };
  },
  inPowerShell: (to) => `Set-CsTeamsGuestCallingConfiguration -Identity Global ${parametersOf(to)}`,
};
