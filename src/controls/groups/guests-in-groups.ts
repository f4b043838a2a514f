import { say } from '../../texts/say';
import type { Control } from '../control';
import { groupSettingsAccess, inPowerShell, isOn } from './group-defaults';

export const guestsInGroups: Control = {
  ...groupSettingsAccess,
  id: 'G-1',
  title: 'Guests may access group content',
  properties: ['AllowGuestsToAccessGroups'],
  whenAbsent: { AllowGuestsToAccessGroups: null },
  benchmarks: [{ id: 'EIDSCA.ST09', passes: ({ AllowGuestsToAccessGroups: value }) => isOn(value) }],
  whenWrong: 'A guest is a member and reaches nothing of the team, its files included.',
  risk: 'Guests who are members of a group reach its conversations and files.',
  judge: ({ AllowGuestsToAccessGroups: value }) =>
    isOn(value)
      ? { kind: 'met' }
      : {
          kind: 'change',
          to: { AllowGuestsToAccessGroups: true },
          reason: say('reason.guestsReach'),
        },
  inPowerShell: () => inPowerShell('AllowGuestsToAccessGroups'),
};
