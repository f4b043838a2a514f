type Moment = { moment(iso: string): string };
type Delivery = { domains: readonly string[]; ourDomain?: string; effectiveBy?: string };

/** What a run proves, and what it does not. */
export const assurance = {
  'claim.0': 'The settings are stored as requested. It is not proven yet that Microsoft 365 applies them.',
  'claim.1':
    'Microsoft Entra accepts invitations for a guest of this domain. It is not proven yet that Teams accepts guests.',
  'claim.2': 'A guest of this domain can join a group. It is not proven yet that Teams lists the guest.',
  'claim.3': 'A guest of this domain was invited, joined the test team and is listed by Teams.',
  'claim.4':
    'A guest of this domain was invited, joined the test team and is listed by Teams. By rule its files are open to that guest: G-1 and S-1 were read, and the sharing level of its site (S-2) is the registered one.',
  'notProven.0': 'Invitations, team membership, files, and the guest signing in.',
  'notProven.1': 'Team membership, files, and the guest signing in.',
  'notProven.2': 'Membership as Teams sees it, files, and the guest signing in.',
  'notProven.3':
    'Files (applications cannot read how the site of a team is shared), other teams with their own setting or label, and the guest accepting and signing in.',
  'notProven.4':
    'A file opened by a guest, how the site is shared today if someone changed it since it was registered, other teams with their own setting, label or site, and the guest accepting and signing in.',
  'claim.external': 'External access is stored as requested for the domains named.',
  'notProven.message':
    'Delivery of a message: the partner must allow your domain too, and only a person can try it.',
  'partnerTest.pending': 'The partner test is pending.',
  'notProven.calls': 'Calls, and people with a policy of their own.',
  'partnerTest.letter': ({ domains, ourDomain, effectiveBy }: Delivery, { moment }: Moment) =>
    [
      `Dear administrator of ${domains.join(', ')},`,
      'our side now allows your users and ours to chat and call in Microsoft Teams (external access).',
      `Please check your side: Teams admin centre > Users > External access > Organization settings: allow ${ourDomain ?? 'our domain'}.`,
      effectiveBy === undefined
        ? 'A change on your side can take up to a day until it works everywhere.'
        : `A change can take up to a day until it works everywhere: ours until ${moment(effectiveBy)}.`,
      'Microsoft refuses organisations that have trial licences only.',
      'Then have someone start a chat with one of us by exact address, and tell us whether the message arrived.',
    ].join('\n'),
  'partnerTest.confirmed': ({ by, at }: { by: string; at: string }, { moment }: Moment) =>
    `${by} confirmed at ${moment(at)} that a message arrives.`,
};
