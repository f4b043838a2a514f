import type { door as en } from '../en/door';

export const door: typeof en = {
  developmentSignIn: {
    title: 'Wie bent u vandaag?',
    lead: 'Dit is een aanmelding voor ontwikkelaars: deze werkt alleen op deze machine en controleert niet wat u invult.',
    name: 'Naam',
    roles: 'Rollen',
    roleHints: {
      Requester: 'vraagt aan, annuleert, zet terug',
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
      'Dit mag u niet doen',
      'Uw account mist de rol ervoor. Vraag het aan wie deze app beheert.',
    ],
    'from-another-site': ['Geweigerd', 'Een andere site stuurde dit in uw naam. Er is niets gedaan.'],
    'unknown-page': ['Deze pagina is er niet', 'Misschien is het adres verkeerd getypt, of verouderd.'],
    'unknown-tenant': [
      'Deze tenant is er niet',
      'Deze installatie bedient de tenants op de pagina van die naam.',
    ],
    'unknown-finding': [
      'Deze bevinding is er niet',
      'Misschien is de bevinding opgelost. De volgende audit laat dit zien.',
    ],
    'unknown-enablement': ['Deze aanvraag is er niet', 'Kijk het nummer nog eens na; het begint met ‘en-’.'],
    'already-finished': ['Deze aanvraag is al voltooid', 'Deze accepteert geen opdrachten meer.'],
    'nothing-to-decide': ['Er valt niets te beslissen', 'Iemand was u voor, of de aanvraag is geannuleerd.'],
    'already-decided': ['Er is al beslist', 'Kijk bij de aanvraag hoe.'],
    'already-confirmed': ['Het is al bevestigd', 'Er valt niets meer te bevestigen.'],
    'nothing-to-replay': [
      'Er valt niets opnieuw te versturen',
      'Niets van wat gemeld moest worden, is voorgoed mislukt.',
    ],
    'address-forgotten': [
      'Het adres is vergeten',
      'Het wordt dertig dagen na het einde bewaard. Wie het wil weten, leest de aanvraag.',
    ],
    'another-plan': ['Het plan is veranderd', 'Lees het opnieuw, en beslis over wat u dan ziet.'],
    'not-a-test-guest': [
      'Geen testgast van deze tenant',
      'Het plan noemt een testgast die alleen een beheerder van deze toepassing mag laten uitnodigen. Maak zelf een plan zonder dat adres, of vraag een beheerder dit te versturen.',
    ],
    'own-request': [
      'Niet uw eigen aanvraag',
      'Wie het aanvroeg, kan het niet goedkeuren: dat moet een tweede persoon doen.',
    ],
    'extension-needs-approver': [
      'Iemand anders moet akkoord gaan met een latere datum',
      'Een tweede persoon ging akkoord tot een datum. Vraag een goedkeurder die dit niet zelf heeft aangevraagd om te verlengen.',
    ],
    'tenant-not-allowed': [
      'Niet een van uw tenants',
      'Uw rol geldt voor andere tenants. Wie deze toepassing beheert, kan dat wijzigen.',
    ],
    'identity-missing': [
      'We kunnen niet zien wie u bent',
      'Meld u aan met uw eigen account om over een plan te beslissen.',
    ],
    'nothing-to-confirm': [
      'Er valt niets te bevestigen',
      'Bij deze aanvraag staat geen proef met de partner open.',
    ],
    'nothing-to-extend': [
      'Er valt geen einde te verschuiven',
      'Deze aanvraag heeft geen einddatum, of is al beëindigd.',
    ],
    'undone-before': [
      'Deze aanvraag is al teruggedraaid',
      'Elke instelling die deze aanvraag wijzigde, staat weer zoals die stond. Open de aanvraag om te zien door welke.',
    ],
    'cannot-undo': ['Deze aanvraag kan niet worden teruggedraaid', 'Het loopt nog, of het heeft zelf niets gewijzigd.'],
    'nothing-to-send': [
      'Er valt niets te versturen',
      'Alleen een plan dat gemaakt is en uitgevoerd kan worden, kan worden verstuurd.',
    ],
    'tenant-occupied': [
      'Een andere aanvraag wijzigt deze tenant',
      'Twee tegelijk zouden elkaar in de weg zitten. Wacht tot de andere klaar is, of annuleer die; verstuur deze dan opnieuw.',
    ],
    'idempotency-key-reused': ['Dit is al eens verstuurd', 'Kijk bij uw aanvragen.'],
    'invalid-request': ['Er klopt iets niet aan wat er verstuurd is', 'Ga terug, en kijk het nog eens na.'],
    'record-unreadable': [
      'Deze gegevens zijn onleesbaar',
      'Er is niets gewijzigd. Meld het uw beheerder: het logboek noemt de rij (recordUnreadable), die handmatig moet worden hersteld of verwijderd.',
    ],
    'too-large': ['Dat is te veel', 'Maak korter wat u typte.'],
    'too-many-calls': ['Even rustiger aan', 'Dat was meer dan één persoon per minuut mag versturen.'],
    'too-many-commands': ['Te veel opdrachten', 'Wacht tot de aanvraag is voltooid.'],
    'try-again': ['Op dit moment niet mogelijk', 'Verstuur het over een minuut opnieuw.'],
    'internal-error': [
      'Hier ging iets mis',
      'Wat eerder aangenomen is, is niet verloren. Probeer het opnieuw; blijft het, meld het dan aan uw beheerder.',
    ],
  },
  other: 'Dit kon niet',
  occupiedBy: 'De andere aanvraag',
};
