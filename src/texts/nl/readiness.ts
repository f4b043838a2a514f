import type { readiness as en } from '../en/readiness';

export const readiness: typeof en = {
  'readiness.otherTenant': ({ tenant }) => `De app hoort bij de tenant ${tenant}.`,
  'readiness.domains': ({ domains }) => `Geverifieerde domeinen: ${domains.join(', ')}.`,
  'readiness.granted': ({ names }) => `Verleend: ${names.join(', ')}.`,
  'readiness.manualTeams': 'Beheerders wijzigen de Teams-instellingen handmatig.',
  'readiness.noTestTeam': 'Er is geen testteam: een aanvraag zou alleen de uitnodiging bewijzen.',
  'readiness.testTeam': ({ group }) => `Het testteam is de groep ${group}.`,
  'readiness.noTeam': ({ group }) => `De groep ${group} is geen team.`,
  'readiness.noTestGuest': 'Er is geen testgast: elke aanvraag moet er een noemen.',
  'readiness.badAddress': ({ violation }) => `Het adres van de testgast is ongeldig: ${violation}.`,
  'readiness.guestFree': 'De testgast komt van buiten, en het adres is niet in gebruik.',
  'readiness.guestThere':
    'De testgast bestaat al als gast: een aanvraag gebruikt het account en laat het staan.',
  'readiness.licences': 'De tenant heeft betaalde licenties.',
  'readiness.trials':
    'De tenant heeft alleen proeflicenties: Microsoft beperkt daarmee delen en externe toegang.',
  'readiness.unread': ({ what }, { say }) => `${say(what)} kan niet worden gelezen.`,
  'readiness.unreadBecause': ({ what, reason }, { say }) => `${say(what)} kan niet worden gelezen: ${reason}`,
  'readiness.whoseTenant': 'Van wie de tenant is',
  'readiness.whetherTeam': 'Of het testteam bestaat',
  'readiness.whetherOutside': 'Of de testgast van buiten komt',
  'readiness.whetherFree': 'Of het adres in gebruik is',
  'readiness.whetherPaid': 'Of de licenties betaald zijn',
};
