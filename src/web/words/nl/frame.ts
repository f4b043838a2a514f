import type { frame as en } from '../en/frame';

export const frame: typeof en = {
  skip: 'Naar de inhoud',
  nav: 'Pagina’s',
  pages: {
    ask: 'Nieuwe aanvraag',
    requests: 'Aanvragen',
    approvals: 'Goedkeuren',
    tenants: 'Tenants',
    audits: 'Audits',
  },
  theme: 'Weergave',
  themes: { auto: 'Systeeminstelling', light: 'Licht', dark: 'Donker' },
  language: 'Taal',
  signedInAs: 'Aangemeld als',
  signOut: 'Afmelden',
  roles: { Reader: 'Lezer', Requester: 'Aanvrager', Approver: 'Goedkeurder', Operator: 'Beheerder' },
  noRoles: 'geen rol',
  about: 'Gastvrij stelt Microsoft Teams open voor gasten, en bewijst dat het werkt.',
  error: 'Fout',
};
