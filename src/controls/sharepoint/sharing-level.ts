import { isAtLeast, type Control } from '../control';

/** From closed to open; Microsoft's own numbers for these are not in this order. */
const SHARING_LEVELS = [
  'disabled',
  'existingExternalUserSharingOnly',
  'externalUserSharingOnly',
  'externalUserAndGuestSharing',
];

export const sharingLevel: Control = {
  id: 'S-1',
  gate: 'SharePoint',
  title: 'Sharing outside the organisation',
  document: 'sharePointSettings',
  property: 'sharingCapability',
  adminPage: 'SharePoint admin centre > Policies > Sharing',
  can: 'change',
  toRead: { graph: ['SharePointTenantSettings.Read.All'], roles: [] },
  toWrite: { graph: ['SharePointTenantSettings.ReadWrite.All'], roles: [] },
  effectiveWithin: { documented: 1, patience: 4 },
  risk: 'Sites whose own level allows it can be shared with people outside.',
  judge(value, profile) {
    const to = profile === 'gated' ? 'existingExternalUserSharingOnly' : 'externalUserSharingOnly';
    if (isAtLeast(SHARING_LEVELS, value, to)) return { kind: 'met' };
    const whom = profile === 'gated' ? 'guests who are in the directory' : 'new and existing guests';
    return {
      kind: 'change',
      to,
      reason: `The files of a team are closed to guests unless sharing allows ${whom}.`,
    };
  },
};
