import type { comparison as en } from '../en/comparison';

export const comparison: typeof en = {
  title: 'Mogelijkheden vergelijken',
  caption: 'Wat mensen buiten uw organisatie kunnen, per soort toegang',
  need: 'Wat zij nodig hebben',
  columns: { guest: 'Gasttoegang', external: 'Externe toegang', shared: 'Gedeeld kanaal' },
  rows: [
    ['Gesprekken in kanalen, lid van een team', 'Ja', 'Nee', 'Alleen dat kanaal'],
    ['Teambestanden', 'Ja', 'Nee', 'Die van het kanaal'],
    [
      'Chatten en bellen vanuit het eigen Teams',
      'Pas na wisselen naar uw Teams',
      'Ja',
      'Alleen in het kanaal',
    ],
    ['Groepschat', 'Ja', 'Ja', 'Alleen in het kanaal'],
    ['Uitgenodigd worden voor vergaderingen', 'Ja', 'Ja', 'Ja'],
    [
      'Privéadressen zoals Gmail',
      'Ja',
      'Nee (een instelling die wij afraden staat privéaccounts van Teams toe)',
      'Nee',
    ],
    ['Een hele organisatie tegelijk', 'Nee, ieder wordt uitgenodigd', 'Ja, per domein', 'Ja, per relatie'],
    ['Privékanalen', 'Ja, na toevoegen', 'Nee', 'Nee'],
    ['Een account in uw directory, met uw aanmeldregels en controles', 'Ja', 'Nee', 'Nee'],
    ['Hun beheerder moet iets doen', 'Meestal niet', 'Ja, aan beide kanten', 'Ja, aan beide kanten'],
    ['Standaard in een nieuwe tenant', 'Aan', 'Aan, voor alle domeinen', 'Uit'],
    ['Gebruikelijke tijd tot het werkt', 'tot 24 uur, dan nog accepteren', 'tot 24 uur', '2 tot 6 uur'],
  ],
  note: 'Uit de documentatie van Microsoft. De tijden zijn van Microsoft; wij hebben ze niet gemeten.',
};
