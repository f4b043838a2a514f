import type { Control } from '../control';

/** What the switches of the tenant's `Group.Unified` settings have in common. */
export const groupSettingsAccess: Pick<
  Control,
  'gate' | 'document' | 'adminPage' | 'can' | 'toRead' | 'toWrite' | 'effectiveWithin'
> = {
  gate: 'Groups',
  document: 'groupSettings',
  adminPage: 'Microsoft 365 admin centre > Settings > Org settings > Services > Microsoft 365 Groups',
  can: 'change',
  toRead: { graph: ['GroupSettings.Read.All'], roles: [] },
  toWrite: { graph: ['GroupSettings.ReadWrite.All'], roles: [] },
  effectiveWithin: { documented: 1, patience: 4 },
};
