/** What an error, or something a person saw, means. */
export const symptoms = {
  'symptom.invitationsOff':
    'Microsoft Entra refuses the invitation: nobody, or not this account, may invite guests (E-1).',
  'symptom.inviterRoleFresh':
    'Microsoft Entra does not let this account invite guests (E-1); a new role, or a change, takes up to an hour.',
  'symptom.crossCloudBlocked':
    'The partner has disabled the application that lets its users be guests in another cloud.',
  'symptom.crossTenantBlocked':
    'Cross-tenant access settings block the invitation: those of this tenant (E-5), or those of the partner (E-6).',
  'symptom.policyFull': 'The policy is full: it holds 25 KB at most.',
  'symptom.ownDomain':
    'The guest’s address is in a domain that this tenant owns, so it can’t be a guest here.',
  'symptom.domainBlocked':
    'The guest’s domain is on the blocklist, or not on the allowlist, of the collaboration restrictions (E-3).',
  'symptom.addressTaken': 'The address belongs to a member or a blocked account of this tenant.',
  'symptom.objectHoldsAddress':
    'Another object in this tenant uses the address: a member, a contact or a group.',
  'symptom.deletedGuestHoldsAddress':
    'The address is in use, and no account shows it: most likely by a deleted guest that can still be restored.',
  'symptom.groupAddress': 'The address of the guest is a group or a distribution list.',
  'symptom.badAddress':
    'Microsoft rejects the address of the guest as invalid; a plus sign, for example, is not allowed.',
  'symptom.partnerLacksAccount':
    'The guest’s organisation has no such account, or does not allow self-service accounts.',
  'symptom.alreadyMember': 'The guest is already a member of the group: an earlier response was lost.',
  'symptom.notReplicated': 'The new account is not visible in all of Microsoft Entra yet.',
  'symptom.guestsNotAllowedInGroups':
    'The group refuses guests: because of the setting of the tenant (G-2), its own setting (G-3) or its label (G-4).',
  'symptom.missingPermission':
    'The app lacks a permission that this step needs; for an invitation that is User.Invite.All.',
  'symptom.appOnlyRefused':
    'Teams refuses an application that adds a guest and gives no reason: a known limit of Teams, or guest access (T-1).',
  'symptom.canaryGone': 'The test team of this tenant does not exist, or is not a team.',
  'symptom.notListed': 'The guest is in the group, and Teams does not list the guest yet.',
  'symptom.noMatches':
    'Teams does not offer the guest: guest access is off or was changed recently (T-1), a label does not allow it (G-4), or only administrators may invite (E-1).',
  'symptom.teamsClosed':
    'Teams does not let this person add guests: T-1, G-2 or E-1 is off or was changed recently.',
  'symptom.ownersCannot':
    'Administrators and applications can add guests and team owners cannot: owners may not add guests (G-2), or not invite new ones (E-1).',
  'symptom.oneTeamRefuses':
    'One team refuses guests and others do not: because of its own setting (G-3), its label (G-4) or its site (S-2).',
  'symptom.recreatedGuest':
    'The guest was deleted and created again: the site still has the old account and refuses the new one (S-2).',
  'symptom.filesClosed':
    'Chat works and files do not: sharing is off for the tenant (S-1) or the site (S-2), or the channel is private.',
  'symptom.takenBack': 'Someone, or an automation for unused guests, reverts what was done.',
  'symptom.notRedeemed': 'The guest is in the directory and has not accepted the invitation.',
  'symptom.wrongAccount': 'The guest signed in with another account than the one that was invited.',
  'symptom.signInBlocked':
    'The guest has access and cannot sign in: a Conditional Access policy or an application requires more.',
  'symptom.trustMissing':
    'A shared channel requires multifactor authentication of the guest’s organisation, which this tenant does not trust (E-7).',
  'symptom.unmanagedTenant': 'The guest’s organisation has a tenant without an administrator.',
  'symptom.organisationsNotConnected':
    'External access is blocked: in this tenant (F-1, F-2, F-4), by trial licences (F-7), or by the partner (F-8).',
  'symptom.searchedByName':
    'People in other organisations can be found by their exact address only, not by name.',
};
