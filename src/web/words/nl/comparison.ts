import type { comparison as en } from '../en/comparison';

export const comparison: typeof en = {
  title: 'Vergelijk wat er met elk kan',
  caption: 'Wat mensen van buiten kunnen, naar de weg die voor hen openstaat',
  need: 'Wat zij nodig hebben',
  columns: { guest: 'Gasttoegang', external: 'Externe toegang', shared: 'Gedeeld kanaal' },
  rows: [
    ['Gesprekken in kanalen, lid van een team', 'Ja', 'Nee', 'Alleen dat kanaal'],
    ['Teambestanden', 'Ja', 'Nee', 'Die van het kanaal'],
    [
      'Chatten en bellen vanuit het eigen Teams',
      'Pas na wisselen naar het uwe',
      'Ja',
      'Alleen in het kanaal',
    ],
    ['Groepschat', 'Ja', 'Ja', 'Alleen in het kanaal'],
    ['Uitgenodigd worden voor vergaderingen', 'Ja', 'Ja', 'Ja'],
    [
      'Privéadressen zoals Gmail',
      'Ja',
      'Nee (met een afgeraden schakelaar wel privéaccounts van Teams)',
      'Nee',
    ],
    ['Een hele organisatie tegelijk', 'Nee, ieder wordt uitgenodigd', 'Ja, per domein', 'Ja, per relatie'],
    ['Privékanalen', 'Ja, na toevoegen', 'Nee', 'Nee'],
    ['Een account in uw directory, met uw aanmeldregels en controles', 'Ja', 'Nee', 'Nee'],
    ['Hun beheerder moet iets doen', 'Meestal niet', 'Ja, aan beide kanten', 'Ja, aan beide kanten'],
    ['In een nieuwe tenant staat het', 'Aan', 'Aan, voor alle domeinen', 'Uit'],
    ['Gebruikelijke tijd tot het werkt', 'tot 24 uur, dan nog accepteren', 'tot 24 uur', '2 tot 6 uur'],
  ],
  note: 'Uit de documentatie van Microsoft; de tijden zijn wat daar staat, niet wat wij hebben gemeten.',
};
