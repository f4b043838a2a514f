import type { summary as en } from '../en/summary';
import type { Said, Wording } from '../said';

type Lines = { items: readonly Said[]; more: number };
const joined = ({ items, more }: Lines, { say }: Wording): string =>
  [...items.map(say), ...(more > 0 ? [`en nog ${more}`] : [])].join('; ');

export const summary: typeof en = {
  'summary.dryRun': 'Een proefrun: er is niets geschreven.',
  'summary.toChange': (lines, wording) => `Te wijzigen: ${joined(lines, wording)}.`,
  'summary.toUndo': (lines, wording) => `Terug te draaien: ${joined(lines, wording)}.`,
  'summary.manually': ({ setting }, wording) => `${wording.setting(setting)}, handmatig`,
  'summary.nothingToChange': 'Er hoeft niets te worden gewijzigd: elke instelling staat al zoals gevraagd.',
  'summary.cannotCarryOut': ({ why }, { say }) => `Het plan kan nu niet worden uitgevoerd. ${say(why)}`,
  'summary.proven': ({ claim }, { say }) => `Bewezen: ${say(claim)}`,
  'summary.seenOnce': 'Dit is één keer gezien, niet twee keer.',
  'summary.readOnce': 'Dit is één keer gelezen, niet twee keer.',
  'summary.declined': ({ by }) => `Afgekeurd door ${by}.`,
  'summary.declinedBecause': ({ by, comment }) => `Afgekeurd door ${by}: ${comment}.`,
  'summary.notDecided': 'Niemand heeft op tijd over het plan beslist, dus geldt het als afgekeurd.',
  'summary.notDecidedBefore': ({ until }, { moment }) =>
    `De toegang zou tot ${moment(until)} actief zijn, en niemand heeft het plan voor die datum goedgekeurd, dus geldt het als afgekeurd.`,
  'summary.cancelled': ({ by }) => `Geannuleerd door ${by}.`,
  'summary.undone': ({ run }) => `De wijzigingen van aanvraag ${run} zijn teruggedraaid.`,
  'summary.remediated': ({ audit }) => `Hersteld wat audit ${audit} heeft gevonden.`,
  'summary.endedFromOutside': 'De aanvraag is van buitenaf beëindigd voordat die klaar was.',
  'summary.brokeOff': ({ message }) => `De aanvraag is onverwacht gestopt: ${message}`,
  'summary.changed': (lines, wording) => `Gewijzigd: ${joined(lines, wording)}.`,
  'summary.mayBeChanged': (lines, wording) =>
    `Mogelijk gewijzigd (het is verzonden, en geen antwoord toont of het is aangekomen): ${joined(lines, wording)}.`,
  'summary.foundSet': (lines, wording) =>
    `Stond al zo, en niet vastgelegd als gewijzigd door deze aanvraag (Microsoft antwoordde dat het te druk was en de wijziging niet had doorgevoerd; terugdraaien laat dit ongemoeid): ${joined(lines, wording)}.`,
  'summary.noneChanged': 'Er zijn geen instellingen gewijzigd.',
  'summary.noneReadChanged': 'Geen leesbaar gegeven meldt dat een instelling is gewijzigd.',
  'summary.unread': ({ records }) =>
    `Niet alle gegevens van de aanvraag konden worden gelezen (${records}), dus deze samenvatting is onvolledig. Controleer de instellingen in het beheercentrum en controleer of er een testgast is achtergebleven.`,
  'summary.undid': (lines, wording) => `Teruggedraaid: ${joined(lines, wording)}.`,
  'summary.undidNothing': 'Er is niets teruggedraaid.',
  'summary.undoUnseen': (lines, wording) =>
    `Geschreven en nog niet te zien in een uitlezing: ${joined(lines, wording)}.`,
  'summary.conflicts': (lines, wording) => `Niet gewijzigd: ${joined(lines, wording)}.`,
  'summary.notUndone': (lines, wording) => `Niet teruggedraaid: ${joined(lines, wording)}.`,
  'summary.undoManually': (lines, wording) => `Handmatig terug te draaien: ${joined(lines, wording)}.`,
  'summary.removeManually': (lines, wording) => `Verwijder dit handmatig: ${joined(lines, wording)}.`,
  'summary.keptOnPurpose': (lines, wording) => `Met opzet niet verwijderd: ${joined(lines, wording)}.`,
  'status.accepted': 'Geaccepteerd; de aanvraag begint zo.',
  'status.waitsForApproval': 'Wacht tot een tweede persoon het plan goedkeurt.',
  'status.beingUndone': ({ run }) => `Dit wordt teruggedraaid door ${run}.`,
  'status.undone': ({ run, at }, { moment }) =>
    `Dit is teruggedraaid door ${run} op ${moment(at)}: elke gewijzigde instelling heeft weer de eerdere waarde.`,
  'status.undoIncomplete': ({ run, at, outcome }, { moment }) =>
    `Het terugdraaien, ${run}, eindigde op ${moment(at)} (${outcome}) en heeft niet alles teruggedraaid.`,
};
