import { say } from '../../texts/say';
import type { Control } from '../control';
import { sharePointAccess } from './sharepoint-defaults';

export const resharing: Control = {
  ...sharePointAccess,
  id: 'S-6',
  title: 'Guests may share what is not theirs',
  document: 'sharePointSettings',
  properties: ['isResharingByExternalUsersEnabled'],
  whenAbsent: { isResharingByExternalUsersEnabled: true },
  adminPage: 'SharePoint admin centre > Policies > Sharing > More external sharing settings',
  default: 'on',
  whenWrong: 'Nothing closes. On, guests can pass on what was shared with them.',
  can: 'look',
  toWrite: { graph: [], roles: [] },
  benchmarks: [{ id: 'CIS 7.2.5', passes: ({ isResharingByExternalUsersEnabled: isOn }) => isOn === false }],
  risk: 'None: Gastvrij does not change it.',
  judge: ({ isResharingByExternalUsersEnabled: isOn }) =>
    isOn === true ? { kind: 'met', advice: say('keep.noResharing') } : { kind: 'met' },
};
