import { say } from '../../texts/say';
import type { Control } from '../control';
import { LOCK } from '../values/compare-values';
import { teamsAccess } from './teams-defaults';

export const guestsAndChannels: Control = {
  ...teamsAccess,
  id: 'T-5',
  title: 'Guests and the channels of this team',
  options: ['guestAccess'],
  document: 'team',
  properties: ['allowCreateUpdateChannels', 'allowDeleteChannels', 'isArchived'],
  compare: { isArchived: LOCK },
  whenAbsent: { allowCreateUpdateChannels: false, allowDeleteChannels: false, isArchived: false },
  adminPage: 'Teams > the team > Manage team > Settings > Guest permissions (a team owner)',
  default: 'guests do not manage channels',
  whenWrong: 'Guests cannot add or change channels. An archived team changes no members at all.',
  can: 'look',
  toRead: { graph: ['Team.ReadBasic.All'], roles: [] },
  toWrite: { graph: [], roles: [] },
  risk: 'None: Gastvrij does not change it.',
  concerns: ({ teamId }) => teamId !== undefined,
  judge: ({ isArchived }) =>
    isArchived === true
      ? { kind: 'closed', reason: say('reason.archived'), whoCan: say('who.teamOwner') }
      : { kind: 'met' },
};
