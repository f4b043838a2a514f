import { say } from '../../texts/say';
import { isAtLeast, unheardOf, type Control } from '../control';
import { along } from '../values/compare-values';
import { inWords } from '../values/value';
import { sharePointAccess } from './sharepoint-defaults';
import { isForApprovedDomains } from './sharing-domains';

/** From closed to open; Microsoft's own numbers for these are not in this order. */
export const SHARING_LEVELS = [
  'disabled',
  'existingExternalUserSharingOnly',
  'externalUserSharingOnly',
  'externalUserAndGuestSharing',
] as const;
export type SharingLevel = (typeof SHARING_LEVELS)[number];

const isAtMost = (value: unknown, most: SharingLevel): boolean => {
  const place = SHARING_LEVELS.findIndex((level) => level === value);
  return place >= 0 && place <= SHARING_LEVELS.indexOf(most);
};

export const sharingLevel: Control = {
  ...sharePointAccess,
  id: 'S-1',
  title: 'Sharing outside the organisation',
  document: 'sharePointSettings',
  properties: ['sharingCapability'],
  compare: { sharingCapability: along(...SHARING_LEVELS) },
  adminPage: 'SharePoint admin centre > Policies > Sharing',
  default: 'anyone, with a link and without an account',
  whenWrong: 'Chat in the team works, and its Files tab is empty or denies access.',
  can: 'change',
  toWrite: { graph: ['SharePointTenantSettings.ReadWrite.All'], roles: [] },
  benchmarks: [
    { id: 'CIS 7.2.3', passes: ({ sharingCapability: level }) => isAtMost(level, 'externalUserSharingOnly') },
    {
      id: 'MS.SHAREPOINT.1.1',
      passes: ({ sharingCapability: level }) => isAtMost(level, 'existingExternalUserSharingOnly'),
    },
    { id: 'MS.SHAREPOINT.1.3', passes: isForApprovedDomains },
  ],
  needsApproval: true,
  risk: 'Sites whose own level allows it can be shared with people outside.',
  remains: say('remains.links'),
  judge({ sharingCapability: value }, { profile }) {
    if (!isAtLeast(SHARING_LEVELS, value, 'disabled')) return unheardOf(value);
    const to = profile === 'gated' ? 'existingExternalUserSharingOnly' : 'externalUserSharingOnly';
    if (isAtLeast(SHARING_LEVELS, value, to)) {
      if (profile === 'selfService' || value === to) return { kind: 'met' };
      return { kind: 'met', advice: say('keep.existingGuests') };
    }
    return {
      kind: 'change',
      to: { sharingCapability: to },
      reason: say(profile === 'gated' ? 'reason.filesForExisting' : 'reason.filesForNew'),
    };
  },
  inPowerShell: ({ sharingCapability: to }) => {
    const name = inWords(to);
    return `Set-SPOTenant -SharingCapability ${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  },
};
