import { say } from '../../texts/say';
import type { Control } from '../control';
import { along } from '../values/compare-values';
import { notOn, parametersOf, teamsAccess } from './teams-defaults';

const ON = { AllowIPVideo: true, ScreenSharingMode: 'EntireScreen', AllowMeetNow: true };

export const guestMeeting: Control = {
  ...teamsAccess,
  id: 'T-3',
  title: 'Guest meetings',
  options: ['guestAccess'],
  document: 'guestMeeting',
  properties: Object.keys(ON),
  compare: { ScreenSharingMode: along('Disabled', 'SingleApplication', 'EntireScreen') },
  whenAbsent: ON,
  adminPage: 'Teams admin centre > Users > Guest access',
  default: 'everything on',
  whenWrong: 'Guests miss video, screen sharing or ad-hoc meetings.',
  can: 'change',
  risk: 'Guests can show video and their screen, and start meetings.',
  // A feature, not a door: left as it is unless somebody asks for it.
  concerns: ({ guestMeeting: wanted }) => wanted === 'on',
  judge(values) {
    const to = notOn(values, ON);
    if (Object.keys(to).length === 0) return { kind: 'met' };
    return { kind: 'change', to, reason: say('reason.requested') };
  },
  inPowerShell: (to) => `Set-CsTeamsGuestMeetingConfiguration -Identity Global ${parametersOf(to)}`,
};
