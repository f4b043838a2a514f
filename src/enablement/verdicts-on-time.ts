import { controlOf } from '../controls/checklist';
import type { Control } from '../controls/control';
import type { Waiting } from './explanation';
import { isYoung, waitedFor, type Awaited } from './waited-for';
import { onceOpened } from './verdicts-on-doors';
import type { Answer, View } from './view';

/** PENDING: all readings are right, and what changed last is younger than it may be; or a person is expected to act. */
export function pending(view: View): Answer | undefined {
  const awaited = view.reverted.length > 0 || view.wait?.isOver ? undefined : waitedFor(view);
  if (awaited?.isByHand) return handwork(view, awaited.control, 'PENDING');
  if (awaited === undefined || !isYoung(awaited)) return undefined;
  // Something else needs time as well; what a person must set is what somebody can do about it.
  const [hand] = view.byHand ?? [];
  if (hand) return handwork(view, controlOf(hand.control), 'PENDING');
  const { control } = awaited;
  return {
    verdict: {
      kind: 'PENDING',
      ...(control && { control: control.id }),
      text: pendingInWords(awaited, view),
      advice: view.wait ? ['Nothing to do: Gastvrij keeps trying.'] : patienceAdvised(view),
    },
    confidence: 'medium',
    waiting: waitingFor(awaited, true),
  };
}

/** OVERDUE: all readings are right, and what changed last has had its time; or the run has. */
export function overdue(view: View): Answer | undefined {
  const { symptom, raw, guest, wait } = view;
  const awaited = waitedFor(view);
  if (awaited?.isByHand) return handwork(view, awaited.control, 'OVERDUE');
  // Words that name the other side, or that nobody knows, say more than a change that has had its time.
  const isExplained = symptom?.kind === 'EXTERNAL' || (symptom === undefined && raw !== undefined);
  const isUnaccepted = symptom === undefined && typeof guest === 'object' && !guest.hasAccepted;
  if (awaited === undefined || isExplained || isUnaccepted) return undefined;
  const { control } = awaited;
  return {
    verdict: {
      kind: 'OVERDUE',
      ...(control && { control: control.id }),
      text: overdueInWords(awaited, view),
      advice: [
        ...(symptom?.ifItStays ? [symptom.ifItStays] : []),
        'Ask again tomorrow: about one healthy tenant in forty-five is slower than a day.',
        'If it is still so, open a case with Microsoft and attach the recorded steps with their request ids.',
      ],
    },
    confidence: 'medium',
    // A run goes on trying until its own time is up.
    waiting: waitingFor(awaited, wait !== undefined && !wait.isOver),
    ...(control && { fix: { adminPage: control.adminPage } }),
  };
}

function waitingFor({ control, age, patience }: Awaited, helps: boolean): Waiting {
  const isBounded = Number.isFinite(patience);
  return {
    ...(control && onceOpened(control)),
    ...(isBounded && { longestHours: patience }),
    ...(age !== undefined && { sinceHours: Number(age.toFixed(2)) }),
    helps,
  };
}

function pendingInWords({ control, age, isOurs }: Awaited, { symptom, wait }: View): string {
  if (control === undefined) {
    const since = wait ? ` ${wait.hours.toFixed(1)} h have passed since the last change.` : '';
    return `${symptom?.text ?? 'All settings are right; waiting for them to take effect.'}${since}`;
  }
  const { title, id, effectiveWithin } = control;
  const { documented } = effectiveWithin;
  if (isOurs)
    return `${title} (${id}) was set ${age?.toFixed(1)} h ago and is not effective yet; Microsoft says within ${documented} h.`;
  return `${title} (${id}) reads right and may not be effective yet; Microsoft says within ${documented} h of a change.`;
}

function overdueInWords({ control, age, isOurs }: Awaited, { wait }: View): string {
  const hours = Math.round(wait?.hours ?? age ?? 0);
  const suspect = control
    ? `; what has not taken effect is ${control.title} (${control.id})${isOurs ? '' : ', which was not changed lately'}.`
    : '.';
  return `Every setting that can be read is right, and after ${hours} h a guest still does not get in${suspect}`;
}

const patienceAdvised = ({ symptom }: View): string[] =>
  symptom?.kind === 'PENDING' ? [...symptom.advice] : ['Wait: there is nothing to mend.'];

/** A person must act, and has not. */
function handwork(
  { byHand = [] }: View,
  control: Control | undefined,
  kind: 'PENDING' | 'OVERDUE',
): Answer | undefined {
  if (control === undefined) return undefined;
  const names = byHand.map(({ title, control: id }) => `${title} (${id})`).join(', ');
  const lines = [...new Set(byHand.map(({ powerShell }) => powerShell))].filter((line) => line !== '');
  const pages = [...new Set(byHand.map(({ adminPage }) => adminPage))];
  const late = kind === 'OVERDUE' ? 'The time is over. ' : '';
  const { id, adminPage } = control;
  const powerShell = byHand.find((one) => one.control === id)?.powerShell;
  return {
    verdict: {
      kind,
      control: id,
      text: `${late}Waiting for a person: to be set by hand, and not seen to be done yet: ${names}.`,
      advice: [
        ...lines.map((line) => `Type in PowerShell, with the module MicrosoftTeams: ${line}`),
        ...pages.map((page) => `Or set it here: ${page}.`),
        'Gastvrij sees it by itself and goes on.',
      ],
    },
    confidence: 'high',
    waiting: { ...onceOpened(control), helps: kind === 'PENDING' },
    fix: { adminPage, ...(powerShell && { powerShell }) },
  };
}

/** External access that cannot be read: for a run there is no other proof of it, and unknown is none. */
export function unseen({ findings, wait, symptom, raw, byHand = [] }: View): Answer | undefined {
  const isTold = symptom !== undefined || raw !== undefined || byHand.length > 0;
  if (wait === undefined || isTold) return undefined;
  const dark = findings.filter(
    ({ control: { can, options }, judgement }) =>
      can === 'change' && judgement.kind === 'unknown' && options.includes('externalAccess'),
  );
  const [first] = dark;
  if (first === undefined) return undefined;
  const { control, judgement } = first;
  const ids = dark.map(({ control: { id } }) => id).join(', ');
  const reason = 'reason' in judgement ? ` ${judgement.reason}` : '';
  const late = wait.isOver ? 'The time is over. ' : '';
  return {
    verdict: {
      kind: wait.isOver ? 'OVERDUE' : 'PENDING',
      control: control.id,
      text: `${late}External access cannot be read (${ids}): nobody knows whether it is stored as wished.${reason}`,
      advice: [`Look here: ${control.adminPage}.`, 'Gastvrij keeps trying until the time is over.'],
    },
    confidence: 'medium',
    waiting: { helps: !wait.isOver },
    fix: { adminPage: control.adminPage },
  };
}
