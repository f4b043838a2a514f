import { controlOf } from '../../controls/checklist';
import type { Control } from '../../controls/control';
import type { Waiting } from './explanation';
import { isYoung, waitedFor, type Awaited } from './pending-change';
import type { Sentence } from '../../texts/said';
import { inOrder, say } from '../../texts/say';
import { verdictOf } from './verdict';
import { onceOpened, settingOf } from './verdicts-on-settings';
import type { Answer, SortedEvidence } from './sorted-evidence';

/** PENDING: all readings are right, and what changed last is younger than it may be; or a person is expected to act. */
export function pending(view: SortedEvidence): Answer | undefined {
  const awaited = view.reverted.length > 0 || view.wait?.isOver ? undefined : waitedFor(view);
  if (awaited?.isManual) return manualStep(view, awaited.control, 'PENDING');
  if (awaited === undefined || !isYoung(awaited)) return undefined;
  // Something else needs time as well; what a person must set is what somebody can do about it.
  const [hand] = view.manualSteps ?? [];
  if (hand) return manualStep(view, controlOf(hand.control), 'PENDING');
  const { control } = awaited;
  return {
    verdict: verdictOf(
      'PENDING',
      pendingInWords(awaited, view),
      view.wait ? [say('advice.keepsTrying')] : waitAdvised(view),
      control?.id,
    ),
    confidence: 'medium',
    waiting: waitingFor(awaited, true),
  };
}

/** OVERDUE: all readings are right, and what changed last has had its time; or the run has. */
export function overdue(view: SortedEvidence): Answer | undefined {
  const { symptom, raw, guest, wait } = view;
  const awaited = waitedFor(view);
  if (awaited?.isManual) return manualStep(view, awaited.control, 'OVERDUE');
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

function waitingFor({ control, age, longest }: Awaited, helps: boolean): Waiting {
  const isBounded = Number.isFinite(longest);
  return {
    ...(control && onceOpened(control)),
    ...(isBounded && { longestHours: longest }),
    ...(age !== undefined && { sinceHours: Number(age.toFixed(2)) }),
    helps,
  };
}

function pendingInWords({ control, age, isOurs }: Awaited, { symptom, wait }: SortedEvidence): Sentence {
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

function overdueInWords({ control, age, isOurs }: Awaited, { wait }: SortedEvidence): Sentence {
  const hours = wait?.hours ?? age ?? 0;
  if (control === undefined) return say('verdict.overdue', { hours });
  const setting = settingOf(control);
  return say(isOurs ? 'verdict.overdueOurs' : 'verdict.overdueUnchanged', { setting, hours });
}

const waitAdvised = ({ symptom }: SortedEvidence): readonly Sentence[] =>
  symptom?.kind === 'PENDING' ? symptom.advice : [say('advice.wait')];

/** A person must act, and has not. */
function manualStep(
  { manualSteps = [] }: SortedEvidence,
  control: Control | undefined,
  kind: 'PENDING' | 'OVERDUE',
): Answer | undefined {
  if (control === undefined) return undefined;
  const settings = manualSteps.map(({ title, control: one }) => ({ id: one, title }));
  const lines = [...new Set(manualSteps.map(({ powerShell }) => powerShell))].filter((line) => line !== '');
  const pages = [...new Set(manualSteps.map(({ adminPage }) => adminPage))];
  const late = kind === 'OVERDUE' ? say('verdict.timeIsUp') : undefined;
  const { id, adminPage } = control;
  const powerShell = manualSteps.find((one) => one.control === id)?.powerShell;
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
export function unseen({
  findings,
  wait,
  symptom,
  raw,
  manualSteps = [],
}: SortedEvidence): Answer | undefined {
  const isNotified = symptom !== undefined || raw !== undefined || manualSteps.length > 0;
  if (wait === undefined || isNotified) return undefined;
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
