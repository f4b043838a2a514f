import { NOTHING, type Control } from '../control';
import { sharePointAccess } from './sharepoint-defaults';

export const guestExpiry: Control = {
  ...sharePointAccess,
  id: 'S-7',
  title: 'Access of guests to a site expires',
  properties: [],
  adminPage: 'SharePoint admin centre > Policies > Sharing > Guest access to a site or OneDrive will expire',
  default: 'off',
  whenWrong: 'Guests with a link of their own lose access after so many days; members of a team do not.',
  can: 'look',
  toRead: NOTHING,
  toWrite: NOTHING,
  benchmarks: [{ id: 'CIS 7.2.9' }],
  risk: 'None: Gastvrij does not change it.',
  judge: () => ({ kind: 'met' }),
  inPowerShell: () => 'Get-SPOTenant | Select ExternalUserExpirationRequired, ExternalUserExpireInDays',
};
