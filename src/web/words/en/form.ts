/** The form, its fields, and what can be wrong with each. */
export const form = {
  title: 'Your request',
  lead: 'Nothing is changed yet: you see the plan first.',
  optional: 'optional',
  legends: { what: 'What to turn on', whom: 'With whom', why: 'Why', more: 'More choices' },
  next: 'Show the plan',
  startOver: 'Back to the questions',
  recommended: 'our advice',
  goals: {
    guestAccess: ['Guest access', 'They become guests and work in your teams.'],
    externalAccess: ['External access', 'They stay in their own Teams, and chat and call.'],
    both: ['Both', 'Guests in teams, and chat and calls by domain.'],
  },
  profiles: {
    gated: [
      'Managed (by IT)',
      'Gastvrij or a Guest Inviter creates guests; owners add guests who are already in the directory. The safer choice.',
    ],
    selfService: ['Self-service', 'Team owners invite new people themselves.'],
  },
  hours: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
  fields: {
    goal: { label: 'What should be possible?' },
    tenantId: { label: 'In which tenant?' },
    partnerDomains: {
      label: 'Domains of the other organisation',
      hint: 'One a line, such as partner.example. Needed for external access; for guests it narrows who may be invited.',
    },
    testGuestEmail: {
      label: 'Mailbox of the test guest',
      hint: 'Gastvrij invites this mailbox to prove that guests get in, and removes the guest afterwards; no mail is sent. Use a mailbox of your own outside all your domains, without “+”.',
      registered: (address: string) => `Leave it empty to use the one that is registered: ${address}.`,
      domains: (domains: string) => `An address on one of these domains is accepted too: ${domains}.`,
    },
    justification: {
      label: 'Why do you need this?',
      hint: 'For the record, and for the approver.',
    },
    enableUntil: {
      label: 'Until when?',
      hint: 'At the end of that day the changes are undone automatically. Leave this empty for no end date.',
    },
    ticketSystem: { label: 'Ticket system, such as ServiceNow' },
    ticketId: { label: 'Ticket number' },
    profile: { label: 'Who can invite guests?' },
    deadlineHours: {
      label: 'How long may we keep trying?',
      hint: 'Counted from the last change. Microsoft needs up to a day.',
    },
    teamId: {
      label: 'Specific team',
      hint: 'The ID of the team (a GUID). Gastvrij then checks the team’s own settings, label and site as well.',
    },
    guestCalling: { label: 'Guests may make private calls' },
    guestMeeting: { label: 'Guests may use video, share their screen and start meetings' },
    guestMessaging: { label: 'Guests may chat and edit their messages' },
    allowConsumer: { label: 'Also allow personal Teams accounts (external access)' },
    undoOnFailure: { label: 'Undo all changes if it cannot be proven' },
    purgeTestGuest: { label: 'Remove the test guest from the 30-day bin as well' },
  },
  errors: {
    title: (count: number) => (count === 1 ? 'There is a problem' : `There are ${count} problems`),
    goal: { missing: 'Choose what should be possible.', wrong: 'Choose one of the three.' },
    tenantId: {
      missing: 'Choose a tenant.',
      wrong: 'This installation does not manage this tenant. Choose a tenant from the list.',
    },
    partnerDomains: {
      missing:
        'Enter at least one domain: external access is turned on only for domains you name, never for all.',
      wrong: 'Write domains only, one a line, such as partner.example; at most 50.',
    },
    testGuestEmail: {
      missing: 'Give a mailbox for the test: none is registered for this tenant.',
      wrong: 'Write a full e-mail address, such as test@partner.example.',
    },
    justification: { missing: 'Enter a reason.', wrong: 'Write at most 2000 characters.' },
    enableUntil: { missing: 'Choose a day.', wrong: 'Choose a day in the future, within a year.' },
    ticketSystem: { missing: 'Name the ticket system.', wrong: 'Write at most 100 characters.' },
    ticketId: { missing: 'Give the ticket number.', wrong: 'Write at most 100 characters.' },
    profile: { missing: 'Choose who can invite guests.', wrong: 'Choose one of the two.' },
    deadlineHours: { missing: 'Choose how long.', wrong: 'Choose one from the list.' },
    teamId: {
      missing: 'Enter the ID of the team.',
      wrong: 'Enter the ID of a team (32 letters and digits with hyphens), or leave this empty.',
    },
    guestCalling: { missing: 'Choose.', wrong: 'Choose.' },
    guestMeeting: { missing: 'Choose.', wrong: 'Choose.' },
    guestMessaging: { missing: 'Choose.', wrong: 'Choose.' },
    allowConsumer: {
      missing: 'Choose.',
      wrong: 'Personal Teams accounts are part of external access: choose that too, or clear this box.',
    },
    undoOnFailure: { missing: 'Choose.', wrong: 'Choose.' },
    purgeTestGuest: { missing: 'Choose.', wrong: 'Choose.' },
  },
  address: {
    forbidden: (character: string) =>
      `Microsoft refuses “${character}” in an invitation. Use an address without it.`,
    ownDomain: (domain: string) =>
      `${domain} is your own domain. The test guest must come from outside all your domains.`,
    notListed:
      'This is not the registered test guest, and its domain is not in the tenant’s list. Leave the field empty to use the registered test guest, or ask an operator to submit the request or add the domain.',
  },
};
