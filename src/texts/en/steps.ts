import type { Said, Setting, Wording } from '../said';

type By = { by: string };
type Lines = { changes: readonly Said[] };
const joined = (all: readonly Said[], { say }: Wording): string => all.map(say).join('; ');
const GOALS: Readonly<Record<string, string>> = {
  guestAccess: 'guest access',
  externalAccess: 'external access',
  both: 'guest access and external access',
};

/** What a run did, step by step. */
export const steps = {
  'step.requested': ({ by, goal, profile }: By & { goal: string; profile: string }) =>
    `${by} requested ${GOALS[goal]} (${profile}).`,
  'step.requestedDryRun': ({ by, goal, profile }: By & { goal: string; profile: string }) =>
    `${by} requested a dry run of ${GOALS[goal]} (${profile}).`,
  'step.requestedUndo': ({ by, undoes }: By & { undoes: string }) =>
    `${by} requested to undo the changes of ${undoes}.`,
  'step.requestedProof': ({ by }: By) => `${by} requested a test of whether guests still have access.`,
  'step.requestedRemediation': ({ by, findings }: By & { findings: readonly string[] }) =>
    `${by} requested to remediate audit findings: ${findings.join(', ')}.`,
  'step.inspected': 'Read all settings, the permissions of the app and the test guest.',
  'step.provesOnly': 'No settings are changed: this run only tests access.',
  'step.nothingToChange': 'There is nothing to change.',
  'step.toChange': ({ changes }: Lines, wording: Wording) => `${joined(changes, wording)}.`,
  'step.toSetManually': ({ settings }: { settings: readonly Setting[] }, wording: Wording) =>
    `Manual steps: ${wording.settings(settings)}.`,
  'step.leavesBenchmarks': ({ benchmarks }: { benchmarks: readonly string[] }) =>
    `The tenant would no longer pass ${benchmarks.join(', ')}.`,
  'step.needsApproval': ({ ids, until }: { ids: readonly string[]; until: string }, { moment }: Wording) =>
    `A second person must approve ${ids.join(', ')} by ${moment(until)}.`,
  'step.approved': ({ by }: By) => `${by} approved the plan.`,
  'step.approvedBecause': ({ by, comment }: By & { comment: string }) =>
    `${by} approved the plan: ${comment}`,
  'step.declined': ({ by }: By) => `${by} declined the plan.`,
  'step.declinedBecause': ({ by, comment }: By & { comment: string }) =>
    `${by} declined the plan: ${comment}`,
  'step.notDecided': 'Nobody decided on the plan in time.',
  'step.notDecidedBefore': ({ until }: { until: string }, { moment }: Wording) =>
    `Nobody decided on the plan in time: it was to be in effect until ${moment(until)}.`,
  'step.cancelled': ({ by }: By) => `${by} cancelled the run.`,
  'step.endedFromOutside': 'The run was ended from outside.',
  'step.changed': ({ changes }: Lines, wording: Wording) => `Changed ${joined(changes, wording)}.`,
  'step.alreadySet': ({ changes }: Lines, wording: Wording) => `Already set: ${joined(changes, wording)}.`,
  'step.foundSet': ({ changes }: Lines, wording: Wording) =>
    `Microsoft answered that it was throttled (429) and had not applied the change; the next reading showed it: ${joined(changes, wording)}. It does not count as changed by this run.`,
  'step.changedNotShown': ({ changes }: Lines, wording: Wording) =>
    `Changed ${joined(changes, wording)}; a first reading does not show it yet.`,
  'step.refused': ({ changes }: Lines, wording: Wording) => `Microsoft refused: ${joined(changes, wording)}.`,
  'step.refusedLacking': ({ changes, missing }: Lines & { missing: Said }, wording: Wording) =>
    `Microsoft refused (the app lacks ${wording.say(missing)}): ${joined(changes, wording)}.`,
  'step.manual': ({ lines }: { lines: readonly string[] }) =>
    `Microsoft does not let an application change this. An administrator must run: ${lines.join('; ')}`,
  'step.manualLacking': ({ lines, missing }: { lines: readonly string[]; missing: Said }, { say }: Wording) =>
    `Microsoft does not let an application change this (the app lacks ${say(missing)}). An administrator must run: ${lines.join('; ')}`,
  'step.nothingMoreWritten': 'Nothing more was written.',
  'step.brokeOffWritten': ({ changes }: Lines, wording: Wording) =>
    `The run was interrupted while it wrote; a reading shows the change: ${joined(changes, wording)}.`,
  'step.brokeOffUnknown': ({ changes }: Lines, wording: Wording) =>
    `The run was interrupted while it wrote, and it isn’t known whether this was written: ${joined(changes, wording)}.`,
  'step.changeUnread': ({ change }: { change: Said }, { say }: Wording) =>
    `${say(change)} (it can’t be read)`,
  'step.changeReads': ({ change, value }: { change: Said; value: Said }, { say }: Wording) =>
    `${say(change)} (it reads ${say(value)})`,
  'step.shownNow': ({ changes }: Lines, wording: Wording) =>
    `A reading now shows: ${joined(changes, wording)}.`,
  'step.notShownYet': ({ changes }: Lines, wording: Wording) =>
    `No reading shows yet: ${joined(changes, wording)}.`,
  'step.nothingToUndo': 'There is nothing to undo.',
  'step.toUndo': ({ changes }: Lines, wording: Wording) => `To be undone: ${joined(changes, wording)}.`,
  'step.cannotContinue': ({ message }: { message: string }) => `The run cannot continue: ${message}`,
  'step.removed': ({ things }: { things: readonly Said[] }, { say }: Wording) =>
    `Removed: ${things.map(say).join(', ')}.`,
  'step.nothingRemoved': 'Nothing had to be removed.',
  'step.left': ({ things }: { things: readonly Said[] }, wording: Wording) =>
    `Not removed: ${joined(things, wording)}.`,
};
