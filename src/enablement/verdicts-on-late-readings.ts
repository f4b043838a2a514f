import { inWords } from '../controls/value';
import { awaitsSecondReading } from './looks';
import type { Answer, View } from './view';

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
  byHand = [],
}: View): Answer | undefined {
  // What time does not mend, or a person is asked to do, says more than a reading that may be old.
  if (cause === undefined || reverted.length > 0 || symptom?.retry === 'no' || byHand.length > 0)
    return undefined;
  const { control, values = {}, judgement } = cause;
  const { title, id, adminPage } = control;
  const { stood = {}, age, ...looks } = past.get(id) ?? {};
  const [property = ''] = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
  const isOver = wait?.isOver === true;
  const change =
    property === ''
      ? 'reads otherwise than before'
      : `reads ${short(values[property])}, and was ${short(stood[property])}`;
  const when = age === undefined ? '' : ` when Gastvrij wrote it ${age.toFixed(1)} h ago`;
  const advice = isOver
    ? [`Look at the setting here: ${adminPage}.`, 'Ask again in an hour: readings have caught up by then.']
    : [
        wait
          ? 'Nothing to do: Gastvrij reads it again.'
          : 'Ask again in an hour: readings have caught up by then.',
      ];
  return {
    verdict: {
      kind: 'PENDING',
      control: id,
      text: `${title} (${id}) ${change}${when}. It is not shown as wished yet: a reading can be hours older than a write, so this one does not say that anybody changed it.`,
      advice,
    },
    confidence: 'medium',
    waiting: {
      ...(age !== undefined && { sinceHours: Number(age.toFixed(2)) }),
      helps: !isOver || awaitsSecondReading(looks),
    },
    fix: { adminPage },
  };
}

const LONGEST = 200;

function short(value: Parameters<typeof inWords>[0]): string {
  const words = inWords(value);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
