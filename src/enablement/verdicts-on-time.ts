import { controlOf } from '../controls/checklist';
import type { Control } from '../controls/control';
import type { Waiting } from './explanation';
import { isYoung, waitedFor, type Awaited } from './waited-for';
import type { Sentence } from '../texts/said';
import { inOrder, say } from '../texts/say';
import { verdictOf } from './verdict';
import { onceOpened, settingOf } from './verdicts-on-doors';
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
    verdict: verdictOf(
      'PENDING',
      pendingInWords(awaited, view),
      view.wait ? [say('advice.keepsTrying')] : patienceAdvised(view),
      control?.id,
    ),
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
    verdict: verdictOf(
      'OVERDUE',
      overdueInWords(awaited, view),
      [...(symptom?.ifItStays ? [symptom.ifItStays] : []), say('advice.tomorrow'), say('advice.openCase')],
      control?.id,
    ),
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

function pendingInWords({ control, age, isOurs }: Awaited, { symptom, wait }: View): Sentence {
  if (control === undefined) {
    const since = wait && say('verdict.since', { hours: wait.hours });
    return inOrder(symptom ?? say('verdict.settingsNeedTime'), since);
  }
  const { documented } = control.effectiveWithin;
  const setting = settingOf(control);
  return isOurs && age !== undefined
    ? say('verdict.notEffectiveYet', { setting, age, documented })
    : say('verdict.maybeNotEffective', { setting, documented });
}

function overdueInWords({ control, age, isOurs }: Awaited, { wait }: View): Sentence {
  const hours = wait?.hours ?? age ?? 0;
  if (control === undefined) return say('verdict.overdue', { hours });
  const setting = settingOf(control);
  return say(isOurs ? 'verdict.overdueOurs' : 'verdict.overdueUnchanged', { setting, hours });
}

const patienceAdvised = ({ symptom }: View): readonly Sentence[] =>
  symptom?.kind === 'PENDING' ? symptom.advice : [say('advice.wait')];

/** A person must act, and has not. */
function handwork(
  { byHand = [] }: View,
  control: Control | undefined,
  kind: 'PENDING' | 'OVERDUE',
): Answer | undefined {
  if (control === undefined) return undefined;
  const settings = byHand.map(({ title, control: one }) => ({ id: one, title }));
  const lines = [...new Set(byHand.map(({ powerShell }) => powerShell))].filter((line) => line !== '');
  const pages = [...new Set(byHand.map(({ adminPage }) => adminPage))];
  const late = kind === 'OVERDUE' ? say('verdict.timeIsUp') : undefined;
  const { id, adminPage } = control;
  const powerShell = byHand.find((one) => one.control === id)?.powerShell;
  return {
    verdict: verdictOf(
      kind,
      inOrder(late, say('verdict.manualSteps', { settings })),
      [
        ...lines.map((line) => say('advice.powerShell', { line })),
        ...pages.map((page) => say('advice.orOnPage', { page })),
        say('advice.seesByItself'),
      ],
      id,
    ),
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
  const ids = dark.map(({ control: { id } }) => id);
  const reason = 'reason' in judgement ? judgement.reason : undefined;
  const late = wait.isOver ? say('verdict.timeIsUp') : undefined;
  return {
    verdict: verdictOf(
      wait.isOver ? 'OVERDUE' : 'PENDING',
      inOrder(late, say('verdict.externalUnread', { ids }), reason),
      [say('advice.lookAtPage', { page: control.adminPage }), say('advice.triesUntilEnd')],
      control.id,
    ),
    confidence: 'medium',
    waiting: { helps: !wait.isOver },
    fix: { adminPage: control.adminPage },
  };
}
