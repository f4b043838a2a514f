import { say } from '../../texts/say';
import type { Control } from '../control';
import { notOn, parametersOf, teamsAccess } from './teams-defaults';

const ON = {
  AllowUserChat: true,
  AllowUserEditMessage: true,
  AllowUserDeleteMessage: true,
  AllowUserDeleteChat: true,
  AllowGiphy: true,
  AllowMemes: true,
  AllowStickers: true,
  AllowImmersiveReader: true,
};

export const guestMessaging: Control = {
  ...teamsAccess,
  id: 'T-4',
  title: 'Guest messaging',
  options: ['guestAccess'],
  document: 'guestMessaging',
  properties: Object.keys(ON),
  whenAbsent: ON,
  adminPage: 'Teams admin centre > Users > Guest access',
  default: 'everything on',
  whenWrong: 'Guests cannot chat, or miss some of what members can do in chats.',
  can: 'change',
  risk: 'Guests can chat, and edit and delete what they wrote.',
  // A feature, not a door: left as it is unless somebody asks for it.
  concerns: ({ guestMessaging: wanted }) => wanted === 'on',
  judge(values) {
    const to = notOn(values, ON);
    if (Object.keys(to).length === 0) return { kind: 'met' };
    return { kind: 'change', to, reason: say('reason.requested') };
  },
  inPowerShell: (to) => `Set-CsTeamsGuestMessagingConfiguration -Identity Global ${parametersOf(to)}`,
};
