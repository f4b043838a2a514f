import type { VerdictKind } from './conclusion';

/** What an error means. `reason` is our name for it; it stands in steps and in the texts of a run. */
export interface Symptom {
  reason: RefusalReason;
  /** Matched without regard to case; all of one line must be there. */
  fragments: readonly string[];
  kind: VerdictKind;
  /** The switch that is most likely behind it. */
  control?: string;
  text: string;
  advice: readonly string[];
  /** Hours for which the same try may yet succeed, from the last change of that switch; 0: trying again is no use. */
  patience: number;
}

/** Why Microsoft would not let the guest in; `unknown` where its words are new to us. */
export type RefusalReason =
  | 'invitationsOff'
  | 'inviterRoleFresh'
  | 'crossTenantBlocked'
  | 'crossCloudBlocked'
  | 'domainBlocked'
  | 'policyFull'
  | 'ownDomain'
  | 'addressTaken'
  | 'deletedGuestHoldsAddress'
  | 'groupAddress'
  | 'badAddress'
  | 'partnerLacksAccount'
  | 'notReplicated'
  | 'alreadyMember'
  | 'guestsNotAllowedInGroups'
  | 'appOnlyRefused'
  | 'teamsClosed'
  | 'noMatches'
  | 'filesClosed'
  | 'notRedeemed'
  | 'wrongAccount'
  | 'signInBlocked'
  | 'trustMissing'
  | 'unmanagedTenant'
  | 'organisationsNotConnected'
  | 'missingPermission'
  | 'unknown';

const ANOTHER_ADDRESS = 'Use a mailbox outside all your domains as test guest.';
const ASK_PARTNER = 'Ask the partner’s administrator.';

/**
 * Microsoft asks clients not to lean on the words of an error, but for guests its codes tell too little. So the words
 * are matched here, in the one table of the house; what matches nothing stays `unknown`, with the raw text kept.
 * The first line that fits counts: the more telling ones come first.
 */
export const SYMPTOMS: readonly Symptom[] = [
  {
    reason: 'invitationsOff',
    fragments: ['guest invitations not allowed for your company'],
    kind: 'BLOCKED',
    control: 'E-1',
    text: 'Entra lets nobody invite guests, or not whoever tried (E-1).',
    advice: ['Ask for guest access, with the consent of a second person.'],
    patience: 2,
  },
  {
    reason: 'inviterRoleFresh',
    fragments: ['invitations are disabled for your directory'],
    kind: 'PENDING',
    control: 'E-1',
    text: 'Entra does not let whoever tried invite guests (E-1); a fresh role needs up to an hour.',
    advice: ['Wait an hour after a change or a new role, then look at who may invite.'],
    patience: 2,
  },
  {
    reason: 'crossCloudBlocked',
    fragments: ['b2b cross cloud worker application has been disabled'],
    kind: 'EXTERNAL',
    control: 'E-8',
    text: 'The partner has switched off the application that lets its people be guests in another cloud.',
    advice: [ASK_PARTNER],
    patience: 0,
  },
  {
    reason: 'crossTenantBlocked',
    fragments: ['blocked by cross-tenant access settings'],
    kind: 'EXTERNAL',
    control: 'E-5',
    text: 'Cross-tenant access settings, ours or those of the guest’s organisation, block the invitation.',
    advice: [
      'Check our inbound settings for that organisation (E-5).',
      'Ask their administrator about their outbound settings (E-6).',
    ],
    patience: 6,
  },
  {
    reason: 'policyFull',
    fragments: ['failure to update policy due to object limit'],
    kind: 'BLOCKED',
    control: 'E-3',
    text: 'The policy is full: it holds 25 KB and no more.',
    advice: ['Take domains or organisations out that nobody needs any more.'],
    patience: 0,
  },
  {
    reason: 'domainBlocked',
    fragments: ['invitation is not allowed'],
    kind: 'BLOCKED',
    control: 'E-3',
    text: 'The domain of the guest is on the block list, or not on the allow list, of the collaboration restrictions (E-3).',
    advice: [
      'Name the domain in the request, or add it under Entra > External collaboration settings > Collaboration restrictions.',
    ],
    patience: 2,
  },
  {
    reason: 'ownDomain',
    fragments: ['is a verified domain of this directory'],
    kind: 'INPUT',
    text: 'The guest has an address of a domain this tenant owns: it can never be a guest here.',
    advice: [ANOTHER_ADDRESS],
    patience: 0,
  },
  {
    reason: 'deletedGuestHoldsAddress',
    fragments: ['already exists in the directory', 'deleted'],
    kind: 'INPUT',
    text: 'An account in the bin holds the address.',
    advice: ['Restore that account, or delete it for good; the bin empties itself after 30 days.'],
    patience: 0,
  },
  ...[
    'already exists in the directory',
    'non-external user already exists',
    'conflicting contact object',
    'same proxy address',
    'proxyaddress',
  ].map((fragment): Symptom => ({
    reason: 'addressTaken',
    fragments: [fragment],
    kind: 'INPUT',
    text: 'The address belongs to a member, contact or blocked account of this tenant.',
    advice: [ANOTHER_ADDRESS, 'Or clear away what holds the address.'],
    patience: 0,
  })),
  {
    reason: 'groupAddress',
    fragments: ['group email address is not supported'],
    kind: 'INPUT',
    text: 'The address of the guest is a group or distribution list.',
    advice: [ANOTHER_ADDRESS],
    patience: 0,
  },
  {
    reason: 'badAddress',
    fragments: ['email address is invalid'],
    kind: 'INPUT',
    text: 'Microsoft refuses the address of the guest as invalid; a plus sign, for one, is not allowed.',
    advice: [ANOTHER_ADDRESS],
    patience: 0,
  },
  ...[
    'emailverified users',
    'not found in federated domain',
    'could not be found in the federated domain',
  ].map((fragment): Symptom => ({
    reason: 'partnerLacksAccount',
    fragments: [fragment],
    kind: 'EXTERNAL',
    text: 'The guest’s organisation has no such account, or forbids self-made ones.',
    advice: [`${ASK_PARTNER} The account must exist there first.`],
    patience: 0,
  })),
  {
    reason: 'alreadyMember',
    fragments: ['object references already exist'],
    kind: 'PENDING',
    text: 'The guest is a member already: an earlier answer got lost.',
    advice: ['Nothing to do.'],
    patience: 1,
  },
  ...[
    'directory_objectnotfound',
    'not a valid reference update',
    'queried reference-property objects',
    "objects being referenced don't exist",
  ].map((fragment): Symptom => ({
    reason: 'notReplicated',
    fragments: [fragment],
    kind: 'PENDING',
    text: 'The new account is not visible to all of Entra yet.',
    advice: ['Try again in a minute or two.'],
    patience: 1,
  })),
  {
    reason: 'guestsNotAllowedInGroups',
    fragments: ['guests users are not allowed to join'],
    kind: 'BLOCKED',
    control: 'G-2',
    text: 'The group refuses guests: by the tenant’s setting (G-2), its own (G-3) or its label (G-4).',
    advice: ['Look at the settings in that order.'],
    patience: 4,
  },
  {
    reason: 'missingPermission',
    fragments: ['insufficient privileges'],
    kind: 'PERMISSION',
    text: 'Our identity lacks a permission that this step needs.',
    advice: [
      'Grant the permissions the inspection lists, wait until they are in a fresh token, and ask again.',
    ],
    patience: 0,
  },
  {
    reason: 'appOnlyRefused',
    fragments: ['an unknown error has occurred'],
    kind: 'UNKNOWN',
    control: 'T-1',
    text: 'Teams refuses an application that adds a guest and gives no reason: its old limit, or its switch (T-1).',
    advice: ['Wait while the switch is young; then try as a person, or add the guest to the group.'],
    patience: 24,
  },
  {
    reason: 'noMatches',
    fragments: ["we didn't find any matches"],
    kind: 'BLOCKED',
    control: 'T-1',
    text: 'Teams offers no guest: its switch is off or young (T-1), the label forbids it (G-4), or only administrators may invite (E-1).',
    advice: ['Look at T-1, G-4 and E-1 in that order.'],
    patience: 24,
  },
  ...['contact your administrator', 'you are not authorized', 'not authorized to add'].map(
    (fragment): Symptom => ({
      reason: 'teamsClosed',
      fragments: [fragment],
      kind: 'BLOCKED',
      control: 'T-1',
      text: 'Teams lets this person add no guest: T-1, G-2 or E-1 is off or young.',
      advice: ['Look at T-1, G-2 and E-1 in that order.'],
      patience: 24,
    }),
  ),
  {
    reason: 'filesClosed',
    fragments: ["you don't have access to this file"],
    kind: 'BLOCKED',
    control: 'S-1',
    text: 'Chat works and files do not: sharing is closed for the tenant (S-1) or the site (S-2).',
    advice: ['Align the two levels; a change takes up to an hour.'],
    patience: 1,
  },
  {
    reason: 'notRedeemed',
    fragments: ['pendingacceptance'],
    kind: 'EXTERNAL',
    text: 'The guest has not accepted the invitation.',
    advice: ['Send the invitation again, and have the guest look for mail of invites@microsoft.com.'],
    patience: 0,
  },
  {
    reason: 'wrongAccount',
    fragments: ['aadsts50020'],
    kind: 'EXTERNAL',
    text: 'The guest signed in with another account than the one invited.',
    advice: ['Have the guest sign in with the account the invitation went to.'],
    patience: 0,
  },
  ...['aadsts53003', 'aadsts53004', 'aadsts50105'].map((fragment): Symptom => ({
    reason: 'signInBlocked',
    fragments: [fragment],
    kind: 'EXTERNAL',
    text: 'The guest is in and may not sign in: a Conditional Access policy or an application asks for more.',
    advice: ['Ask whoever owns Conditional Access which policy bound this sign-in.'],
    patience: 0,
  })),
  {
    reason: 'trustMissing',
    fragments: ['aadsts90071'],
    kind: 'EXTERNAL',
    control: 'E-5',
    text: 'A shared channel asks for proof of a second factor that we do not accept from the guest’s organisation.',
    advice: ['Trust that organisation’s multifactor authentication in the cross-tenant access settings.'],
    patience: 0,
  },
  {
    reason: 'unmanagedTenant',
    fragments: ['aadsts65005'],
    kind: 'EXTERNAL',
    text: 'The guest’s organisation has a tenant that nobody administers.',
    advice: ['The partner must take its tenant over before its people can be guests.'],
    patience: 0,
  },
  ...['not set up to talk to each other', 'failed to send'].map((fragment): Symptom => ({
    reason: 'organisationsNotConnected',
    fragments: [fragment],
    kind: 'BLOCKED',
    control: 'F-1',
    text: 'External access is closed: on our side (F-1, F-2, F-4), by trial licences (F-7), or at the partner (F-8).',
    advice: ['Look at our side first, then ask about licences, then the partner.'],
    patience: 24,
  })),
];

/** Which line of the table fits, if any; typographic apostrophes count as plain ones. */
export function symptomOf(words: string): Symptom | undefined {
  const plain = words.toLowerCase().replaceAll('’', "'");
  return SYMPTOMS.find(({ fragments }) => fragments.every((fragment) => plain.includes(fragment)));
}

export const symptomFor = (reason: string): Symptom | undefined =>
  SYMPTOMS.find((symptom) => symptom.reason === reason);
