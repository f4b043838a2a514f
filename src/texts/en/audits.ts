import type { Said, Wording } from '../said';

type Run = { run: string; at: string };

/** What an audit found beside the settings, and what is done about findings. */
export const audits = {
  'audit.notRead': 'It was not read.',
  'audit.snapshotOlder': 'The snapshot is older than the last decision about this setting.',
  'audit.unknownDirection': ({ property, change }: { property: string; change: Said }, { say }: Wording) =>
    `${property} changed: ${say(change)}, and Gastvrij does not know which value is less strict.`,
  'audit.emptyGate': ({ gate }: { gate: string }) =>
    `All settings of ${gate} suddenly read as if they were empty.`,
  'audit.guestLeft': ({ id }: { id: string }) => `The test guest ${id} is still in the directory.`,
  'audit.memberLeft': ({ id }: { id: string }) => `The test guest ${id} is still in the test team.`,
  'audit.watchLeft': ({ id }: { id: string }) => `The subscription ${id} to the test team outlived its run.`,
  'audit.pendingGuests': ({ count, all }: { count: number; all: number }) =>
    `${count} of ${all} guests were invited more than 30 days ago and have never accepted.`,
  'audit.proofFailed': (
    { run, at, why, reached }: Run & { why: Said; reached: Said },
    { say, moment }: Wording,
  ) => `The proof of ${moment(at)} failed (${run}). ${say(why)} ${say(reached)}`,
  'audit.reachedNothing': 'Not even the invitation was accepted.',
  'audit.reached': ({ claim }: { claim: Said }, { say }: Wording) => `What was reached: ${say(claim)}`,
  'audit.proofUnclear': ({ run, reason }: { run: string; reason: Said }, { say }: Wording) =>
    `${run} showed nothing: ${say(reason)}`,
  'audit.proofBegun': ({ run }: { run: string }) =>
    `A proof was started (${run}); the next audit shows the result.`,
  'audit.proofNoGuest': 'No proof was started: no test guest is registered.',
  'audit.proofOccupied': ({ by }: { by: string }) =>
    `No proof was started: ${by} is changing the tenant. The next audit tries again.`,
  'audit.proofGuestChanged':
    'No proof was started: the test guest was changed in the meantime. The next audit tries again.',
  'audit.remediatesFirst': 'A remediation comes first.',
  'remediation.notPossible': 'No run can change it: whoever set it, or an administrator, must change it.',
  'remediation.due': ({ run }: { run: string }) => `To be remediated by ${run}.`,
  'remediation.requested': ({ by, at }: { by: string; at: string }, { moment }: Wording) =>
    `${by} requested a new remediation at ${moment(at)}.`,
  'remediation.done': ({ run, at }: Run, { moment }: Wording) => `Remediated by ${run} at ${moment(at)}.`,
  'remediation.declined': ({ run, at }: Run, { moment }: Wording) =>
    `Not remediated by ${run}: nobody approved it at ${moment(at)}. It is requested again after a week.`,
  'remediation.manualSteps': ({ run, at }: Run, { moment }: Wording) =>
    `Not remediated by ${run}: it was left to a person at ${moment(at)}. It is requested again after a week.`,
  'remediation.brokenOff': ({ run, at }: Run, { moment }: Wording) =>
    `Not remediated by ${run}: the run was interrupted at ${moment(at)}, and may have written the change. It is requested again after a week.`,
  'remediation.conflict': ({ run, at }: Run, { moment }: Wording) =>
    `Conflict: changed again after ${run} had remediated it at ${moment(at)}.`,
  'remediation.who': ({ who }: { who: string }) => `Who: ${who}`,
  'remediation.waits':
    'It is not changed until someone accepts it, makes it the baseline, or requests a new remediation.',
};
