import type { Control } from '../control';
import { teamsAccess } from './teams-defaults';

export const chatInvitesGuests: Control = {
  ...teamsAccess,
  id: 'T-7',
  title: 'Chats that make guests',
  options: ['guestAccess'],
  document: 'messagingPolicy',
  properties: ['UseB2BInvitesToAddExternalUsers'],
  whenAbsent: { UseB2BInvitesToAddExternalUsers: true },
  adminPage: 'Teams admin centre > Messaging policies (PowerShell for this property)',
  default: 'on, for a feature Microsoft holds back',
  whenWrong: 'Nothing closes. On, a chat with any address can make a guest: a second source of guests.',
  can: 'look',
  toWrite: { graph: [], roles: [] },
  risk: 'None: Gastvrij does not change it.',
  judge: () => ({ kind: 'met' }),
};
