import type { assurance as en } from '../en/assurance';

export const assurance: typeof en = {
  'claim.0':
    'De instellingen zijn opgeslagen zoals gevraagd. Nog niet bewezen is dat Microsoft 365 ze toepast.',
  'claim.1':
    'Microsoft Entra accepteert uitnodigingen voor een gast van dit domein. Nog niet bewezen is dat Teams gasten toelaat.',
  'claim.2':
    'Een gast van dit domein kan lid worden van een groep. Nog niet bewezen is dat Teams de gast toont.',
  'claim.3': 'Een gast van dit domein is uitgenodigd, lid geworden van het testteam en staat in Teams.',
  'claim.4':
    'Een gast van dit domein is uitgenodigd, lid geworden van het testteam en staat in Teams. Volgens de regels zijn de bestanden voor die gast open: G-1 en S-1 zijn gelezen, en het deelniveau van de site (S-2) is het geregistreerde.',
  'notProven.0': 'Uitnodigingen, lidmaatschap van een team, bestanden, en het aanmelden van de gast.',
  'notProven.1': 'Lidmaatschap van een team, bestanden, en het aanmelden van de gast.',
  'notProven.2': 'Lidmaatschap zoals Teams het ziet, bestanden, en het aanmelden van de gast.',
  'notProven.3':
    'Bestanden (toepassingen kunnen niet lezen hoe de site van een team wordt gedeeld), andere teams met een eigen instelling of label, en het accepteren en aanmelden door de gast.',
  'notProven.4':
    'Een bestand dat een gast opent, hoe de site vandaag wordt gedeeld als iemand dat sinds de registratie heeft gewijzigd, andere teams met een eigen instelling, label of site, en het accepteren en aanmelden door de gast.',
  'claim.external': 'Externe toegang is opgeslagen zoals gevraagd voor de genoemde domeinen.',
  'notProven.message':
    'De bezorging van een bericht: de partner moet uw domein ook toestaan, en alleen een mens kan dat proberen.',
  'partnerTest.pending': 'De partnertest staat nog open.',
  'notProven.calls': 'Bellen, en mensen met een eigen beleid.',
  'partnerTest.letter': ({ domains, ourDomain, effectiveBy }, { moment }) =>
    [
      `Geachte beheerder van ${domains.join(', ')},`,
      'bij ons mogen uw gebruikers en de onze nu chatten en bellen in Microsoft Teams (externe toegang).',
      `Wilt u uw kant controleren: Teams-beheercentrum > Gebruikers > Externe toegang > Organisatie-instellingen: sta ${ourDomain ?? 'ons domein'} toe.`,
      effectiveBy === undefined
        ? 'Een wijziging aan uw kant werkt soms pas na een dag overal.'
        : `Een wijziging werkt soms pas na een dag overal: de onze uiterlijk ${moment(effectiveBy)}.`,
      'Microsoft weigert organisaties die alleen proeflicenties hebben.',
      'Laat daarna iemand op exact adres een chat met een van ons beginnen, en meld ons of het bericht is aangekomen.',
    ].join('\n'),
  'partnerTest.confirmed': ({ by, at }, { moment }) =>
    `${by} heeft op ${moment(at)} bevestigd dat een bericht aankomt.`,
};
