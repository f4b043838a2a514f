import type { Control } from '../control';
import { groupSettingsAccess } from './group-settings-access';

export const guestsInGroups: Control = {
  ...groupSettingsAccess,
  id: 'G-1',
  title: 'Guests may access group content',
  property: 'AllowGuestsToAccessGroups',
  risk: 'Guests who are members of a group reach its conversations and files.',
  judge: (value) =>
    value === true
      ? { kind: 'met' }
      : { kind: 'change', to: true, reason: 'A guest in a team must reach what the team holds.' },
};
