import type { advice as en } from '../en/advice';

export const advice: typeof en = {
  'advice.outsideMailbox': 'Gebruik een postvak buiten al uw domeinen, en vul de domeinen van de partner in.',
  'advice.notAMember':
    'Gebruik een postvak buiten al uw domeinen; een gebruiker met een licentie in deze tenant is geen gast.',
  'advice.grant': ({ missing }, { say }) =>
    `Verleen ${say(missing)}, wacht een paar minuten op een nieuw token en vraag opnieuw aan.`,
  'advice.grantByScript':
    'Verleen dit met het implementatiescript, wacht een paar minuten op een nieuw token en vraag opnieuw aan.',
  'advice.readiness':
    'Roep GET /api/tenants/{id}/readiness aan: daar staat wat er ontbreekt en hoe u dat verleent.',
  'advice.setManually': 'Stel dit handmatig in op de getoonde pagina, en vraag opnieuw aan.',
  'advice.orSetManually': 'Of stel dit handmatig in op de getoonde pagina.',
  'advice.request': ({ goal }) => `Vraag het aan: POST /api/enablements met goal "${goal}".`,
  'advice.findWhoChanges': ({ id }) =>
    `Zoek uit wie ${id} wijzigt: het auditlogboek van Entra toont het account.`,
  'advice.exempt':
    'Spreek de waarde met hen af, of zonder deze instelling uit in hun hulpmiddel, en vraag opnieuw aan. Gastvrij werkt een ander hulpmiddel niet tegen.',
  'advice.lookAtPage': ({ page }) => `Controleer de instelling hier: ${page}.`,
  'advice.inAnHour': 'Controleer over een uur opnieuw: dan zijn de uitlezingen bijgewerkt.',
  'advice.readsAgain': 'U hoeft niets te doen: Gastvrij leest de instelling opnieuw.',
  'advice.keepsTrying': 'U hoeft niets te doen: Gastvrij blijft het proberen.',
  'advice.wait': 'Wacht af: er hoeft niets te worden hersteld.',
  'advice.tomorrow':
    'Controleer morgen opnieuw: wij nemen aan dat het bij ongeveer 1 op de 45 gezonde tenants langer dan een dag duurt.',
  'advice.openCase':
    'Is er dan niets veranderd, open dan een ondersteuningsaanvraag bij Microsoft en voeg de vastgelegde stappen met hun aanvraag-id’s toe.',
  'advice.powerShell': ({ line }) => `Voer uit in PowerShell, met de module MicrosoftTeams: ${line}`,
  'advice.orOnPage': ({ page }) => `Of stel dit hier in: ${page}.`,
  'advice.seesByItself': 'Gastvrij ziet de wijziging vanzelf en gaat verder.',
  'advice.triesUntilEnd': 'Gastvrij blijft het proberen tot de tijd om is.',
  'advice.whoCanAct': ({ who }, { say }) => `Wie iets kan doen: ${say(who)}`,
  'advice.checkSetting': ({ setting, state }, wording) =>
    `Controleer ${wording.setting(setting)}: ${wording.say(state)}`,
  'advice.rawError':
    'Lees de fout in de laatste stap, en open een ondersteuningsaanvraag met de aanvraag-id ervan.',
  'advice.exactWords': 'Vraag de gast om het exacte foutbericht, en stuur dat mee als "symptom".',
  'advice.checkIdentity': 'Controleer TENANT_ID en de beheerde identiteit van de app.',
  'advice.nothingChanged': 'Er is niets gewijzigd.',
  'advice.readRawError': 'Er is niets gewijzigd. Lees de fout in de stappen.',
  'advice.openConsent':
    'Laat een beheerder van de tenant de toestemmingspagina openen (GET /api/tenants/{id}/consent geeft het adres), en vraag opnieuw aan.',
  'advice.compareId': 'Vergelijk de id met de overzichtspagina van Microsoft Entra, en registreer de juiste.',
  'advice.compareCredential':
    'Vergelijk verlener, onderwerp en doelgroep van de federatieve referentie, of het certificaat, met de app-registratie van APP_CLIENT_ID.',
  'advice.enableApp':
    'Laat een beheerder van de tenant de bedrijfstoepassing inschakelen, en vraag opnieuw aan.',
  'advice.identityElsewhere':
    'Stel IDENTITY in op federatedApp en APP_CLIENT_ID op de registratie ervan (docs/tenants.md), of verwijder deze tenant.',
  'advice.lookUpCode': 'Zoek de code op in de lijst met foutcodes van Microsoft Entra.',
  'advice.laterDate': 'Is de toegang nog nodig, vraag dan opnieuw aan met een latere datum.',
  'advice.changesStay': 'Vraag opnieuw aan: wat gewijzigd is, blijft van kracht.',
  'advice.nothingMore': 'U hoeft verder niets te doen.',
  'advice.whoElseChanges': 'Zoek uit wie deze instelling nog meer wijzigt, en vraag opnieuw aan.',
  'advice.fixError': 'Lees de fout in de stappen, los de oorzaak op en vraag opnieuw aan.',
  'advice.readSteps': 'Lees in de vastgelegde stappen hoever de aanvraag is gekomen.',
  'advice.sendAgain': 'Stuur de aanvraag opnieuw: die begint bij de huidige instellingen.',
};
