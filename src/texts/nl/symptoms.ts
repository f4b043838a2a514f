import type { symptoms as en } from '../en/symptoms';

export const symptoms: typeof en = {
  'symptom.invitationsOff':
    'Microsoft Entra weigert de uitnodiging: niemand, of niet dit account, mag gasten uitnodigen (E-1).',
  'symptom.inviterRoleFresh':
    'Microsoft Entra laat dit account geen gasten uitnodigen (E-1); een nieuwe rol of een wijziging werkt pas na hoogstens een uur.',
  'symptom.crossCloudBlocked':
    'De partner heeft de toepassing uitgeschakeld waarmee gebruikers gast kunnen zijn in een andere cloud.',
  'symptom.crossTenantBlocked':
    'Instellingen voor toegang tussen tenants blokkeren de uitnodiging: die van deze tenant (E-5), of die van de partner (E-6).',
  'symptom.policyFull': 'Het beleid is vol: er past hoogstens 25 KB in.',
  'symptom.ownDomain':
    'Het adres van de gast hoort bij een domein van deze tenant en kan hier dus geen gast zijn.',
  'symptom.domainBlocked':
    'Het domein van de gast staat op de blokkeringslijst, of niet op de acceptatielijst, van de samenwerkingsbeperkingen (E-3).',
  'symptom.addressTaken': 'Het adres is van een lid of een geblokkeerd account van deze tenant.',
  'symptom.objectHoldsAddress':
    'Een ander object in deze tenant gebruikt het adres: een lid, een contactpersoon of een groep.',
  'symptom.deletedGuestHoldsAddress':
    'Het adres is in gebruik en geen account toont het: waarschijnlijk door een verwijderde gast die nog kan worden hersteld.',
  'symptom.groupAddress': 'Het adres van de gast is een groep of een distributielijst.',
  'symptom.badAddress':
    'Microsoft weigert het adres van de gast als ongeldig; een plusteken is bijvoorbeeld niet toegestaan.',
  'symptom.partnerLacksAccount':
    'De organisatie van de gast heeft zo’n account niet, of staat zelf gemaakte accounts niet toe.',
  'symptom.alreadyMember': 'De gast is al lid van de groep: een eerder antwoord is verloren gegaan.',
  'symptom.notReplicated': 'Het nieuwe account is nog niet overal in Microsoft Entra te zien.',
  'symptom.guestsNotAllowedInGroups':
    'De groep weigert gasten: door de instelling van de tenant (G-2), de eigen instelling (G-3) of het label (G-4).',
  'symptom.missingPermission':
    'De app mist een machtiging die voor deze stap nodig is; voor een uitnodiging is dat User.Invite.All.',
  'symptom.appOnlyRefused':
    'Teams weigert een toepassing die een gast toevoegt en noemt geen reden: een bekende beperking van Teams, of gasttoegang (T-1).',
  'symptom.canaryGone': 'Het testteam van deze tenant bestaat niet, of is geen team.',
  'symptom.notListed': 'De gast zit in de groep, en Teams toont de gast nog niet.',
  'symptom.noMatches':
    'Teams toont de gast niet: gasttoegang staat uit of is kort geleden gewijzigd (T-1), een label staat het niet toe (G-4), of alleen beheerders mogen uitnodigen (E-1).',
  'symptom.teamsClosed':
    'Teams laat deze persoon geen gasten toevoegen: T-1, G-2 of E-1 staat uit of is kort geleden gewijzigd.',
  'symptom.ownersCannot':
    'Beheerders en toepassingen kunnen gasten toevoegen en teameigenaren niet: eigenaren mogen geen gasten toevoegen (G-2), of geen nieuwe uitnodigen (E-1).',
  'symptom.oneTeamRefuses':
    'Eén team weigert gasten en andere niet: door de eigen instelling (G-3), het label (G-4) of de site (S-2).',
  'symptom.recreatedGuest':
    'De gast is verwijderd en opnieuw gemaakt: de site kent nog het oude account en weigert het nieuwe (S-2).',
  'symptom.filesClosed':
    'Chatten werkt en bestanden niet: delen staat uit voor de tenant (S-1) of de site (S-2), of het kanaal is privé.',
  'symptom.takenBack': 'Iemand, of een automatisering voor ongebruikte gasten, maakt ongedaan wat is gedaan.',
  'symptom.notRedeemed': 'De gast staat in de directory en heeft de uitnodiging niet geaccepteerd.',
  'symptom.wrongAccount': 'De gast heeft zich aangemeld met een ander account dan is uitgenodigd.',
  'symptom.signInBlocked':
    'De gast heeft toegang en kan zich niet aanmelden: een beleid voor voorwaardelijke toegang of een toepassing vraagt meer.',
  'symptom.trustMissing':
    'Een gedeeld kanaal vraagt meervoudige verificatie van de organisatie van de gast, die deze tenant niet vertrouwt (E-7).',
  'symptom.unmanagedTenant': 'De organisatie van de gast heeft een tenant zonder beheerder.',
  'symptom.organisationsNotConnected':
    'Externe toegang is geblokkeerd: in deze tenant (F-1, F-2, F-4), door proeflicenties (F-7), of bij de partner (F-8).',
  'symptom.searchedByName':
    'Mensen in andere organisaties zijn alleen te vinden op hun exacte adres, niet op naam.',
};
