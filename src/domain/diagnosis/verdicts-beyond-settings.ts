import { asRecorded, inOrder, say } from '../../texts/say';
import { fixOf } from './checklist-order';
import type { Finding } from '../plan/assess-controls';
import type { Symptom } from './symptom';
import { symptomFor } from './symptom-table';
import { verdictOf } from './verdict';
import { onceOpened, settingOf } from './verdicts-on-settings';
import type { Answer, SortedEvidence } from './sorted-evidence';

/** EXTERNAL, mostly: no reading explains it, but the words do, or the guest has not done his part. */
export function knownElsewhere(view: SortedEvidence): Answer | undefined {
  const { symptom, guest, findings } = view;
  const isUnaccepted = typeof guest === 'object' && !guest.hasAccepted;
  const known = symptom ?? (isUnaccepted && view.raw === undefined ? symptomFor('notRedeemed') : undefined);
  if (known === undefined) return undefined;
  const suspect = known.controls
    .map((id) => findings.find(({ control }) => control.id === id))
    .find((finding) => finding?.judgement.kind === 'mayDecide');
  return suspect ? suspected(suspect, known) : notes(known, view);
}

/** A switch that the words can mean, and that nothing an application can read rules out. */
function suspected(finding: Finding, { text, said, advice }: Symptom): Answer {
  const { control, judgement } = finding;
  const { id, can } = control;
  const [reason, whoCan] = 'whoCan' in judgement ? [judgement.reason, [judgement.whoCan]] : [undefined, []];
  return {
    verdict: verdictOf(
      can === 'ask' ? 'EXTERNAL' : 'BLOCKED',
      inOrder({ text, said }, say('verdict.suspected', { setting: settingOf(control) }), reason),
      [...whoCan, ...advice],
      id,
    ),
    confidence: 'medium',
    waiting: onceOpened(control),
    fix: fixOf(finding),
  };
}

function notes({ kind, controls: [id], text, said, advice }: Symptom, { findings }: SortedEvidence): Answer {
  const read = findings.find(({ control }) => control.id === id);
  const seen = read?.judgement.kind === 'met' ? say('verdict.readAsOpen') : undefined;
  const isNamed = id !== undefined && kind !== 'UNKNOWN';
  return {
    verdict: verdictOf(kind, inOrder({ text, said }, seen), advice, isNamed ? id : undefined),
    confidence: kind === 'UNKNOWN' ? 'low' : kind === 'BLOCKED' ? 'medium' : 'high',
    waiting: { helps: false },
    ...(isNamed && read && { fix: fixOf(read) }),
  };
}

/** UNKNOWN: nothing that can be read, and no words, say why. */
export function unknown({ raw, chain, wait }: SortedEvidence): Answer {
  const dark = chain.filter(({ state }) => state === 'mayDecide' || state === 'unknown');
  const open = chain.length > 0 ? say('verdict.allOpen') : undefined;
  const words = raw === undefined ? undefined : say('verdict.unknownWords', { words: raw });
  return {
    verdict: verdictOf('UNKNOWN', open || words ? inOrder(open, words) : say('verdict.nothingShown'), [
      ...dark.map(({ control: id, title, text, said }) =>
        say('advice.checkSetting', { setting: { id, title }, state: asRecorded(text, said).said }),
      ),
      say(wait ? 'advice.rawError' : 'advice.exactWords'),
    ]),
    confidence: 'low',
    waiting: { helps: wait?.mayBeHiccup === true && !wait.isOver },
  };
}
