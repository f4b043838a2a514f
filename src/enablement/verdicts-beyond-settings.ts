import { fixOf } from './chain';
import type { Finding } from './finding';
import type { Symptom } from './symptom';
import { symptomFor } from './symptoms';
import { onceOpened } from './verdicts-on-doors';
import type { Answer, View } from './view';

/** EXTERNAL, mostly: no reading explains it, but the words do, or the guest has not done his part. */
export function knownElsewhere(view: View): Answer | undefined {
  const { symptom, guest, findings } = view;
  const isUnaccepted = typeof guest === 'object' && !guest.hasAccepted;
  const known = symptom ?? (isUnaccepted && view.raw === undefined ? symptomFor('notRedeemed') : undefined);
  if (known === undefined) return undefined;
  const suspect = known.controls
    .map((id) => findings.find(({ control }) => control.id === id))
    .find((finding) => finding?.judgement.kind === 'mayDecide');
  return suspect ? suspected(suspect, known) : told(known, view);
}

/** A switch that the words can mean, and that nothing an application can read rules out. */
function suspected(finding: Finding, { text, advice }: Symptom): Answer {
  const { control, judgement } = finding;
  const { id, title, can } = control;
  const [reason, whoCan] = 'whoCan' in judgement ? [judgement.reason, judgement.whoCan] : ['', ''];
  return {
    verdict: {
      kind: can === 'ask' ? 'EXTERNAL' : 'BLOCKED',
      control: id,
      text: `${text} What can be read is open; left is “${title}” (${id}). ${reason}`,
      advice: [whoCan, ...advice],
    },
    confidence: 'medium',
    waiting: onceOpened(control),
    fix: fixOf(finding),
  };
}

function told({ kind, controls: [id], text, advice }: Symptom, { findings }: View): Answer {
  const read = findings.find(({ control }) => control.id === id);
  const seen = read?.judgement.kind === 'met' ? ' What can be read of it is open.' : '';
  const isNamed = id !== undefined && kind !== 'UNKNOWN';
  return {
    verdict: { kind, ...(isNamed && { control: id }), text: `${text}${seen}`, advice: [...advice] },
    confidence: kind === 'UNKNOWN' ? 'low' : kind === 'BLOCKED' ? 'medium' : 'high',
    waiting: { helps: false },
    ...(isNamed && read && { fix: fixOf(read) }),
  };
}

/** UNKNOWN: nothing that can be read, and no words, say why. */
export function unknown({ raw, chain, wait }: View): Answer {
  const dark = chain.filter(({ state }) => state === 'mayDecide' || state === 'unknown');
  const open = chain.length > 0 ? ['Every switch that can be read lets this guest through.'] : [];
  const words = raw === undefined ? [] : [`Nobody here knows the words "${raw}".`];
  return {
    verdict: {
      kind: 'UNKNOWN',
      text: [...open, ...words].join(' ') || 'Nothing shows why.',
      advice: [
        ...dark.map(({ control, title, text }) => `Look at ${title} (${control}): ${text}`),
        wait
          ? 'Read the raw error in the last step, and open a support case with its request id.'
          : 'Ask the guest for the exact words of the error, and send them as "symptom".',
      ],
    },
    confidence: 'low',
    waiting: { helps: wait?.mayBeHiccup === true && !wait.isOver },
  };
}
