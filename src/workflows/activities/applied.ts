import type { Applied } from '../../controls/apply-changes';
import { controlOf } from '../../controls/checklist';
import type { Change, Permissions } from '../../controls/control';
import { permissionsInWords } from '../../controls/permissions';
import { movedInWords } from '../../controls/list-change';
import type { Verdict } from '../../enablement/conclusion';
import { changeInWords, type PlannedChange } from '../../enablement/plan';
import type { Handwork } from '../../enablement/proof';
import { symptomOf } from '../../enablement/symptoms';
import type { RawError } from '../../http/faults';
import { pastEnd } from './past-end';

/** What the workflow hears of a document that was to be written. */
export type Application =
  | { kind: 'applied' }
  /** Microsoft refuses an application here: a person must do it, and the proof will show that he did. */
  | { kind: 'byHand'; controls: Handwork[] }
  | { kind: 'cancelled'; by: string; seen: number }
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'hopeless'; verdict: Verdict };

/** What the step keeps: Microsoft's side of it, or who called the run off. */
export type AppliedResult =
  | Applied
  | { kind: 'byHand'; controls: Handwork[]; missing?: Permissions; raw: RawError; written: Change[] }
  | { kind: 'cancelled'; by: string; byId?: string; through?: string; seen: number }
  /** The date until which it was to stand had passed before anything was written. */
  | { kind: 'expired'; until: string };

export function appliedInWords(result: AppliedResult, changes: readonly PlannedChange[]): string {
  const words = changes.map(changeInWords).join('; ');
  switch (result.kind) {
    case 'applied':
      return `Changed ${words}.`;
    case 'unchanged':
      return `Already so: ${words}.`;
    case 'notReflected':
      return `Changed ${words}; a first reading does not show it yet.`;
    case 'moved':
      return movedVerdict(result).text;
    case 'refused':
      return `Microsoft refused${lackOf(result)}: ${words}.`;
    case 'byHand':
      return `Microsoft refuses an application here${lackOf(result)}; a person must do it: ${result.controls.map(({ powerShell }) => powerShell).join('; ')}`;
    case 'cancelled':
      return `${result.by} cancelled the run.`;
    case 'expired':
      return `${pastEnd(result.until).text} Nothing more was written.`;
  }
}

export function applicationOf(result: AppliedResult): Application {
  switch (result.kind) {
    case 'cancelled':
      return result;
    case 'byHand':
      return { kind: 'byHand', controls: result.controls };
    case 'moved':
      return { kind: 'refused', verdict: movedVerdict(result) };
    case 'refused':
      return { kind: 'hopeless', verdict: refusedVerdict(result) };
    case 'expired':
      return { kind: 'hopeless', verdict: pastEnd(result.until) };
    default:
      return { kind: 'applied' };
  }
}

function movedVerdict({ control, expected, found, reason }: Extract<Applied, { kind: 'moved' }>): Verdict {
  const { title } = controlOf(control);
  if (reason !== undefined) {
    const text = `${title} (${control}) was left alone. ${reason}`;
    return { kind: 'REVERTED', control, text, advice: ['Nothing more need be done.'] };
  }
  return {
    kind: 'REVERTED',
    control,
    text: `${title} (${control}) moved since the plan was made: ${movedInWords(expected, found, (was, is) => `it was ${was} and is ${is}`)}. Nothing more was written.`,
    advice: ['Find out who changes this setting at the same time, then ask again.'],
  };
}

function refusedVerdict({ missing, raw }: Extract<Applied, { kind: 'refused' }>): Verdict {
  const advice = ['Read the raw error in the steps, put it right, and ask again.'];
  const known = missing ? undefined : symptomOf(raw.message ?? '');
  if (known) {
    const { kind, controls, text, advice: more } = known;
    const [control] = controls;
    return { kind, ...(control && { control }), text, advice: [...more, ...advice] };
  }
  return {
    kind: missing ? 'PERMISSION' : 'UNKNOWN',
    text: `Microsoft refused to change the setting${lackOf({ missing })}.`,
    advice,
  };
}

/** ` (our identity lacks …)`, or nothing. */
export const lackOf = ({ missing }: { missing?: Permissions | undefined }): string =>
  missing ? ` (our identity lacks ${permissionsInWords(missing)})` : '';
