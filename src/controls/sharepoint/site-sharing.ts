import { say } from '../../texts/say';
import { NOTHING, type Control } from '../control';
import { sharePointAccess } from './sharepoint-defaults';

export const siteSharing: Control = {
  ...sharePointAccess,
  id: 'S-2',
  title: 'Sharing of the team’s own site',
  properties: [],
  adminPage: 'SharePoint admin centre > Active sites > the site > Settings > External file sharing',
  default: 'new and existing guests, or existing ones only, by the group setting of the day it was made',
  whenWrong: 'The files of this one team are closed to guests.',
  can: 'look',
  toRead: NOTHING,
  toWrite: NOTHING,
  benchmarks: [],
  risk: 'None: Gastvrij does not change it.',
  concerns: ({ teamId }) => teamId !== undefined,
  judge: () => ({
    kind: 'mayDecide',
    reason: say('reason.siteStricter'),
    whoCan: say('who.sharePoint'),
  }),
  inPowerShell: () => 'Set-SPOSite -Identity <site> -SharingCapability ExistingExternalUserSharingOnly',
};
