import type { symptomAdvice as en } from '../en/symptom-advice';

export const symptomAdvice: typeof en = {
  'do.anotherAddress': 'Gebruik een postvak buiten al uw domeinen.',
  'do.askPartner': 'Vraag het de beheerder van de partner.',
  'do.resend': 'Verstuur de uitnodiging opnieuw, en laat de gast zoeken naar mail van invites@microsoft.com.',
  'do.letInvite':
    'Laat Gastvrij of een uitnodiger van gasten uitnodigen, of vraag gasttoegang aan en laat een tweede persoon die goedkeuren.',
  'do.inviterReports':
    'Berichten verschillen over de vraag of een toepassing mag uitnodigen als alleen uitnodigers van gasten dat mogen: laat een uitnodiger de gast uitnodigen, of vraag aan met het profiel selfService.',
  'do.inAnHour': 'Probeer het over een uur opnieuw; controleer na twee uur wie mag uitnodigen.',
  'do.askOutbound': 'Vraag de beheerder van de partner naar hun uitgaande instellingen (E-6).',
  'do.checkInbound': 'Controleer de binnenkomende instellingen van deze tenant voor die organisatie (E-5).',
  'do.removeDomains': 'Verwijder domeinen of organisaties die niet meer nodig zijn.',
  'do.needLicence': 'Mensen in uw eigen domeinen hebben hier een licentie nodig, geen uitnodiging.',
  'do.nameDomain':
    'Vul het domein in de aanvraag in, of voeg het toe onder Entra > Instellingen voor externe samenwerking > Samenwerkingsbeperkingen.',
  'do.clearAddress': 'Of verwijder wat het adres gebruikt.',
  'do.clearAddressDeleted': 'Of verwijder wat het adres gebruikt, ook uit de verwijderde items.',
  'do.restoreAccount': 'Herstel dat account: Restore-MgDirectoryDeletedItem -DirectoryObjectId <id>.',
  'do.deleteForGood': 'Of verwijder het definitief; verwijderde accounts verdwijnen na 30 dagen.',
  'do.accountMustExist': 'Het account moet daar eerst bestaan.',
  'do.checkListed': 'Voeg de gast niet opnieuw toe; controleer of Teams de gast toont.',
  'do.inTwoMinutes': 'Probeer het over een paar minuten opnieuw.',
  'do.checkInOrder': 'Controleer de instellingen in die volgorde.',
  'do.grantInspected':
    'Verleen wat de inspectie noemt, wacht een paar minuten op een nieuw token en vraag opnieuw aan.',
  'do.addMember':
    'Voeg op dezelfde manier een lid van de tenant toe: lukt dat, dan is het de beperking voor toepassingen.',
  'do.newCanary':
    'Verwijder het testteam uit de tenantinstellingen of de configuratie, maak een nieuw met POST /api/canary en vraag opnieuw aan.',
  'do.waitListed': 'Wacht af: een gast die via de groep lid wordt, staat binnen een dag of twee in Teams.',
  'do.changedT1':
    'Is T-1 in de afgelopen dag gewijzigd? Wacht dan. Controleer anders het label van het team.',
  'do.changedAny': 'Is een ervan in de afgelopen dag gewijzigd? Wacht dan.',
  'do.gatedWay':
    'Laat Gastvrij of een uitnodiger van gasten de gast maken; teameigenaren voegen daarna toe wie in de directory staat.',
  'do.ownerDecides': 'De eigenaar van het team, of de eigenaar van de labels, beslist.',
  'do.removeOldUser':
    'Verwijder het oude account: Remove-SPOUser -Site <site> -LoginName <guest>; voeg de gast daarna opnieuw toe.',
  'do.alignLevels': 'Gebruik voor beide hetzelfde niveau; voeg de gast apart toe aan een privékanaal.',
  'do.accessReviews':
    'Controleer de toegangsbeoordelingen en levenscyclusregels voor gasten; zonder deze gast uit, of accepteer het.',
  'do.invitedAccount': 'Laat de gast zich aanmelden met het account dat is uitgenodigd.',
  'do.askConditionalAccess':
    'Vraag de eigenaar van voorwaardelijke toegang welk beleid voor deze aanmelding gold.',
  'do.trustMfa':
    'Vertrouw meervoudige verificatie van die organisatie in de instellingen voor toegang tussen tenants.',
  'do.takeOver': 'De partner moet de eigen tenant overnemen voordat gebruikers ervan gast kunnen zijn.',
  'do.askLicences': 'Vraag de partner of zij betaalde licenties hebben, en daarna of zij uw domein toestaan.',
  'do.typeAddress': 'Vul het volledige adres in het zoekvak in.',
};
