import type { controls as en } from '../en/controls';

export const controls: typeof en = {
  'E-1': {
    title: 'Wie gasten mag uitnodigen',
    risk: 'Meer mensen dan nu kunnen buitenstaanders in de directory brengen.',
  },
  'E-3': {
    title: 'Domeinen waar gasten vandaan mogen komen',
    risk: 'Mensen van deze domeinen kunnen als gast worden uitgenodigd.',
  },
  'E-5': {
    title: 'Toegang tussen tenants, gasten die binnenkomen',
    risk: 'Alle mensen van die ene organisatie kunnen hier gast zijn; voor alle andere blijft de standaard.',
  },
  'G-1': {
    title: 'Gasten mogen bij de inhoud van groepen',
    risk: 'Gasten die lid zijn van een groep, bereiken de gesprekken en bestanden ervan.',
  },
  'G-2': {
    title: 'Eigenaren mogen gasten toevoegen',
    risk: 'Eigenaren van groepen en teams bepalen welke gasten erbij komen.',
  },
  'G-3': {
    title: 'Aan dit team mogen gasten worden toegevoegd',
    risk: 'Eigenaren van dit team kunnen er gasten aan toevoegen.',
  },
  'T-1': {
    title: 'Gasttoegang in Teams',
    risk: 'Gasten uit de directory kunnen aan teams worden toegevoegd en Teams gebruiken.',
  },
  'T-2': { title: 'Bellen door gasten', risk: 'Gasten kunnen mensen van de organisatie bellen.' },
  'T-3': {
    title: 'Vergaderen door gasten',
    risk: 'Gasten kunnen video en hun scherm tonen, en vergaderingen starten.',
  },
  'T-4': {
    title: 'Berichten van gasten',
    risk: 'Gasten kunnen chatten, en wijzigen en verwijderen wat zij schreven.',
  },
  'S-1': {
    title: 'Delen buiten de organisatie',
    risk: 'Sites die het zelf toestaan, kunnen met mensen van buiten worden gedeeld.',
  },
  'F-1': {
    title: 'Externe toegang',
    risk: 'Mensen hier kunnen chatten en bellen met de organisaties die de lijst met domeinen toelaat.',
  },
  'F-2': {
    title: 'Domeinen van externe toegang',
    risk: 'Mensen van deze domeinen kunnen mensen hier vinden, berichten sturen en bellen.',
  },
  'F-4': {
    title: 'Externe toegang van mensen zonder eigen beleid',
    risk: 'Iedereen zonder eigen beleid kan bereiken wie de instellingen van de tenant toelaten.',
  },
  'F-6': {
    title: 'Mensen met een privéaccount van Teams',
    risk: 'Mensen hier kunnen praten met privéaccounts, waar geen organisatie voor instaat.',
  },
};
