import type { Control } from '../control';

/** What the switches of SharePoint have in common. */
export const sharePointAccess: Pick<Control, 'gate' | 'options' | 'toRead' | 'effectiveWithin'> = {
  gate: 'SharePoint',
  options: ['guestAccess'],
  toRead: { graph: ['SharePointTenantSettings.Read.All'], roles: [] },
  effectiveWithin: { documented: 1, longest: 4 },
};
