import type { DocumentId } from '../../controls/control';
import { listChangeOf, sayChanged } from '../../controls/values/list-change';
import { isSame, sayValue, type Value, type Values } from '../../controls/values/value';
import { manualStepsFor } from './manual-step';
import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';
import { emptyPlan, hashOf, type Cannot, type Plan, type PlannedChange, type PlanRules } from './plan';

/** What was written, document by document, and what the documents hold now. */
export interface UndoBasis {
  written: readonly PlannedChange[];
  /** Absent where a document could not be read. */
  valuesOf: (document: DocumentId) => Values | undefined;
  /** What our identity lacks to read a document, in words; undefined where that is not why it could not be read. */
  missingFor?: (document: DocumentId) => string | undefined;
  /** Our own last write to a property, where a reading may still be older than it; nothing, when left out. */
  unsettled?: (change: PlannedChange) => Unsettled | undefined;
  /** Those of them of which nobody knows whether they arrived. */
  perhaps?: readonly PlannedChange[];
  /** What stood as desired after Microsoft had said that our write was not done; nothing, when left out. */
  found?: readonly PlannedChange[];
  /** What runs of ours did to a property after it was written, where it is theirs by now; nothing, when left out. */
  since?: (change: PlannedChange) => WrittenSince | undefined;
}

/** A later run by whose word a property stands: it set it anew, or put back what was written. */
export interface WrittenSince {
  kind: 'setAnew' | 'undone';
  run: string;
}

/** A write of ours that a reading may not show yet. */
interface Unsettled {
  /** What was written. */
  after: Value;
  /** Whether Microsoft said so. */
  isCertain: boolean;
  /** What the property held before and after each of our late writes: what a late reading can show. */
  values: readonly Value[];
}

/**
 * Plans the undo: only what a run wrote, and only where it still stands as written. What somebody changed since is
 * a conflict, reported and left alone. Where a reading may be older than our own write it decides nothing: then the way
 * back is written all the same, since writing it twice does no harm.
 */
export function planUndo(basis: UndoBasis, rules: PlanRules): Plan {
  const {
    written,
    perhaps = [],
    valuesOf,
    missingFor,
    found: foundAsDesired = [],
    unsettled = () => undefined,
    since = () => undefined,
  } = basis;
  const plan = emptyPlan();
  const manualSteps: PlannedChange[] = [];
  for (const change of written.toReversed()) {
    const { control, title, document, property, before, after } = change;
    const values = valuesOf(document);
    const found = values?.[property];
    const note = (sentence: Sentence) => ({ control, title, ...sentence });
    const late = values === undefined ? undefined : unsettled(change);
    const isLate = late !== undefined && mayBeOlder(change, found ?? null, late);
    const later = since(change);
    // A value that equals what was written is not the same work: somebody took it away, and another wants it since.
    const isAnothers = later !== undefined && (later.kind === 'setAnew' || late === undefined);
    const reason = isLate ? say('undo.reasonLate') : REASON;
    const undoLine: PlannedChange = {
      ...change,
      before: after,
      after: before,
      reason: reason.text,
      reasonSaid: reason.said,
      risk: RISK,
      ...(isLate && { despiteReading: true }),
    };
    const cannot = (why: Sentence, whoCan: Sentence): void =>
      void plan.cannot.push(leftAlone(change, why, whoCan));
    if (values !== undefined && isSame(found ?? null, before) && !isLate)
      plan.alreadyRight.push(note(say('undo.alreadyBack')));
    else if (isAnothers && (values === undefined || isLate || isSame(found ?? null, after)))
      cannot(...leftTo(later));
    else if (values !== undefined && !isSame(found ?? null, after) && !isLate) {
      const values = { wrote: sayValue(after).said, found: sayValue(found ?? null).said };
      const why = perhaps.includes(change)
        ? say('undo.maybeArrived', values)
        : listChangeOf(after, found)
          ? say('undo.listChangedSince', { change: sayChanged(after, found).said })
          : say('undo.changedSince', values);
      cannot(why, say('who.changedSince'));
    } else if (rules.isManual(document, values !== undefined)) manualSteps.push(undoLine);
    else if (values === undefined) {
      const missingPermission = missingFor?.(document);
      const value = sayValue(after).said;
      cannot(
        missingPermission === undefined
          ? say('undo.unread', { value })
          : say('undo.unreadLacking', { value, missing: missingPermission }),
        say('who.canRead', { value: sayValue(before).said }),
      );
    } else plan.changes.push(undoLine);
  }
  for (const change of foundAsDesired) {
    const why = say('undo.foundSet', { value: sayValue(change.before).said });
    plan.cannot.push(leftAlone(change, why, say('who.knows')));
  }
  for (const manualStep of manualStepsFor(manualSteps)) {
    const { document } = manualSteps.find(({ control }) => control === manualStep.control) ?? {};
    if (document) plan.manualSteps.push({ ...manualStep, document, ...REASON });
  }
  const needsApproval = rules.alwaysApprove ? [...new Set(plan.changes.map(({ control }) => control))] : [];
  return { ...plan, needsApproval, hash: hashOf(plan.changes, rules.hash) };
}

/** Whether a reading that does not show what was written can be older than our last write. */
function mayBeOlder({ before, after }: PlannedChange, found: Value, late: Unsettled): boolean {
  if (isSame(found, after)) return false;
  const isOurs = isSame(late.after, after) || (isSame(late.after, before) && !late.isCertain);
  return isOurs && late.values.some((value) => isSame(value, found));
}

const leftTo = ({ kind, run }: WrittenSince): [why: Sentence, whoCan: Sentence] =>
  kind === 'setAnew'
    ? [say('undo.setAgain', { run }), say('who.undoes', { run })]
    : [say('undo.undoneBefore', { run }), say('who.setAgain')];

const leftAlone = (
  { control, title }: PlannedChange,
  why: Sentence,
  { text: whoCan, said: whoCanSaid }: Sentence,
): Cannot => ({ control, title, ...why, isClosed: false, whoCan, whoCanSaid, adminPage: '' });

const REASON = say('undo.reason');
const RISK = 'What depends on it closes again.';
