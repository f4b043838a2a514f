import type { Applied } from '../../../../settings/apply-changes';
import { controlOf } from '../../../../controls/checklist';
import type { Change, Permissions } from '../../../../controls/control';
import { sayPermissions } from '../../../../controls/permissions';
import { sayMoved } from '../../../../controls/values/list-change';
import { sayValue, type Values } from '../../../../controls/values/value';
import type { ManualStep } from '../../../../domain/plan/manual-step';
import { saidOf, type PlannedChange } from '../../../../domain/plan/plan';
import type { Step } from '../../../../domain/enablement/step';
import { symptomOf } from '../../../../domain/diagnosis/symptom-table';
import { sentenceOf, verdictOf, type Verdict } from '../../../../domain/diagnosis/verdict';
import type { Sentence } from '../../../../texts/said';
import { inOrder, say, verbatim } from '../../../../texts/say';
import type { RawError } from '../../../../microsoft/http/service-errors';
import { brokeOffInWords, foundInWords, isAmong } from './uncertain-write-text';
import { pastEnd } from '../../../context/past-expiry';

/** What the workflow hears of a document that was to be written. */
export type Application =
  /** `isUnseen`: accepted by Microsoft, and the reading that followed did not show it. */
  | { kind: 'applied'; isUnseen?: true }
  /** Microsoft refuses an application here: a person must do it, and the proof will show that he did. */
  | { kind: 'manualSteps'; controls: ManualStep[] }
  | { kind: 'cancelled'; by: string; seen: number }
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'hopeless'; verdict: Verdict };

/** What the step keeps: Microsoft's side of it, or who called the run off. */
export type AppliedResult =
  | Applied
  | {
      kind: 'manualSteps';
      controls: ManualStep[];
      missing?: Permissions;
      raw: RawError;
      written: Change[];
      mayBeWritten?: Change[];
    }
  /** `written`, `mayBeWritten`: of the write that was under way, where one was. */
  | {
      kind: 'cancelled';
      by: string;
      byId?: string;
      through?: string;
      seen: number;
      written?: Change[];
      mayBeWritten?: Change[];
    }
  /** The date until which it was to stand had passed; `written`, `mayBeWritten`: of the write that was under way, where one was. */
  | { kind: 'expired'; until: string; written?: Change[]; mayBeWritten?: Change[]; found?: Values }
  /** It broke off between the start of a write and its record: what a later look shows of it. */
  | { kind: 'brokeOff'; written: Change[]; mayBeWritten: Change[]; found: Values; begunAs: number }
  /** A later look at what was written and did not show. */
  | { kind: 'undoChecked'; seen: Change[]; unseen: Change[] };

export const writtenIn = (result: AppliedResult): readonly Change[] =>
  ('written' in result && result.written) || [];
export const mayBeWrittenIn = (result: AppliedResult): readonly Change[] =>
  ('mayBeWritten' in result && result.mayBeWritten) || [];

/** What a step found as desired after Microsoft had said that it did not write it. */
export const foundIn = (result: AppliedResult): readonly Change[] =>
  ('foundAsDesired' in result && result.foundAsDesired) || [];

/** Whether a step wrote, or may have written, settings: also one that was called off meanwhile. */
export const isWrite = ({ kind, result }: Pick<Step, 'kind' | 'result'>): boolean =>
  kind === 'applied' || kind === 'undone' || (kind === 'commandReceived' && isCalledOff(result));

const isCalledOff = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'written' in result;

export function appliedInWords(result: AppliedResult, all: readonly PlannedChange[]): Sentence {
  const found = foundIn(result);
  const changes = saidOf(all.filter((change) => !isAmong(found, change)));
  switch (result.kind) {
    case 'applied':
      return inOrder(say('step.changed', { changes }), foundInWords(found, all));
    case 'unchanged':
      return inOrder(
        changes.length > 0 ? say('step.alreadySet', { changes }) : undefined,
        foundInWords(found, all),
      );
    case 'notReflected':
      return inOrder(say('step.changedNotShown', { changes }), foundInWords(found, all));
    case 'moved':
      return sentenceOf(movedVerdict(result));
    case 'refused':
      return result.missing
        ? say('step.refusedLacking', { changes, missing: sayPermissions(result.missing).said })
        : say('step.refused', { changes });
    case 'manualSteps': {
      const lines = result.controls.map(({ powerShell }) => powerShell);
      return result.missing
        ? say('step.manualLacking', { lines, missing: sayPermissions(result.missing).said })
        : say('step.manual', { lines });
    }
    case 'cancelled':
      return say('step.cancelled', { by: result.by });
    case 'expired':
      return inOrder(
        brokeOffInWords({ written: [], mayBeWritten: [], found: {}, ...result }, all),
        sentenceOf(pastEnd(result.until)),
        say('step.nothingMoreWritten'),
      );
    case 'brokeOff':
      return brokeOffInWords(result, all);
    case 'undoChecked':
      return say(result.unseen.length === 0 ? 'step.shownNow' : 'step.notShownYet', { changes });
  }
}

export function applicationOf(result: AppliedResult): Application {
  switch (result.kind) {
    case 'cancelled': {
      const { kind, by, seen } = result;
      return { kind, by, seen };
    }
    case 'manualSteps':
      return { kind: 'manualSteps', controls: result.controls };
    case 'moved':
      return { kind: 'refused', verdict: movedVerdict(result) };
    case 'refused':
      return { kind: 'hopeless', verdict: refusedVerdict(result) };
    case 'expired':
      return { kind: 'hopeless', verdict: pastEnd(result.until) };
    case 'notReflected':
      return { kind: 'applied', isUnseen: true };
    default:
      return { kind: 'applied' };
  }
}

function movedVerdict({
  control,
  expected,
  found,
  reason,
  ownSince,
}: Extract<Applied, { kind: 'moved' }>): Verdict {
  const setting = { id: control, title: controlOf(control).title };
  if (ownSince !== undefined) {
    const values = { expected: sayValue(expected).said, found: sayValue(found).said };
    const what = say('verdict.leftAloneOlder', { setting, ...values, at: ownSince });
    return verdictOf('PENDING', what, [say('advice.inAnHour')], control);
  }
  if (reason !== undefined) {
    const what = say('verdict.leftAlone', { setting, reason: verbatim(reason).said });
    return verdictOf('REVERTED', what, [say('advice.nothingMore')], control);
  }
  const what = say('verdict.moved', { setting, moved: sayMoved(expected, found).said });
  return verdictOf('REVERTED', what, [say('advice.whoElseChanges')], control);
}

function refusedVerdict({ missing, raw }: Extract<Applied, { kind: 'refused' }>): Verdict {
  const todo = say('advice.fixError');
  const known = missing ? undefined : symptomOf(raw.message ?? '');
  if (known) {
    const { kind, controls, text, said, advice } = known;
    return verdictOf(kind, { text, said }, [...advice, todo], controls[0]);
  }
  return missing
    ? verdictOf('PERMISSION', say('verdict.refusedLacking', { missing: sayPermissions(missing).said }), [
        todo,
      ])
    : verdictOf('UNKNOWN', say('verdict.refusedWrite'), [todo]);
}
