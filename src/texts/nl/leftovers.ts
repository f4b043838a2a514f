import type { leftovers as en } from '../en/leftovers';

export const leftovers: typeof en = {
  'left.subscription': 'het abonnement op het testteam',
  'left.membership': 'het lidmaatschap van het testteam',
  'left.guest': 'de testgast',
  'left.binnedGuest': 'de testgast uit de verwijderde gebruikers',
  'left.guestIfAny': 'de testgast, als die er is',
  'left.membershipIfAny': 'het lidmaatschap van het testteam, als dat er is',
  'left.lacks': ({ missing }, { say }) => `de app mist ${say(missing)}`,
  'left.unread': ({ records }) =>
    `wat de test verder heeft gemaakt (deze gegevens konden niet worden gelezen: ${records})`,
  'left.because': ({ what, why }, { say }) => `${say(what)} (${say(why)})`,
  'left.account': ({ account, why }, { say }) => `het account ${account} (${say(why)})`,
  'kept.notMade':
    'niets toont dat de uitnodiging van deze aanvraag het heeft gemaakt, dus kan het van iemand zijn',
  'kept.accepted': 'de uitnodiging is geaccepteerd, dus is het nu van iemand',
  'kept.notGuest': 'iemand heeft er iets anders dan een gast van gemaakt',
  'kept.inGroup': 'iemand heeft het aan een groep toegevoegd of een rol gegeven',
  'kept.groupsUnread': 'de groepen en rollen ervan kunnen niet worden gelezen',
  'kept.restored': 'deze aanvraag heeft het verwijderd, en iemand heeft het hersteld',
  'kept.binnedAgain': 'iemand heeft het hersteld en opnieuw verwijderd',
  'kept.binUnread': 'de directory zegt niet wanneer het is verwijderd',
  'kept.membershipUnsure':
    'niet bekend is of deze aanvraag of iemand anders het aan het testteam heeft toegevoegd',
};
