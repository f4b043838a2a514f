/** What stands around every page, and how dates are said. */
export const frame = {
  skip: 'Skip to the content',
  nav: 'Pages',
  pages: {
    ask: 'New request',
    requests: 'Requests',
    approvals: 'Approvals',
    tenants: 'Tenants',
    audits: 'Audits',
  },
  theme: 'Appearance',
  themes: { auto: 'System setting', light: 'Light', dark: 'Dark' },
  language: 'Language',
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  roles: { Reader: 'Reader', Requester: 'Requester', Approver: 'Approver', Operator: 'Operator' },
  noRoles: 'no role',
  about: 'Gastvrij turns on guest and external access in Microsoft Teams, and proves that it works.',
  error: 'Error',
};
