import type { Control } from './control';
import { collaborationDomains } from './entra/collaboration-domains';
import { crossTenantInbound } from './entra/cross-tenant-inbound';
import { guestDirectoryRole } from './entra/guest-directory-role';
import { guestInvitations } from './entra/guest-invitations';
import { microsoftClouds } from './entra/microsoft-clouds';
import { partnerOutbound } from './entra/partner-outbound';
import { blockedSubdomains } from './external-access/blocked-subdomains';
import { federatedDomains } from './external-access/federated-domains';
import { federationOfPeople } from './external-access/user-external-access';
import { federationSwitch } from './external-access/external-access-enabled';
import { partnerFederation } from './external-access/partner-side-access';
import { privateAccounts } from './external-access/consumer-accounts';
import { trialTenants } from './external-access/trial-tenants';
import { guestsInGroups } from './groups/guests-in-groups';
import { guestsInTeam } from './groups/guests-in-team';
import { ownersAddGuests } from './groups/owners-add-guests';
import { sensitivityLabel } from './groups/sensitivity-label';
import { trialLicences } from './licences/trial-licences';
import { guestExpiry } from './sharepoint/guest-expiry';
import { resharing } from './sharepoint/resharing';
import { sharingDomains } from './sharepoint/sharing-domains';
import { sharingLevel } from './sharepoint/sharing-level';
import { siteSharing } from './sharepoint/site-sharing';
import { chatInvitesGuests } from './teams/chat-invites-guests';
import { guestAccess } from './teams/guest-access';
import { guestCalling } from './teams/guest-calling';
import { guestMeeting } from './teams/guest-meeting';
import { guestMessaging } from './teams/guest-messaging';
import { guestsAndChannels } from './teams/guests-and-channels';
import type { DesiredSettings } from './control';

/** Every switch we know, in the order in which a guest comes past them. The only registry. */
export const CHECKLIST: readonly Control[] = [
  guestInvitations,
  collaborationDomains,
  guestDirectoryRole,
  crossTenantInbound,
  partnerOutbound,
  microsoftClouds,
  guestsInGroups,
  ownersAddGuests,
  guestsInTeam,
  sensitivityLabel,
  guestAccess,
  guestCalling,
  guestMeeting,
  guestMessaging,
  guestsAndChannels,
  chatInvitesGuests,
  sharingLevel,
  sharingDomains,
  resharing,
  guestExpiry,
  siteSharing,
  federationSwitch,
  federatedDomains,
  federationOfPeople,
  blockedSubdomains,
  privateAccounts,
  trialLicences,
  trialTenants,
  partnerFederation,
];

/** What can be undone in a tenant where an audit finds it moved; the switches of single teams cannot. */
export const REMEDIABLE: readonly Control[] = CHECKLIST.filter(
  ({ can, document }) =>
    can === 'change' && document !== undefined && document !== 'team' && document !== 'teamGroup',
);

/** @param id of the checklist; that of a team's own switch (`G-3:…`) names the same control */
export function controlOf(id: string): Control {
  const control = CHECKLIST.find((one) => one.id === id.split(':')[0]);
  if (control === undefined) throw new Error(`There is no control ${id} in the checklist.`);
  return control;
}

/** The controls that a request is about, in the order of the checklist. */
export const concernedBy = (desired: DesiredSettings): Control[] =>
  CHECKLIST.filter(
    ({ options, concerns }) =>
      options.some((option) => desired.options.includes(option)) && (concerns?.(desired) ?? true),
  );
