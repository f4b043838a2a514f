import { say } from '../../texts/say';
import type { Control } from '../control';
import { groupSettingsAccess, inPowerShell, isOn } from './group-defaults';

export const ownersAddGuests: Control = {
  ...groupSettingsAccess,
  id: 'G-2',
  title: 'Owners may add guests to groups',
  properties: ['AllowToAddGuests'],
  whenAbsent: { AllowToAddGuests: null },
  whenWrong: 'Owners who are not administrators cannot add guests to their teams.',
  risk: 'Owners of groups and teams decide who of the guests joins them.',
  judge: ({ AllowToAddGuests: value }) =>
    isOn(value)
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { AllowToAddGuests: true },
          reason: say('reason.ownersAdd'),
        },
  inPowerShell: () => inPowerShell('AllowToAddGuests'),
};
