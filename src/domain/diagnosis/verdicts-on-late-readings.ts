import { say } from '../../texts/say';
import { awaitsSecondReading } from '../proof/reading-history';
import { verdictOf } from './verdict';
import { inShort, settingOf } from './verdicts-on-settings';
import type { Answer, SortedEvidence } from './sorted-evidence';

/**
 * PENDING: it was right, and one reading, or one that may be older than our own write, shows it otherwise. It is read
 * again; until then nobody is said to have changed it.
 */
export function notShownYet({
  late: [cause],
  reverted,
  past,
  wait,
  symptom,
  manualSteps = [],
}: SortedEvidence): Answer | undefined {
  // What time does not fix, or a person is asked to do, says more than a reading that may be old.
  if (cause === undefined || reverted.length > 0 || symptom?.retry === 'no' || manualSteps.length > 0)
    return undefined;
  const { control, values = {}, judgement } = cause;
  const { id, adminPage } = control;
  const { stood = {}, age, ...looks } = past.get(id) ?? {};
  const [property = ''] = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
  const isOver = wait?.isOver === true;
  const what =
    property === ''
      ? say('verdict.readsOtherwise').said
      : say('verdict.readsNow', { was: inShort(stood[property]), is: inShort(values[property]) }).said;
  const advice = isOver
    ? [say('advice.lookAtPage', { page: adminPage }), say('advice.inAnHour')]
    : [say(wait ? 'advice.readsAgain' : 'advice.inAnHour')];
  return {
    verdict: verdictOf(
      'PENDING',
      say('verdict.notShownYet', { setting: settingOf(control), what, ...(age !== undefined && { age }) }),
      advice,
      id,
    ),
    confidence: 'medium',
    waiting: {
      ...(age !== undefined && { sinceHours: Number(age.toFixed(2)) }),
      helps: !isOver || awaitsSecondReading(looks),
    },
    fix: { adminPage },
  };
}
