import { say } from '../../texts/say';
import type { Control } from '../control';
import { parametersOf, teamsAccess } from './teams-defaults';

export const guestAccess: Control = {
  ...teamsAccess,
  id: 'T-1',
  title: 'Guest access in Teams',
  options: ['guestAccess'],
  document: 'teamsClientConfiguration',
  properties: ['AllowGuestUser'],
  whenAbsent: { AllowGuestUser: true },
  adminPage: 'Teams admin centre > Users > Guest access',
  default: 'on since February 2021; off where somebody switched it off',
  whenWrong:
    'Owners see "We didn’t find any matches" or "Contact your administrator"; guests are shut out of the client.',
  can: 'change',
  risk: 'Guests of the directory can be added to teams and use the Teams client.',
  remains: say('remains.guestsInTeams'),
  judge: ({ AllowGuestUser }) =>
    AllowGuestUser === true
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { AllowGuestUser: true },
          reason: say('reason.teamsOff'),
        },
  inPowerShell: (to) => `Set-CsTeamsClientConfiguration -Identity Global ${parametersOf(to)}`,
};
