import { teamsConfiguration } from './teams-configuration';

/** The organisation-wide configurations of Teams that hold our switches, and what stands where nothing was set. */
export const teamsClientConfiguration = teamsConfiguration('TeamsClientConfiguration', {
  AllowGuestUser: true,
});

export const guestCallingConfiguration = teamsConfiguration('TeamsGuestCallingConfiguration', {
  AllowPrivateCalling: true,
});

export const guestMeetingConfiguration = teamsConfiguration('TeamsGuestMeetingConfiguration', {
  AllowIPVideo: true,
  ScreenSharingMode: 'EntireScreen',
  AllowMeetNow: true,
});

export const guestMessagingConfiguration = teamsConfiguration('TeamsGuestMessagingConfiguration', {
  AllowUserChat: true,
  AllowUserEditMessage: true,
  AllowUserDeleteMessage: true,
  AllowUserDeleteChat: true,
  AllowGiphy: true,
  AllowMemes: true,
  AllowStickers: true,
  AllowImmersiveReader: true,
});

export const teamsMessagingPolicy = teamsConfiguration(
  'TeamsMessagingPolicy',
  { UseB2BInvitesToAddExternalUsers: true },
  false,
);
