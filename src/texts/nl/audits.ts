import type { audits as en } from '../en/audits';

export const audits: typeof en = {
  'audit.notRead': 'Dit is niet gelezen.',
  'audit.snapshotOlder': 'De momentopname is ouder dan het laatste besluit over deze instelling.',
  'audit.unknownDirection': ({ property, change }, { say }) =>
    `${property} is gewijzigd: ${say(change)}, en Gastvrij weet niet welke waarde minder streng is.`,
  'audit.emptyGate': ({ gate }) => `Alle instellingen van ${gate} zijn ineens leeg.`,
  'audit.guestLeft': ({ id }) => `De testgast ${id} staat nog in de directory.`,
  'audit.memberLeft': ({ id }) => `De testgast ${id} zit nog in het testteam.`,
  'audit.watchLeft': ({ id }) => `Het abonnement ${id} op het testteam heeft zijn aanvraag overleefd.`,
  'audit.pendingGuests': ({ count, all }) =>
    `${count} van ${all} gasten zijn meer dan 30 dagen geleden uitgenodigd en hebben nooit geaccepteerd.`,
  'audit.proofFailed': ({ run, at, why, reached }, { say, moment }) =>
    `Het bewijs van ${moment(at)} is mislukt (${run}). ${say(why)} ${say(reached)}`,
  'audit.reachedNothing': 'Zelfs de uitnodiging is niet geaccepteerd.',
  'audit.reached': ({ claim }, { say }) => `Wat is bereikt: ${say(claim)}`,
  'audit.proofUnclear': ({ run, reason }, { say }) => `${run} toonde niets: ${say(reason)}`,
  'audit.proofBegun': ({ run }) =>
    `Er is een bewijs gestart (${run}); de volgende audit toont het resultaat.`,
  'audit.proofNoGuest': 'Er is geen bewijs gestart: er is geen testgast geregistreerd.',
  'audit.proofOccupied': ({ by }) =>
    `Er is geen bewijs gestart: ${by} wijzigt de tenant. De volgende audit probeert het opnieuw.`,
  'audit.proofGuestChanged':
    'Er is geen bewijs gestart: de testgast is intussen gewijzigd. De volgende audit probeert het opnieuw.',
  'audit.remediatesFirst': 'Eerst wordt er iets hersteld.',
  'remediation.notPossible':
    'Geen aanvraag kan dit wijzigen: wie het heeft ingesteld, of een beheerder, moet het wijzigen.',
  'remediation.due': ({ run }) => `Wordt hersteld door ${run}.`,
  'remediation.requested': ({ by, at }, { moment }) =>
    `${by} heeft op ${moment(at)} een nieuw herstel aangevraagd.`,
  'remediation.done': ({ run, at }, { moment }) => `Hersteld door ${run} op ${moment(at)}.`,
  'remediation.declined': ({ run, at }, { moment }) =>
    `Niet hersteld door ${run}: niemand heeft het goedgekeurd op ${moment(at)}. Na een week wordt het opnieuw aangevraagd.`,
  'remediation.manualSteps': ({ run, at }, { moment }) =>
    `Niet hersteld door ${run}: het is op ${moment(at)} aan een mens overgelaten. Na een week wordt het opnieuw aangevraagd.`,
  'remediation.brokenOff': ({ run, at }, { moment }) =>
    `Niet hersteld door ${run}: de aanvraag is op ${moment(at)} onderbroken en heeft de wijziging misschien geschreven. Na een week wordt het opnieuw aangevraagd.`,
  'remediation.conflict': ({ run, at }, { moment }) =>
    `Conflict: opnieuw gewijzigd nadat ${run} dit op ${moment(at)} had hersteld.`,
  'remediation.who': ({ who }) => `Wie: ${who}`,
  'remediation.waits':
    'Dit wordt niet gewijzigd tot iemand het accepteert, tot basislijn maakt of een nieuw herstel aanvraagt.',
};
