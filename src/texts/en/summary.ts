import type { Said, Setting, Wording } from '../said';

type Lines = { items: readonly Said[]; more: number };
const joined = ({ items, more }: Lines, { say }: Wording): string =>
  [...items.map(say), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');

/** How a run ended, for the person who asked. */
export const summary = {
  'summary.dryRun': 'A dry run: nothing was written.',
  'summary.toChange': (lines: Lines, wording: Wording) => `To be changed: ${joined(lines, wording)}.`,
  'summary.toUndo': (lines: Lines, wording: Wording) => `To be undone: ${joined(lines, wording)}.`,
  'summary.manually': ({ setting }: { setting: Setting }, wording: Wording) =>
    `${wording.setting(setting)}, manually`,
  'summary.nothingToChange': 'There is nothing to change: every setting is already as requested.',
  'summary.cannotCarryOut': ({ why }: { why: Said }, { say }: Wording) =>
    `The plan can’t be carried out at the moment. ${say(why)}`,
  'summary.proven': ({ claim }: { claim: Said }, { say }: Wording) => `Proven: ${lowerFirst(say(claim))}`,
  'summary.seenOnce': 'It was seen once, not twice.',
  'summary.readOnce': 'It was read once, not twice.',
  'summary.declined': ({ by }: { by: string }) => `Declined by ${by}.`,
  'summary.declinedBecause': ({ by, comment }: { by: string; comment: string }) =>
    `Declined by ${by}: ${comment}.`,
  'summary.notDecided': 'Nobody decided on the plan in time, so it counts as declined.',
  'summary.notDecidedBefore': ({ until }: { until: string }, { moment }: Wording) =>
    `Access was to be in effect until ${moment(until)}, and nobody approved the plan before that date, so it counts as declined.`,
  'summary.cancelled': ({ by }: { by: string }) => `Cancelled by ${by}.`,
  'summary.undone': ({ run }: { run: string }) => `Undid the changes of enablement ${run}.`,
  'summary.remediated': ({ audit }: { audit: string }) => `Remediated what audit ${audit} found.`,
  'summary.endedFromOutside': 'The run was ended from outside before it was complete.',
  'summary.brokeOff': ({ message }: { message: string }) => `The run stopped unexpectedly: ${message}`,
  'summary.changed': (lines: Lines, wording: Wording) => `Changed: ${joined(lines, wording)}.`,
  'summary.mayBeChanged': (lines: Lines, wording: Wording) =>
    `May have been changed (it was sent, and no response shows whether it arrived): ${joined(lines, wording)}.`,
  'summary.foundSet': (lines: Lines, wording: Wording) =>
    `Already set, and not recorded as changed by this run (Microsoft answered that it was throttled and had not applied the change; an undo does not touch it): ${joined(lines, wording)}.`,
  'summary.noneChanged': 'No settings were changed.',
  'summary.noneReadChanged': 'No record that can be read says that a setting was changed.',
  'summary.unread': ({ records }: { records: string }) =>
    `Not every record of the run could be read (${records}), so this summary is incomplete. Check the settings in the admin center, and check whether a test guest was left.`,
  'summary.undid': (lines: Lines, wording: Wording) => `Undone: ${joined(lines, wording)}.`,
  'summary.undidNothing': 'Nothing was undone.',
  'summary.undoUnseen': (lines: Lines, wording: Wording) =>
    `Written and not shown by a reading yet: ${joined(lines, wording)}.`,
  'summary.conflicts': (lines: Lines, wording: Wording) => `Not changed: ${joined(lines, wording)}.`,
  'summary.notUndone': (lines: Lines, wording: Wording) => `Not undone: ${joined(lines, wording)}.`,
  'summary.undoManually': (lines: Lines, wording: Wording) =>
    `To be undone manually: ${joined(lines, wording)}.`,
  'summary.removeManually': (lines: Lines, wording: Wording) =>
    `Please remove manually: ${joined(lines, wording)}.`,
  'summary.keptOnPurpose': (lines: Lines, wording: Wording) =>
    `Not removed on purpose: ${joined(lines, wording)}.`,
  'status.accepted': 'Accepted; the run is about to begin.',
  'status.waitsForApproval': 'Waiting for a second person to approve the plan.',
  'status.beingUndone': ({ run }: { run: string }) => `It is being undone by ${run}.`,
  'status.undone': ({ run, at }: { run: string; at: string }, { moment }: Wording) =>
    `It was undone by ${run} at ${moment(at)}: every setting it changed has its earlier value again.`,
  'status.undoIncomplete': (
    { run, at, outcome }: { run: string; at: string; outcome: string },
    { moment }: Wording,
  ) => `Its undo, ${run}, ended at ${moment(at)} (${outcome}) and did not undo everything.`,
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
