import type { reasons as en } from '../en/reasons';

const listed = (domains: readonly string[]): string => domains.join(', ');

export const reasons: typeof en = {
  'link.passed': 'Deze gast is al voorbij deze instelling.',
  'link.open': 'Laat gasten toe.',
  'link.notRead': 'Deze instelling is niet gelezen.',
  'link.ownersBlocked': ({ reason }, { say }) =>
    `Teameigenaren kunnen geen mensen toevoegen die niet in de directory staan. ${say(reason)}`,
  'who.gatedWay':
    'Gastvrij of een uitnodiger van gasten maakt de gast; teameigenaren voegen daarna toe wie in de directory staat.',
  'reason.unknownValue': ({ value }, { say }) =>
    `Microsoft geeft ${say(value)}, een waarde die Gastvrij niet kent.`,
  'who.page': 'Een beheerder kan dit controleren op de getoonde pagina.',
  'reason.requested': 'De aanvraag vraagt erom.',
  'reason.teamsOff': 'Zolang dit uit staat, kunnen gasten Teams niet gebruiken.',
  'reason.archived': 'Dit team is gearchiveerd.',
  'who.teamOwner': 'Een teameigenaar kan het herstellen.',
  'reason.mustLetIn': ({ domains }) => `Externe toegang moet ${listed(domains)} toestaan.`,
  'who.addToList': 'Een Teams-beheerder: voeg het domein toe aan de bestaande lijst, als die er is.',
  'reason.onlyPartners':
    'Externe toegang wordt alleen ingeschakeld voor de domeinen van de partner, niet voor iedereen.',
  'reason.belowBlocked': ({ domains }) =>
    `${listed(domains)} is een subdomein van een geblokkeerd domein, en subdomeinen zijn ook geblokkeerd.`,
  'who.nameBlocked': 'Een Teams-beheerder, of een aanvraag die het geblokkeerde domein zelf noemt.',
  'reason.notReached': ({ domains }) => `Externe toegang staat ${listed(domains)} niet toe.`,
  'reason.subdomainsToo': 'Subdomeinen van een domein dat niet meer geblokkeerd is, worden ook toegestaan.',
  'keep.listOfDomains':
    'Houd een lijst bij van de domeinen waarmee u werkt, in plaats van alle domeinen toe te staan.',
  'reason.trialRefused':
    'Een partner met alleen proeflicenties wordt geweigerd, en de licenties van de partner zijn van hieruit niet te zien.',
  'who.partnerLicences': 'De beheerder van de partner: ‘Heeft u een betaalde licentie met Teams?’',
  'reason.bothSides':
    'Externe toegang moet aan beide kanten aan staan, en alleen de partner kan de eigen kant zien en instellen.',
  'who.partnerFederation':
    'De beheerder van de partner: ‘Wilt u ons domein toestaan onder Gebruikers > Externe toegang?’',
  'reason.privateAccounts':
    'De aanvraag vraagt om persoonlijke Teams-accounts; mensen hier beginnen het gesprek.',
  'keep.noPrivateAccounts':
    'Persoonlijke Teams-accounts zijn bereikbaar: schakel dat uit als u het niet nodig hebt.',
  'reason.federationOff': 'Externe toegang staat uit voor iedereen.',
  'reason.policyNoExternal': 'Het beleid Global staat geen externe toegang toe.',
  'reason.policyNoPrivate': 'Het beleid Global staat geen contact met persoonlijke accounts toe.',
  'reason.siteStricter':
    'De site van het team kan strenger zijn dan de tenant, en toepassingen kunnen dat niet lezen.',
  'who.sharePoint': 'Een SharePoint-beheerder.',
  'reason.filesForExisting':
    'Gasten kunnen bestanden van een team alleen openen als delen is toegestaan met bestaande gasten.',
  'reason.filesForNew':
    'Gasten kunnen bestanden van een team alleen openen als delen is toegestaan met nieuwe en bestaande gasten.',
  'keep.existingGuests': 'Beperk delen tot bestaande gasten.',
  'keep.noResharing': 'Gasten kunnen items delen die niet van hen zijn: schakel dat uit.',
  'keep.filesNotShared': ({ domains }) =>
    `Losse bestanden kunnen niet worden gedeeld met ${listed(domains)}; deze lijst geldt niet voor teams.`,
  'reason.guestElsewhere': ({ domain }) =>
    `De testgast komt van ${domain}; dat domein is niet toegestaan en staat niet in de aanvraag.`,
  'who.nameDomain': 'Gebruik een testgast van de partner, of noem dit domein in de aanvraag.',
  'reason.invitationsRefused': ({ domains }) =>
    `De samenwerkingsbeperkingen weigeren uitnodigingen aan ${listed(domains)}.`,
  'keep.inviteDomains':
    'Houd een lijst bij van de domeinen waarmee u werkt, in plaats van elk domein toe te staan.',
  'keep.blockTrials': 'Blokkeer organisaties die alleen proeflicenties hebben.',
  'keep.limitInvitations': 'Beperk uitnodigen tot beheerders en uitnodigers van gasten.',
  'reason.invitersGated':
    'Beheerders en uitnodigers van gasten moeten mogen uitnodigen; anders kan niemand het.',
  'reason.invitersMembers':
    'Leden moeten mogen uitnodigen, zodat teameigenaren nieuwe mensen kunnen toevoegen.',
  'keep.restrictGuests': 'Gasten zien evenveel van de directory als leden: beperk wat zij zien.',
  'reason.partnerOutbound': 'Alleen de partner kan zien of de eigen gebruikers hier gast mogen zijn.',
  'who.partnerOutbound':
    'De beheerder van de partner: ‘Wilt u uitgaande B2B-samenwerking met onze tenant toestaan?’',
  'reason.inboundBlocked':
    'De instellingen voor toegang tussen tenants van deze tenant blokkeren deze organisatie.',
  'reason.inboundLimited':
    'De instellingen voor toegang tussen tenants laten alleen bepaalde gebruikers van deze organisatie toe; anderen worden geweigerd.',
  'who.inbound': 'Een beveiligingsbeheerder, in de binnenkomende instellingen voor die organisatie.',
  'reason.labelHolds': 'Dit team weigert gasten, en het vertrouwelijkheidslabel bepaalt deze instelling.',
  'who.labelOrOwner':
    'De eigenaar van de labels in Microsoft Purview, of een teameigenaar door een ander label te kiezen.',
  'reason.teamRefuses': 'Dit team weigert gasten.',
  'reason.labelMayDecide': ({ label }, { say }) =>
    `Het label kan gasten blokkeren: dit team heeft ${say(label)}, en toepassingen kunnen niet lezen of dat gasten toelaat.`,
  'who.label': 'De eigenaar van de labels in Microsoft Purview.',
  'reason.ownersAdd': 'Teameigenaren moeten gasten aan hun teams kunnen toevoegen.',
  'reason.guestsReach': 'Een gast in een team moet kunnen openen wat het team bevat.',
  'reason.trialLicences':
    'Deze tenant heeft alleen proeflicenties: Microsoft beperkt daarmee delen en externe toegang.',
  'who.billing': 'Een factureringsbeheerder, door een licentie te kopen; die werkt binnen een dag.',
};
