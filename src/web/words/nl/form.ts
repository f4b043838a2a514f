import type { form as en } from '../en/form';

export const form: typeof en = {
  title: 'Uw aanvraag',
  lead: 'Er verandert niets als u verdergaat: eerst ziet u het plan.',
  optional: 'niet verplicht',
  legends: { what: 'Wat er open moet', whom: 'Met wie', why: 'Waarom', more: 'Meer keuzes' },
  next: 'Toon het plan',
  startOver: 'Terug naar de vragen',
  recommended: 'ons advies',
  goals: {
    guestAccess: ['Gasttoegang', 'Zij worden gast en werken in uw teams.'],
    externalAccess: ['Externe toegang', 'Zij blijven in hun eigen Teams, en chatten en bellen.'],
    both: ['Allebei', 'Gasten in teams, en chatten en bellen per domein.'],
  },
  profiles: {
    gated: [
      'Aan de poort',
      'Wij of een gastuitnodiger maken gasten aan; eigenaren voegen toe wie er al is. De veiligste keus.',
    ],
    selfService: ['Zelfbediening', 'Teameigenaren nodigen zelf nieuwe mensen uit.'],
  },
  hours: (hours: number) => `${hours} uur`,
  fields: {
    goal: { label: 'Wat moet er kunnen?' },
    tenantId: { label: 'In welke tenant?' },
    partnerDomains: {
      label: 'Domeinen van de andere organisatie',
      hint: 'Eén per regel, bijvoorbeeld partner.example. Nodig voor externe toegang; bij gasten beperkt het wie er uitgenodigd mag worden.',
    },
    testGuestEmail: {
      label: 'Mailbox van de testgast',
      hint: 'Die wordt uitgenodigd om te bewijzen dat gasten binnenkomen, en daarna weer verwijderd; er gaat geen mail uit. Van uzelf, buiten al uw domeinen, zonder ‘+’.',
      registered: (address: string) => `Laat leeg voor de mailbox die is vastgelegd: ${address}.`,
      domains: (domains: string) => `Een adres op een van deze domeinen wordt ook geaccepteerd: ${domains}.`,
    },
    justification: {
      label: 'Waarom vraagt u dit aan?',
      hint: 'Voor het dossier, en voor wie het moet goedkeuren.',
    },
    enableUntil: {
      label: 'Tot wanneer?',
      hint: 'Aan het eind van die dag wordt alles vanzelf teruggezet. Laat leeg als er geen einde is.',
    },
    ticketSystem: { label: 'Ticketsysteem, zoals ServiceNow' },
    ticketId: { label: 'Ticketnummer' },
    profile: { label: 'Wie mag gasten binnenhalen?' },
    deadlineHours: {
      label: 'Hoe lang mogen we het blijven proberen?',
      hint: 'Geteld vanaf de laatste wijziging. Microsoft heeft er tot een dag voor nodig.',
    },
    teamId: {
      label: 'Een team waar het in het bijzonder om gaat',
      hint: 'Het id ervan (een GUID). Dan bekijken we ook de eigen instellingen, het label en de site van dat team.',
    },
    guestCalling: { label: 'Gasten mogen privégesprekken voeren' },
    guestMeeting: { label: 'Gasten mogen video gebruiken, hun scherm delen en vergaderingen starten' },
    guestMessaging: { label: 'Gasten mogen chatten, en veranderen wat ze schreven' },
    allowConsumer: { label: 'Laat ook privéaccounts van Teams toe (externe toegang)' },
    undoOnFailure: { label: 'Zet alles terug als het niet te bewijzen is' },
    purgeTestGuest: { label: 'Haal de testgast ook uit de prullenbak van 30 dagen' },
  },
  errors: {
    title: (count: number) => (count === 1 ? 'Er is een probleem' : `Er zijn ${count} problemen`),
    goal: { missing: 'Kies wat er moet kunnen.', wrong: 'Kies een van de drie.' },
    tenantId: {
      missing: 'Kies een tenant.',
      wrong: 'Deze tenant wordt hier niet bediend. Kies er een uit de lijst.',
    },
    partnerDomains: {
      missing:
        'Noem minstens één domein: externe toegang gaat open voor domeinen die u noemt, nooit voor alle.',
      wrong: 'Schrijf alleen domeinen, één per regel, bijvoorbeeld partner.example; hoogstens 50.',
    },
    testGuestEmail: {
      missing: 'Geef een mailbox voor de test: voor deze tenant is er geen vastgelegd.',
      wrong: 'Schrijf een volledig e-mailadres, bijvoorbeeld test@partner.example.',
    },
    justification: { missing: 'Schrijf waarom.', wrong: 'Schrijf hoogstens 2000 tekens.' },
    enableUntil: { missing: 'Kies een dag.', wrong: 'Kies een dag in de toekomst, binnen een jaar.' },
    ticketSystem: { missing: 'Noem het ticketsysteem.', wrong: 'Schrijf hoogstens 100 tekens.' },
    ticketId: { missing: 'Geef het ticketnummer.', wrong: 'Schrijf hoogstens 100 tekens.' },
    profile: { missing: 'Kies wie gasten mag binnenhalen.', wrong: 'Kies een van de twee.' },
    deadlineHours: { missing: 'Kies hoe lang.', wrong: 'Kies uit de lijst.' },
    teamId: {
      missing: 'Geef het id van het team.',
      wrong: 'Schrijf het id van een team: 32 letters en cijfers met streepjes, of laat het leeg.',
    },
    guestCalling: { missing: 'Kies.', wrong: 'Kies.' },
    guestMeeting: { missing: 'Kies.', wrong: 'Kies.' },
    guestMessaging: { missing: 'Kies.', wrong: 'Kies.' },
    allowConsumer: {
      missing: 'Kies.',
      wrong: 'Privéaccounts van Teams horen bij externe toegang: kies die ook, of haal dit vinkje weg.',
    },
    undoOnFailure: { missing: 'Kies.', wrong: 'Kies.' },
    purgeTestGuest: { missing: 'Kies.', wrong: 'Kies.' },
  },
  address: {
    forbidden: (character: string) =>
      `Microsoft weigert ‘${character}’ in een uitnodiging. Gebruik een adres zonder dat teken.`,
    ownDomain: (domain: string) =>
      `${domain} is een domein van uzelf. De testgast moet van buiten al uw domeinen komen.`,
    notListed:
      'Dit is niet de vastgelegde testgast en het domein staat niet in de lijst van de tenant. Laat het veld leeg om de vastgelegde testgast te gebruiken, of vraag een operator om de aanvraag in te dienen of het domein toe te voegen.',
  },
};
