import type { Control } from '../../controls/control';
import { sayPermissions } from '../../controls/permissions';
import { sayValue, type Value } from '../../controls/values/value';
import { fixOf } from './checklist-order';
import type { Waiting } from './explanation';
import type { Finding } from '../plan/assess-controls';
import type { Symptom } from './symptom';
import type { Answer, SortedEvidence } from './sorted-evidence';
import { verdictOf, type Verdict } from './verdict';
import type { Said, Setting } from '../../texts/said';
import { say, verbatim } from '../../texts/say';

const NO_WAITING: Waiting = { helps: false };
const LONGEST_VALUE = 200;

/** INPUT: the address can never be a guest's. */
export function cannotBeGuest({ input, symptom }: SortedEvidence): Answer | undefined {
  if (input) return { verdict: input, confidence: 'high', waiting: NO_WAITING };
  if (symptom?.kind !== 'INPUT') return undefined;
  return { verdict: meant(symptom), confidence: 'high', waiting: NO_WAITING };
}

/** PERMISSION: our own identity lacks a right, so that the rest would be guessing. */
export function permissionMissing({
  symptom,
  findings,
  closed,
  manualSteps = [],
}: SortedEvidence): Answer | undefined {
  if (symptom?.kind === 'PERMISSION')
    return { verdict: meant(symptom), confidence: 'high', waiting: NO_WAITING };
  for (const { control, judgement } of findings) {
    const isManual = manualSteps.some((one) => one.control === control.id);
    if (judgement.kind !== 'unknown' || !judgement.missing || control.can !== 'change' || isManual) continue;
    const missing = sayPermissions(judgement.missing).said;
    const blocking = closed.map((one) => settingOf(one.control));
    return {
      verdict: verdictOf(
        'PERMISSION',
        say('verdict.cannotRead', { setting: settingOf(control), missing, blocking }),
        [say('advice.grant', { missing })],
        control.id,
      ),
      confidence: 'high',
      waiting: NO_WAITING,
    };
  }
  return undefined;
}

/** BLOCKED: a reading shows a blocking setting. The highest one is the cause; those behind it are told as well. */
export function blocked({ blocked: [cause], desired, wait }: SortedEvidence): Answer | undefined {
  if (cause === undefined) return undefined;
  const { control, judgement } = cause;
  const goal = desired.options.length > 1 ? 'both' : (desired.options[0] ?? '');
  const advice =
    judgement.kind === 'closed'
      ? [judgement.whoCan]
      : wait
        ? [say('advice.setManually')]
        : [say('advice.request', { goal }), say('advice.orSetManually')];
  return {
    verdict: verdictOf(
      'BLOCKED',
      say('verdict.blocked', { setting: settingOf(control), reason: reasonIn(cause) }),
      advice,
      control.id,
    ),
    confidence: 'high',
    waiting: onceOpened(control),
    fix: fixOf(cause),
  };
}

/** REVERTED: it was right, and somebody or a tool changed it back. */
export function reverted({ reverted: [cause], past }: SortedEvidence): Answer | undefined {
  if (cause === undefined) return undefined;
  const { control, values = {}, judgement } = cause;
  const { id } = control;
  const stood = past.get(id)?.stood ?? {};
  const [property = ''] = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
  const what =
    property === ''
      ? say('verdict.readsOtherwise').said
      : say('verdict.wasAndIs', { was: inShort(stood[property]), is: inShort(values[property]) }).said;
  return {
    verdict: verdictOf(
      'REVERTED',
      say('verdict.reverted', { setting: settingOf(control), what }),
      [say('advice.findWhoChanges', { id }), say('advice.exempt')],
      id,
    ),
    confidence: 'high',
    waiting: onceOpened(control),
    fix: fixOf(cause),
  };
}

/** A value in a sentence: a long list is cut. */
export function inShort(value: Value | undefined): Said {
  const { text, said } = sayValue(value);
  return text.length > LONGEST_VALUE ? verbatim(`${text.slice(0, LONGEST_VALUE)}…`).said : said;
}

const reasonIn = ({ judgement }: Finding): Said =>
  ('reason' in judgement ? judgement.reason : say('link.open')).said;

/** What a symptom says by itself. */
const meant = ({ kind, text, said, advice }: Symptom): Verdict => verdictOf(kind, { text, said }, advice);

export const settingOf = ({ id, title }: Pick<Control, 'id' | 'title'>): Setting => ({ id, title });

/** A blocking setting does not open by itself; this is how long it takes once somebody opened it. */
export const onceOpened = ({ effectiveWithin }: Control): Waiting => ({
  helps: false,
  normalHours: effectiveWithin.documented,
  longestHours: effectiveWithin.longest,
});
