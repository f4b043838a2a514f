import type { DesiredSettings } from '../../controls/control';
import type { EnablementRequest } from '../enablement/request';

/** What a request wants of the switches. */
export function desiredSettingsOf(request: EnablementRequest): DesiredSettings {
  const { goal, profile, partnerDomains, testGuestEmail, teamId } = request;
  const guestDomain = testGuestEmail?.split('@')[1];
  return {
    options: goal === 'both' ? ['guestAccess', 'externalAccess'] : [goal],
    profile,
    domains: partnerDomains?.length ? partnerDomains : guestDomain === undefined ? [] : [guestDomain],
    ...(guestDomain !== undefined && { guestDomain }),
    ...(teamId !== undefined && { teamId }),
    guestCalling: request.guestCalling,
    guestMeeting: request.guestMeeting,
    guestMessaging: request.guestMessaging,
    allowConsumer: request.allowConsumer,
  };
}
