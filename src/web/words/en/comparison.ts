/** What each way can do: the table behind the advice. */
export const comparison = {
  title: 'Compare what each can do',
  caption: 'What people outside your organisation can do, by type of access',
  need: 'What they need',
  columns: { guest: 'Guest access', external: 'External access', shared: 'Shared channel' },
  rows: [
    ['Channel conversations, member of a team', 'Yes', 'No', 'That channel only'],
    ['Team files', 'Yes', 'No', 'Those of the channel'],
    ['Chat and call from their own Teams', 'Only after switching to yours', 'Yes', 'In the channel only'],
    ['Group chat', 'Yes', 'Yes', 'In the channel only'],
    ['Be invited to meetings', 'Yes', 'Yes', 'Yes'],
    [
      'Private addresses such as Gmail',
      'Yes',
      'No (a setting we advise against allows personal Teams accounts)',
      'No',
    ],
    ['A whole organisation at once', 'No, each person is invited', 'Yes, by domain', 'Yes, by relationship'],
    ['Private channels', 'Yes, if added', 'No', 'No'],
    ['An account in your directory, with your sign-in rules and reviews', 'Yes', 'No', 'No'],
    ['Their administrator must act', 'Usually not', 'Yes, both sides', 'Yes, both sides'],
    ['Default in a new tenant', 'On', 'On, for all domains', 'Off'],
    ['Usual time until it works', 'up to 24 hours, then acceptance', 'up to 24 hours', '2 to 6 hours'],
  ],
  note: 'From Microsoft’s documentation. The times are Microsoft’s; we have not measured them.',
};
