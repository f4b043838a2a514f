import type { Said, Setting, Wording } from '../said';

type Of = { setting: Setting };
type Doubt = { change: Said; value: Said };

/** What became of an undo, and what its plan says of single settings. */
export const undoing = {
  'undoing.line': ({ setting, what }: Of & { what: Said }, { say, setting: named }: Wording) =>
    `${named(setting)}: ${say(what)}`,
  'undoing.isNow': ({ setting, value }: Of & { value: Said }, { say, setting: named }: Wording) =>
    `${named(setting)} is now ${say(value)}`,
  'undoing.older': ({ at }: { at: string }, { moment }: Wording) =>
    `It has a value that Gastvrij itself wrote before ${moment(at)}: the plan was based on an older reading, or this reading is older.`,
  'undoing.lacking': ({ change, missing }: { change: Said; missing: Said }, { say }: Wording) =>
    `${say(change)} (the app lacks ${say(missing)})`,
  'undo.reason': 'The setting has the value that this enablement set.',
  'undo.reasonLate':
    'A reading does not show what this enablement wrote. It may be older than the write, so the earlier value is written anyway.',
  'undo.alreadyBack': 'The setting already has its earlier value.',
  'undo.changedSince': ({ wrote, found }: { wrote: Said; found: Said }, { say }: Wording) =>
    `Conflict: Gastvrij wrote ${say(wrote)}, and now it is ${say(found)}.`,
  'undo.maybeArrived': ({ wrote, found }: { wrote: Said; found: Said }, { say }: Wording) =>
    `Conflict: it isn’t known whether ${say(wrote)} arrived when it was sent, and now it is ${say(found)}.`,
  'undo.foundSet': ({ value }: { value: Said }, { say }: Wording) =>
    `Not recorded as changed by this enablement: Microsoft answered that it was throttled and had not applied the change, and the next reading showed it. It was ${say(value)} before, and it was not changed.`,
  'undo.listChangedSince': ({ change }: { change: Said }, { say }: Wording) =>
    `Conflict: the list was changed: ${say(change)}.`,
  'undo.setAgain': ({ run }: { run: string }) => `Conflict: enablement ${run} has set it since.`,
  'undo.undoneBefore': ({ run }: { run: string }) =>
    `Conflict: ${run} undid it, and someone has set it again since.`,
  'undo.unread': ({ value }: { value: Said }, { say }: Wording) =>
    `It can’t be read, so it was left at ${say(value)}.`,
  'undo.unreadLacking': ({ value, missing }: { value: Said; missing: string }, { say }: Wording) =>
    `It can’t be read (the app lacks ${missing}), so it was left at ${say(value)}.`,
  'who.changedSince': 'Whoever changed it since.',
  'who.undoes': ({ run }: { run: string }) => `Whoever can request to undo enablement ${run}.`,
  'who.knows': 'Whoever knows who set it.',
  'remediate.asItShouldBe': 'The setting already has the expected value.',
  'remediate.unread': 'The setting can’t be read, so it was not changed.',
  'remediate.found': ({ found, expected }: { found: Said; expected: Said }, { say }: Wording) =>
    `An audit found ${say(found)}; it should be ${say(expected)}.`,
  'remediate.foundList': ({ change }: { change: Said }, { say }: Wording) =>
    `An audit found that the list was changed: ${say(change)}.`,
  'remediate.changedSince': ({ wrote, found }: { wrote: Said; found: Said }, { say }: Wording) =>
    `Conflict: the audit found ${say(wrote)}, and now it is ${say(found)}.`,
  'who.reads': 'Whoever can read it.',
  'who.decided': 'Whoever decided this.',
  'who.setAgain': 'Whoever set it again.',
  'who.canRead': ({ value }: { value: Said }, { say }: Wording) =>
    `Whoever can read it: it was ${say(value)}.`,
  'doubt.unread': ({ change }: { change: Said }, { say }: Wording) => `${say(change)}, not read since`,
  'doubt.unplanned': ({ what }: { what: string }) => `${what} (what it was changed to could not be read)`,
  'doubt.asSent': ({ change, value }: Doubt, { say }: Wording) =>
    `${say(change)}, and it read ${say(value)} later`,
  'doubt.asBefore': ({ change, value }: Doubt, { say }: Wording) =>
    `${say(change)}, and it read ${say(value)} later, as before: it did not arrive, or it was changed back, or the reading is old`,
  'doubt.anothers': ({ change, value }: Doubt, { say }: Wording) =>
    `${say(change)}, and it read ${say(value)} later, neither the earlier value nor what was sent: someone else set it`,
  'remains.guestsInTeams':
    'Guests who joined teams in the meantime stay listed there and keep their files: remove them manually.',
  'remains.links':
    'Links created in the meantime stop working, and work again when the level is raised: remove those that are not needed.',
  'remains.guests':
    'Guests who were invited in the meantime stay in the directory: remove those who are not needed.',
  'remains.guestsOfDomains': 'Existing guests from these domains stay.',
};
