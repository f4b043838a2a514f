import { teamsConfiguration } from './teams-configuration';

/** The organisation-wide configurations of Teams that hold our switches. */
export const teamsClientConfiguration = teamsConfiguration('TeamsClientConfiguration');
export const guestCallingConfiguration = teamsConfiguration('TeamsGuestCallingConfiguration');
export const guestMeetingConfiguration = teamsConfiguration('TeamsGuestMeetingConfiguration');
export const guestMessagingConfiguration = teamsConfiguration('TeamsGuestMessagingConfiguration');
export const teamsMessagingPolicy = teamsConfiguration('TeamsMessagingPolicy', false);
