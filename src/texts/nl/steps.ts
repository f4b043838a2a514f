import type { steps as en } from '../en/steps';
import type { Said, Wording } from '../said';

const joined = (all: readonly Said[], { say }: Wording): string => all.map(say).join('; ');
const GOALS: Readonly<Record<string, string>> = {
  guestAccess: 'gasttoegang',
  externalAccess: 'externe toegang',
  both: 'gasttoegang en externe toegang',
};

export const steps: typeof en = {
  'step.requested': ({ by, goal, profile }) => `${by} heeft ${GOALS[goal]} aangevraagd (${profile}).`,
  'step.requestedDryRun': ({ by, goal, profile }) =>
    `${by} heeft een proefrun van ${GOALS[goal]} aangevraagd (${profile}).`,
  'step.requestedUndo': ({ by, undoes }) =>
    `${by} heeft gevraagd de wijzigingen van ${undoes} terug te draaien.`,
  'step.requestedProof': ({ by }) => `${by} heeft een test aangevraagd of gasten nog toegang hebben.`,
  'step.requestedRemediation': ({ by, findings }) =>
    `${by} heeft gevraagd auditbevindingen te herstellen: ${findings.join(', ')}.`,
  'step.inspected': 'Alle instellingen, de machtigingen van de app en de testgast zijn gelezen.',
  'step.provesOnly': 'Er worden geen instellingen gewijzigd: deze aanvraag test alleen de toegang.',
  'step.nothingToChange': 'Er hoeft niets te worden gewijzigd.',
  'step.toChange': ({ changes }, wording) => `${joined(changes, wording)}.`,
  'step.toSetManually': ({ settings }, wording) => `Handmatige stappen: ${wording.settings(settings)}.`,
  'step.leavesBenchmarks': ({ benchmarks }) =>
    `De tenant zou niet meer voldoen aan ${benchmarks.join(', ')}.`,
  'step.needsApproval': ({ ids, until }, { moment }) =>
    `Een tweede persoon moet ${ids.join(', ')} goedkeuren, uiterlijk ${moment(until)}.`,
  'step.approved': ({ by }) => `${by} heeft het plan goedgekeurd.`,
  'step.approvedBecause': ({ by, comment }) => `${by} heeft het plan goedgekeurd: ${comment}`,
  'step.declined': ({ by }) => `${by} heeft het plan afgekeurd.`,
  'step.declinedBecause': ({ by, comment }) => `${by} heeft het plan afgekeurd: ${comment}`,
  'step.notDecided': 'Niemand heeft op tijd over het plan beslist.',
  'step.notDecidedBefore': ({ until }, { moment }) =>
    `Niemand heeft op tijd over het plan beslist: het zou tot ${moment(until)} actief zijn.`,
  'step.cancelled': ({ by }) => `${by} heeft de aanvraag geannuleerd.`,
  'step.endedFromOutside': 'De aanvraag is van buitenaf beëindigd.',
  'step.changed': ({ changes }, wording) => `Gewijzigd: ${joined(changes, wording)}.`,
  'step.alreadySet': ({ changes }, wording) => `Stond al zo: ${joined(changes, wording)}.`,
  'step.foundSet': ({ changes }, wording) =>
    `Microsoft antwoordde dat het te druk was (429) en de wijziging niet had doorgevoerd; de volgende uitlezing toonde die wel: ${joined(changes, wording)}. Dit telt niet als gewijzigd door deze aanvraag.`,
  'step.changedNotShown': ({ changes }, wording) =>
    `Gewijzigd: ${joined(changes, wording)}; een eerste uitlezing toont dat nog niet.`,
  'step.refused': ({ changes }, wording) => `Microsoft weigerde: ${joined(changes, wording)}.`,
  'step.refusedLacking': ({ changes, missing }, wording) =>
    `Microsoft weigerde (de app mist ${wording.say(missing)}): ${joined(changes, wording)}.`,
  'step.manual': ({ lines }) =>
    `Microsoft laat een toepassing dit niet wijzigen. Een beheerder moet uitvoeren: ${lines.join('; ')}`,
  'step.manualLacking': ({ lines, missing }, { say }) =>
    `Microsoft laat een toepassing dit niet wijzigen (de app mist ${say(missing)}). Een beheerder moet uitvoeren: ${lines.join('; ')}`,
  'step.nothingMoreWritten': 'Er is verder niets geschreven.',
  'step.brokeOffWritten': ({ changes }, wording) =>
    `De aanvraag werd onderbroken tijdens het schrijven; een uitlezing toont de wijziging: ${joined(changes, wording)}.`,
  'step.brokeOffUnknown': ({ changes }, wording) =>
    `De aanvraag werd onderbroken tijdens het schrijven, en niet bekend is of dit is geschreven: ${joined(changes, wording)}.`,
  'step.changeUnread': ({ change }, { say }) => `${say(change)} (kan niet worden gelezen)`,
  'step.changeReads': ({ change, value }, { say }) => `${say(change)} (de waarde is ${say(value)})`,
  'step.shownNow': ({ changes }, wording) => `Een uitlezing toont nu: ${joined(changes, wording)}.`,
  'step.notShownYet': ({ changes }, wording) => `Geen uitlezing toont nog: ${joined(changes, wording)}.`,
  'step.nothingToUndo': 'Er hoeft niets te worden teruggedraaid.',
  'step.toUndo': ({ changes }, wording) => `Terug te draaien: ${joined(changes, wording)}.`,
  'step.cannotContinue': ({ message }) => `De aanvraag kan niet verdergaan: ${message}`,
  'step.removed': ({ things }, { say }) => `Verwijderd: ${things.map(say).join(', ')}.`,
  'step.nothingRemoved': 'Er hoefde niets te worden verwijderd.',
  'step.left': ({ things }, wording) => `Niet verwijderd: ${joined(things, wording)}.`,
};
