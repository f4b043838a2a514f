import type { DocumentId } from '../controls/control';
import { movedInWords } from '../controls/list-change';
import { inWords, isSame, type Value, type Values } from '../controls/value';
import { handworkFor } from './handwork';
import { emptyPlan, hashOf, type Plan, type PlannedChange, type PlanRules } from './plan';

/** What was written, document by document, and what the documents hold now. */
export interface UndoBasis {
  written: readonly PlannedChange[];
  /** Absent where a document could not be read. */
  valuesOf: (document: DocumentId) => Values | undefined;
  /** What our identity lacks to read a document, in words; undefined where that is not why it could not be read. */
  lackedFor?: (document: DocumentId) => string | undefined;
  /** Our own last write to a property, where a reading may still be older than it; nothing, when left out. */
  unsettled?: (change: PlannedChange) => Unsettled | undefined;
  /** Those of them of which nobody knows whether they arrived. */
  perhaps?: readonly PlannedChange[];
  /** What stood as wished after Microsoft had said that our write was not done; nothing, when left out. */
  found?: readonly PlannedChange[];
  /** What runs of ours did to a property after it was written, where it is theirs by now; nothing, when left out. */
  since?: (change: PlannedChange) => WrittenSince | undefined;
}

/** A later run by whose word a property stands: it set it anew, or put back what was written. */
export interface WrittenSince {
  kind: 'setAnew' | 'putBack';
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
 * Plans the way back: only what a run wrote, and only where it still stands as written. What somebody changed since is
 * a conflict, reported and left alone. Where a reading may be older than our own write it decides nothing: then the way
 * back is written all the same, since writing it twice does no harm.
 */
export function planUndo(basis: UndoBasis, rules: PlanRules): Plan {
  const {
    written,
    perhaps = [],
    valuesOf,
    lackedFor,
    found: foundAsWished = [],
    unsettled = () => undefined,
    since = () => undefined,
  } = basis;
  const plan = emptyPlan();
  const byHand: PlannedChange[] = [];
  for (const change of written.toReversed()) {
    const { control, title, document, property, before, after } = change;
    const values = valuesOf(document);
    const found = values?.[property];
    const note = (text: string) => ({ control, title, text });
    const late = values === undefined ? undefined : unsettled(change);
    const isLate = late !== undefined && mayBeOlder(change, found ?? null, late);
    const later = since(change);
    // A value that equals what was written is not the same work: somebody took it away, and another wants it since.
    const isAnothers = later !== undefined && (later.kind === 'setAnew' || late === undefined);
    const reason = isLate ? LATE_REASON : REASON;
    const wayBack: PlannedChange = {
      ...change,
      before: after,
      after: before,
      reason,
      risk: RISK,
      ...(isLate && { despiteReading: true }),
    };
    const cannot = (text: string, whoCan: string): void =>
      void plan.cannot.push({ ...note(text), isClosed: false, whoCan, adminPage: '' });
    if (values !== undefined && isSame(found ?? null, before) && !isLate)
      plan.alreadyRight.push(note('Back already as it was before.'));
    else if (isAnothers && (values === undefined || isLate || isSame(found ?? null, after)))
      cannot(...leftTo(later));
    else if (values !== undefined && !isSame(found ?? null, after) && !isLate) {
      const moved = movedInWords(after, found, (was, is) => `we wrote ${was}, and now it is ${is}`);
      const text = perhaps.includes(change)
        ? `Conflict: nobody knows whether ${inWords(after)} arrived when we sent it, and now it is ${inWords(found ?? null)}.`
        : `Conflict: ${moved}.`;
      cannot(text, 'Whoever changed it since.');
    } else if (rules.isByHand(document, values !== undefined)) byHand.push(wayBack);
    else if (values === undefined) {
      const lacked = lackedFor?.(document);
      const why = lacked === undefined ? '' : ` (our identity lacks ${lacked})`;
      cannot(
        `It could not be read${why}, so it was left at ${inWords(after)}.`,
        `Whoever can read it: it was ${inWords(before)}.`,
      );
    } else plan.changes.push(wayBack);
  }
  for (const { control, title, before } of foundAsWished)
    plan.cannot.push({
      control,
      title,
      text: `Not on record as changed by this enablement: Microsoft answered that it was busy and had not done it, and then it was so. It was ${inWords(before)} before, and it was left alone.`,
      isClosed: false,
      whoCan: 'Whoever knows who set it.',
      adminPage: '',
    });
  for (const handwork of handworkFor(byHand)) {
    const { document } = byHand.find(({ control }) => control === handwork.control) ?? {};
    if (document) plan.byHand.push({ ...handwork, document, text: REASON });
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

const leftTo = ({ kind, run }: WrittenSince): [text: string, whoCan: string] =>
  kind === 'setAnew'
    ? [`Conflict: enablement ${run} has set it since.`, `Whoever asks to undo enablement ${run}.`]
    : [`Conflict: ${run} put it back, and somebody has set it again since.`, 'Whoever set it again.'];

const REASON = 'It is as this enablement left it.';
const LATE_REASON =
  'A reading does not show what this enablement wrote; it may be older than the write, so the way back is written all the same.';
const RISK = 'What depends on it closes again.';
