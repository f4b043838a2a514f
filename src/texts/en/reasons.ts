import type { Said, Wording } from '../said';

type Domains = { domains: readonly string[] };
const listed = (domains: readonly string[]): string => domains.join(', ');

/** Why a setting is to be changed, blocks, or may block; and who can act. */
export const reasons = {
  'link.passed': 'This guest is already past this setting.',
  'link.open': 'Allows guests.',
  'link.notRead': 'This setting was not read.',
  'link.ownersBlocked': ({ reason }: { reason: Said }, { say }: Wording) =>
    `Team owners cannot add people who are not in the directory. ${say(reason)}`,
  'who.gatedWay':
    'Gastvrij or a Guest Inviter creates the guest; team owners then add people who are in the directory.',
  'reason.unknownValue': ({ value }: { value: Said }, { say }: Wording) =>
    `Microsoft returns ${say(value)}, a value that Gastvrij does not know.`,
  'who.page': 'An administrator can check it on the page shown.',
  'reason.requested': 'The request asks for it.',
  'reason.teamsOff': 'While this is off, guests cannot use Teams.',
  'reason.archived': 'This team is archived.',
  'who.teamOwner': 'A team owner can restore it.',
  'reason.mustLetIn': ({ domains }: Domains) => `External access must allow ${listed(domains)}.`,
  'who.addToList': 'A Teams Administrator: add the domain to the existing list, if there is one.',
  'reason.onlyPartners':
    'External access is turned on for the domains of the partner only, not for everyone.',
  'reason.belowBlocked': ({ domains }: Domains) =>
    `${listed(domains)} is a subdomain of a blocked domain, and subdomains are blocked too.`,
  'who.nameBlocked': 'A Teams Administrator, or a request that names the blocked domain itself.',
  'reason.notReached': ({ domains }: Domains) => `External access does not allow ${listed(domains)}.`,
  'reason.subdomainsToo': 'Subdomains of a domain that is no longer blocked are allowed too.',
  'keep.listOfDomains': 'Keep a list of the domains you work with instead of allowing all domains.',
  'reason.trialRefused':
    'A partner that has trial licences only is refused, and the licences of the partner cannot be seen from here.',
  'who.partnerLicences':
    'The administrator of the partner: "Do you have a paid licence that includes Teams?"',
  'reason.bothSides': 'External access needs both sides, and only the partner can see and set theirs.',
  'who.partnerFederation':
    'The administrator of the partner: "Please allow our domain under Users > External access."',
  'reason.privateAccounts':
    'The request asks for personal Teams accounts; people here start the conversation.',
  'keep.noPrivateAccounts': 'Personal Teams accounts can be reached: turn that off unless you need it.',
  'reason.federationOff': 'External access is off for everyone.',
  'reason.policyNoExternal': 'The Global policy keeps people from using external access.',
  'reason.policyNoPrivate': 'The Global policy keeps people from reaching personal accounts.',
  'reason.siteStricter':
    'The site of the team may be stricter than the tenant, and applications cannot read that.',
  'who.sharePoint': 'A SharePoint Administrator.',
  'reason.filesForExisting': 'Guests cannot open team files unless sharing allows existing guests.',
  'reason.filesForNew': 'Guests cannot open team files unless sharing allows new and existing guests.',
  'keep.existingGuests': 'Limit sharing to existing guests.',
  'keep.noResharing': 'Guests can share items they do not own: turn that off.',
  'keep.filesNotShared': ({ domains }: Domains) =>
    `Single files cannot be shared with ${listed(domains)}; this list does not apply to teams.`,
  'reason.guestElsewhere': ({ domain }: { domain: string }) =>
    `The test guest comes from ${domain}, which is not allowed and which the request does not name.`,
  'who.nameDomain': 'Use a test guest of the partner, or name this domain in the request.',
  'reason.invitationsRefused': ({ domains }: Domains) =>
    `The collaboration restrictions refuse invitations to ${listed(domains)}.`,
  'keep.inviteDomains': 'Keep a list of the domains you work with instead of allowing any domain.',
  'keep.blockTrials': 'Block organisations that have trial licences only.',
  'keep.limitInvitations': 'Limit invitations to administrators and Guest Inviters.',
  'reason.invitersGated':
    'Administrators and Guest Inviters must be allowed to invite; otherwise nobody can.',
  'reason.invitersMembers': 'Members must be allowed to invite, so that team owners can bring in new people.',
  'keep.restrictGuests': 'Guests see as much of the directory as members: limit or restrict them.',
  'reason.partnerOutbound': 'Only the partner can see whether its users may be guests here.',
  'who.partnerOutbound':
    'The administrator of the partner: "Please allow outbound B2B collaboration with our tenant."',
  'reason.inboundBlocked': 'The cross-tenant access settings of this tenant block this organisation.',
  'reason.inboundLimited':
    'The cross-tenant access settings allow only some users of this organisation; others are refused.',
  'who.inbound': 'A Security Administrator, in the inbound settings for that organisation.',
  'reason.labelHolds': 'This team refuses guests, and its sensitivity label controls the setting.',
  'who.labelOrOwner':
    'The owner of the labels in Microsoft Purview, or a team owner by choosing another label.',
  'reason.teamRefuses': 'This team refuses guests.',
  'reason.labelMayDecide': ({ label }: { label: Said }, { say }: Wording) =>
    `The label may block guests: this team has ${say(label)}, and applications cannot read whether it allows guests.`,
  'who.label': 'The owner of the labels in Microsoft Purview.',
  'reason.ownersAdd': 'Team owners must be able to add guests to their teams.',
  'reason.guestsReach': 'A guest in a team must be able to open what the team contains.',
  'reason.trialLicences':
    'This tenant has trial licences only: Microsoft limits sharing and external access in trials.',
  'who.billing': 'A Billing Administrator, by buying a licence; it takes effect within a day.',
};
