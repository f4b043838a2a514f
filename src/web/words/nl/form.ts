import type { form as en } from '../en/form';

export const form: typeof en = {
  title: 'Uw aanvraag',
  lead: 'Er wordt nog niets gewijzigd: u ziet eerst het plan.',
  optional: 'optioneel',
  legends: { what: 'Wat u nodig hebt', whom: 'Met wie', why: 'Waarom', more: 'Meer keuzes' },
  next: 'Plan bekijken',
  startOver: 'Terug naar de vragen',
  recommended: 'ons advies',
  goals: {
    guestAccess: ['Gasttoegang', 'Zij worden gast en werken in uw teams.'],
    externalAccess: ['Externe toegang', 'Zij blijven in hun eigen Teams, en chatten en bellen.'],
    both: ['Allebei', 'Gasten in teams, en chatten en bellen per domein.'],
  },
  profiles: {
    gated: [
      'Beheerd (via IT)',
      'Gastvrij of een gastuitnodiger maakt gasten aan; eigenaren voegen gasten toe die er al zijn. De veiligste keuze.',
    ],
    selfService: ['Selfservice', 'Teameigenaren nodigen zelf nieuwe mensen uit.'],
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
      hint: 'Gastvrij nodigt deze mailbox uit om te bewijzen dat gasten toegang krijgen en verwijdert de gast daarna; er wordt geen mail verzonden. Gebruik een mailbox van uzelf buiten al uw domeinen, zonder ‘+’.',
      registered: (address: string) => `Laat leeg voor de mailbox die is vastgelegd: ${address}.`,
      domains: (domains: string) => `Een adres op een van deze domeinen wordt ook geaccepteerd: ${domains}.`,
    },
    justification: {
      label: 'Waarom vraagt u dit aan?',
      hint: 'Voor het dossier en voor de goedkeurder.',
    },
    enableUntil: {
      label: 'Tot wanneer?',
      hint: 'Aan het eind van die dag worden de wijzigingen automatisch teruggedraaid. Laat leeg als er geen einddatum is.',
    },
    ticketSystem: { label: 'Ticketsysteem, zoals ServiceNow' },
    ticketId: { label: 'Ticketnummer' },
    profile: { label: 'Wie kan gasten uitnodigen?' },
    deadlineHours: {
      label: 'Hoe lang mogen we het blijven proberen?',
      hint: 'Geteld vanaf de laatste wijziging. Microsoft heeft er tot een dag voor nodig.',
    },
    teamId: {
      label: 'Bepaald team',
      hint: 'De id van het team (een GUID). Gastvrij controleert dan ook de instellingen, het label en de site van dat team.',
    },
    guestCalling: { label: 'Gasten mogen privégesprekken voeren' },
    guestMeeting: { label: 'Gasten mogen video gebruiken, hun scherm delen en vergaderingen starten' },
    guestMessaging: { label: 'Gasten mogen chatten en hun berichten wijzigen' },
    allowConsumer: { label: 'Laat ook privéaccounts van Teams toe (externe toegang)' },
    undoOnFailure: { label: 'Draai alle wijzigingen terug als het niet te bewijzen is' },
    purgeTestGuest: { label: 'Verwijder de testgast ook uit de prullenbak (30 dagen)' },
  },
  errors: {
    title: (count: number) => (count === 1 ? 'Er is een probleem' : `Er zijn ${count} problemen`),
    goal: { missing: 'Kies wat er moet kunnen.', wrong: 'Kies een van de drie.' },
    tenantId: {
      missing: 'Kies een tenant.',
      wrong: 'Deze installatie beheert deze tenant niet. Kies een tenant uit de lijst.',
    },
    partnerDomains: {
      missing:
        'Geef minstens één domein op: externe toegang wordt alleen ingeschakeld voor domeinen die u noemt, nooit voor alle.',
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
    profile: { missing: 'Kies wie gasten kan uitnodigen.', wrong: 'Kies een van de twee.' },
    deadlineHours: { missing: 'Kies hoe lang.', wrong: 'Kies uit de lijst.' },
    teamId: {
      missing: 'Geef de id van het team op.',
      wrong: 'Geef de id van een team op (32 letters en cijfers met streepjes) of laat dit leeg.',
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
