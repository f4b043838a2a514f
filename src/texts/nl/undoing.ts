import type { undoing as en } from '../en/undoing';

export const undoing: typeof en = {
  'undoing.line': ({ setting, what }, { say, setting: named }) => `${named(setting)}: ${say(what)}`,
  'undoing.isNow': ({ setting, value }, { say, setting: named }) => `${named(setting)} is nu ${say(value)}`,
  'undoing.older': ({ at }, { moment }) =>
    `De waarde is door Gastvrij zelf geschreven vóór ${moment(at)}: het plan berustte op een oudere uitlezing, of deze uitlezing is ouder.`,
  'undoing.lacking': ({ change, missing }, { say }) => `${say(change)} (de app mist ${say(missing)})`,
  'undo.reason': 'De instelling heeft de waarde die deze aanvraag heeft ingesteld.',
  'undo.reasonLate':
    'Een uitlezing toont niet wat deze aanvraag schreef. Die kan ouder zijn dan de wijziging, dus wordt de eerdere waarde toch geschreven.',
  'undo.alreadyBack': 'De instelling heeft al de eerdere waarde.',
  'undo.changedSince': ({ wrote, found }, { say }) =>
    `Conflict: Gastvrij schreef ${say(wrote)}, en nu is het ${say(found)}.`,
  'undo.maybeArrived': ({ wrote, found }, { say }) =>
    `Conflict: niet bekend is of ${say(wrote)} is aangekomen toen het werd verzonden, en nu is het ${say(found)}.`,
  'undo.foundSet': ({ value }, { say }) =>
    `Niet vastgelegd als gewijzigd door deze aanvraag: Microsoft antwoordde dat het te druk was en de wijziging niet had doorgevoerd, en de volgende uitlezing toonde die wel. De waarde was daarvoor ${say(value)}, en is niet gewijzigd.`,
  'undo.listChangedSince': ({ change }, { say }) => `Conflict: de lijst is gewijzigd: ${say(change)}.`,
  'undo.setAgain': ({ run }) => `Conflict: aanvraag ${run} heeft dit daarna ingesteld.`,
  'undo.undoneBefore': ({ run }) =>
    `Conflict: ${run} heeft dit teruggedraaid, en iemand heeft het daarna opnieuw ingesteld.`,
  'undo.unread': ({ value }, { say }) => `Dit kan niet worden gelezen en is dus op ${say(value)} gelaten.`,
  'undo.unreadLacking': ({ value, missing }, { say }) =>
    `Dit kan niet worden gelezen (de app mist ${missing}) en is dus op ${say(value)} gelaten.`,
  'who.changedSince': 'Wie dit daarna heeft gewijzigd.',
  'who.undoes': ({ run }) => `Wie kan vragen aanvraag ${run} terug te draaien.`,
  'who.knows': 'Wie weet door wie dit is ingesteld.',
  'remediate.asItShouldBe': 'De instelling heeft al de verwachte waarde.',
  'remediate.unread': 'De instelling kan niet worden gelezen en is dus niet gewijzigd.',
  'remediate.found': ({ found, expected }, { say }) =>
    `Een audit vond ${say(found)}; dat moet ${say(expected)} zijn.`,
  'remediate.foundList': ({ change }, { say }) => `Een audit vond dat de lijst is gewijzigd: ${say(change)}.`,
  'remediate.changedSince': ({ wrote, found }, { say }) =>
    `Conflict: de audit vond ${say(wrote)}, en nu is het ${say(found)}.`,
  'who.reads': 'Wie dit kan lezen.',
  'who.decided': 'Wie dit heeft besloten.',
  'who.setAgain': 'Wie dit opnieuw heeft ingesteld.',
  'who.canRead': ({ value }, { say }) => `Wie dit kan lezen: de waarde was ${say(value)}.`,
  'doubt.unread': ({ change }, { say }) => `${say(change)}, sindsdien niet gelezen`,
  'doubt.unplanned': ({ what }) => `${what} (waarin dit is gewijzigd, kon niet worden gelezen)`,
  'doubt.asSent': ({ change, value }, { say }) => `${say(change)}, en later was de waarde ${say(value)}`,
  'doubt.asBefore': ({ change, value }, { say }) =>
    `${say(change)}, en later was de waarde ${say(value)}, zoals eerst: het is niet aangekomen, of teruggezet, of de uitlezing is oud`,
  'doubt.anothers': ({ change, value }, { say }) =>
    `${say(change)}, en later was de waarde ${say(value)}, niet de eerdere waarde en niet wat is verzonden: iemand anders heeft dit ingesteld`,
  'remains.guestsInTeams':
    'Gasten die intussen lid zijn geworden van teams, blijven daar staan en houden hun bestanden: verwijder ze handmatig.',
  'remains.links':
    'Koppelingen die intussen zijn gemaakt, werken niet meer, en werken weer als het niveau wordt verhoogd: verwijder wat niet nodig is.',
  'remains.guests':
    'Gasten die intussen zijn uitgenodigd, blijven in de directory: verwijder wie niet nodig is.',
  'remains.guestsOfDomains': 'Bestaande gasten van deze domeinen blijven.',
};
