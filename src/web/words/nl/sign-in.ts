import type { signIn as en } from '../en/sign-in';

export const signIn: typeof en = {
  developmentSignIn: {
    title: 'Wie bent u vandaag?',
    lead: 'Dit is een aanmelding voor ontwikkelaars: deze werkt alleen op deze machine en controleert niet wat u invult.',
    name: 'Naam',
    roles: 'Rollen',
    roleHints: {
      Requester: 'vraagt aan, annuleert, draait terug',
      Approver: 'keurt plannen van anderen goed',
      Operator: 'beheert de installatie',
      Reader: 'kijkt alleen',
    },
    enter: 'Aanmelden',
    nameMissing: 'Geef een naam, zonder dubbele punt of komma.',
  },
  session: {
    title: 'Uw sessie is verlopen',
    text: 'Wat u typte, is niet verloren: het staat nog op deze pagina.',
    signIn: 'Aanmelden',
    signInBeside: 'Aanmelden (opent een nieuw tabblad)',
    again: 'Verstuur het daarna opnieuw',
    typed: 'Wat u typte',
  },
  typed: 'Wat u typte, om te kopiëren',
  back: 'Terug',
  home: 'Naar de voorpagina',
  problems: {
    'no-sign-in': [
      'Niemand kan zich hier aanmelden',
      'Deze installatie is alleen voor machines ingericht: mensen kunnen zich niet aanmelden (de instelling EASY_AUTH).',
    ],
    'role-missing': [
      'U hebt hier geen machtiging voor',
      'Uw account mist de rol ervoor. Vraag het aan wie deze app beheert.',
    ],
    'from-another-site': ['Geweigerd', 'Een andere site stuurde dit in uw naam. Er is niets gedaan.'],
    'unknown-page': ['Deze pagina is er niet', 'Het adres is mogelijk verkeerd getypt of verouderd.'],
    'unknown-tenant': [
      'Deze tenant is er niet',
      'De pagina Tenants toont de tenants die deze installatie beheert.',
    ],
    'unknown-finding': [
      'Deze bevinding is er niet',
      'Misschien is de bevinding opgelost. De volgende audit laat dit zien.',
    ],
    'unknown-enablement': ['Deze aanvraag is er niet', 'Kijk het nummer nog eens na; het begint met ‘en-’.'],
    'already-finished': ['Deze aanvraag is al voltooid', 'Deze accepteert geen opdrachten meer.'],
    'nothing-to-decide': [
      'Er is niets te beslissen',
      'Iemand heeft al beslist of de aanvraag is geannuleerd.',
    ],
    'already-decided': ['Er is al beslist', 'Open de aanvraag om de beslissing te zien.'],
    'already-confirmed': ['Het is al bevestigd', 'Er is niets meer te bevestigen.'],
    'nothing-to-replay': ['Er is niets opnieuw te verzenden', 'Geen enkele melding is definitief mislukt.'],
    'address-forgotten': [
      'Het adres is vergeten',
      'Het adres wordt tot dertig dagen na het einde bewaard. Open de aanvraag om de uitkomst te zien.',
    ],
    'another-plan': ['Het plan is veranderd', 'Lees het opnieuw, en beslis over wat u dan ziet.'],
    'not-a-test-guest': [
      'Geen testgast van deze tenant',
      'Het plan noemt een testgast die alleen een beheerder van deze toepassing mag laten uitnodigen. Maak zelf een plan zonder dat adres, of vraag een beheerder dit te versturen.',
    ],
    'own-request': [
      'Niet uw eigen aanvraag',
      'U kunt uw eigen aanvraag niet goedkeuren. Vraag een tweede persoon om te beslissen.',
    ],
    'extension-needs-approver': [
      'Een tweede persoon moet een latere datum goedkeuren',
      'Een tweede persoon heeft deze aanvraag tot een datum goedgekeurd. Vraag een goedkeurder die de aanvraag niet zelf heeft gedaan om te verlengen.',
    ],
    'tenant-not-allowed': [
      'Niet een van uw tenants',
      'Uw rol geldt voor andere tenants. Wie deze toepassing beheert, kan dat wijzigen.',
    ],
    'identity-missing': [
      'We kunnen niet zien wie u bent',
      'Meld u aan met uw eigen account om over een plan te beslissen.',
    ],
    'nothing-to-confirm': ['Er is niets te bevestigen', 'Deze aanvraag heeft geen openstaande partnertest.'],
    'nothing-to-extend': [
      'Er is geen einddatum om te verlengen',
      'Deze aanvraag heeft geen einddatum, of is al beëindigd.',
    ],
    'undone-before': [
      'Deze aanvraag is al teruggedraaid',
      'Elke instelling die deze aanvraag wijzigde, heeft weer de vorige waarde. Open de aanvraag om te zien door welke aanvraag.',
    ],
    'cannot-undo': [
      'Deze aanvraag kan niet worden teruggedraaid',
      'De aanvraag loopt nog of heeft niets gewijzigd.',
    ],
    'nothing-to-send': [
      'Er is niets te verzenden',
      'U kunt alleen een plan verzenden dat kan worden uitgevoerd.',
    ],
    'tenant-occupied': [
      'Een andere aanvraag wijzigt deze tenant',
      'Twee aanvragen tegelijk zouden elkaar hinderen. Wacht tot de andere klaar is of annuleer die, en verzend deze daarna opnieuw.',
    ],
    'idempotency-key-reused': ['Dit is al verzonden', 'Bekijk uw aanvragen.'],
    'invalid-request': ['De verzonden gegevens kloppen niet', 'Ga terug en controleer ze.'],
    'record-unreadable': [
      'Deze gegevens zijn onleesbaar',
      'Er is niets gewijzigd. Meld het uw beheerder: het logboek noemt de rij (recordUnreadable), die handmatig moet worden hersteld of verwijderd.',
    ],
    'too-large': ['De tekst is te lang', 'Kort de tekst in.'],
    'too-many-calls': [
      'Te veel verzoeken',
      'U hebt het maximum per minuut bereikt. Probeer het over een minuut opnieuw.',
    ],
    'too-many-commands': ['Te veel opdrachten', 'Wacht tot de aanvraag is voltooid.'],
    'try-again': ['Op dit moment niet mogelijk', 'Verstuur het over een minuut opnieuw.'],
    'internal-error': [
      'Hier ging iets mis',
      'Wat eerder is geaccepteerd, is niet verloren. Probeer het opnieuw en neem contact op met uw beheerder als het nog eens gebeurt.',
    ],
  },
  other: 'Dit is niet mogelijk',
  occupiedBy: 'De andere aanvraag',
};
