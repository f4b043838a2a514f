import type { Control } from '../control';
import { groupSettingsAccess } from './group-settings-access';

export const ownersAddGuests: Control = {
  ...groupSettingsAccess,
  id: 'G-2',
  title: 'Owners may add guests to groups',
  property: 'AllowToAddGuests',
  risk: 'Owners of groups and teams decide who of the guests joins them.',
  judge: (value) =>
    value === true
      ? { kind: 'met' }
      : { kind: 'change', to: true, reason: 'Team owners must be able to add guests to their teams.' },
};
