import type { Control } from '../controls/control';
import { inWords, type Value } from '../controls/value';
import { fixOf } from './chain';
import type { Waiting } from './explanation';
import type { Finding } from './finding';
import type { Answer, View } from './view';

const NO_WAITING: Waiting = { helps: false };
const LONGEST_VALUE = 200;

/** INPUT: the address can never be a guest's. */
export function cannotBeGuest({ input, symptom }: View): Answer | undefined {
  if (input) return { verdict: input, confidence: 'high', waiting: NO_WAITING };
  if (symptom?.kind !== 'INPUT') return undefined;
  const { kind, text, advice } = symptom;
  return { verdict: { kind, text, advice: [...advice] }, confidence: 'high', waiting: NO_WAITING };
}

/** PERMISSION: our own identity lacks a right, so that the rest would be guessing. */
export function lacksPermission({ symptom, findings, closed, byHand = [] }: View): Answer | undefined {
  if (symptom?.kind === 'PERMISSION') {
    const { kind, text, advice } = symptom;
    return { verdict: { kind, text, advice: [...advice] }, confidence: 'high', waiting: NO_WAITING };
  }
  for (const { control, judgement } of findings) {
    const isByHand = byHand.some((one) => one.control === control.id);
    if (judgement.kind !== 'unknown' || !judgement.missing || control.can !== 'change' || isByHand) continue;
    const { graph, roles } = judgement.missing;
    const names = [...graph, ...roles].join(', ');
    const seen = closed.map(({ control: { title, id } }) => `${title} (${id})`).join(', ');
    return {
      verdict: {
        kind: 'PERMISSION',
        control: control.id,
        text:
          `${control.title} (${control.id}) cannot be read: our identity lacks ${names}.` +
          (seen === '' ? '' : ` Closed for certain: ${seen}.`),
        advice: [`Grant ${names}, wait some minutes for a fresh token, and ask again.`],
      },
      confidence: 'high',
      waiting: NO_WAITING,
    };
  }
  return undefined;
}

/** BLOCKED: a reading shows a closed door. The highest one is the cause; those behind it are told as well. */
export function blocked({ blocked: [cause], wish, wait }: View): Answer | undefined {
  if (cause === undefined) return undefined;
  const { control, judgement } = cause;
  const goal = wish.options.length > 1 ? 'both' : (wish.options[0] ?? '');
  const advice =
    judgement.kind === 'closed'
      ? [judgement.whoCan]
      : wait
        ? ['Set it by hand, on the page given, and ask again.']
        : [`Ask for it: POST /api/enablements with goal "${goal}".`, 'Or set it by hand, on the page given.'];
  return {
    verdict: {
      kind: 'BLOCKED',
      control: control.id,
      text: `${control.title} (${control.id}) closes the door. ${reasonIn(cause)}`,
      advice,
    },
    confidence: 'high',
    waiting: onceOpened(control),
    fix: fixOf(cause),
  };
}

/** REVERTED: it was right, and somebody or a tool changed it back. */
export function reverted({ reverted: [cause], past }: View): Answer | undefined {
  if (cause === undefined) return undefined;
  const { control, values = {}, judgement } = cause;
  const { id, title } = control;
  const stood = past.get(id)?.stood ?? {};
  const [property = ''] = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
  const change =
    property === ''
      ? reasonIn(cause)
      : `was ${inShort(stood[property])} and now reads ${inShort(values[property])}`;
  return {
    verdict: {
      kind: 'REVERTED',
      control: id,
      text: `${title} (${id}) ${change}: somebody or a baseline tool changed it back.`,
      advice: [
        `Find out who changes ${id}: the Entra audit log names the account.`,
        'Agree with them, or exempt this setting in their tool, then ask again. Gastvrij does not fight another tool.',
      ],
    },
    confidence: 'high',
    waiting: onceOpened(control),
    fix: fixOf(cause),
  };
}

/** A value in a sentence: a long list is cut. */
function inShort(value: Value | undefined): string {
  const words = inWords(value);
  return words.length > LONGEST_VALUE ? `${words.slice(0, LONGEST_VALUE)}…` : words;
}

const reasonIn = ({ judgement }: Finding): string => ('reason' in judgement ? (judgement.reason ?? '') : '');

/** A closed door does not open by itself; this is how long it takes once somebody opened it. */
export const onceOpened = ({ effectiveWithin }: Control): Waiting => ({
  helps: false,
  normalHours: effectiveWithin.documented,
  longestHours: effectiveWithin.patience,
});
