import type { DocumentId } from '../controls/control';
import { movedInWords } from '../controls/list-change';
import { inWords, isSame, type Values } from '../controls/value';
import { handworkFor } from './handwork';
import { emptyPlan, hashOf, type Plan, type PlannedChange, type PlanRules } from './plan';

/** What was written, document by document, and what the documents hold now. */
export interface UndoBasis {
  written: readonly PlannedChange[];
  /** Absent where a document could not be read. */
  valuesOf: (document: DocumentId) => Values | undefined;
  /** What our identity lacks to read a document, in words; undefined where that is not why it could not be read. */
  lackedFor?: (document: DocumentId) => string | undefined;
}

/**
 * Plans the way back: only what a run wrote, and only where it still stands as written. What somebody changed since is
 * a conflict, reported and left alone.
 */
export function planUndo({ written, valuesOf, lackedFor }: UndoBasis, rules: PlanRules): Plan {
  const plan = emptyPlan();
  const byHand: PlannedChange[] = [];
  for (const change of written.toReversed()) {
    const { control, title, document, property, before, after } = change;
    const values = valuesOf(document);
    const found = values?.[property];
    const note = (text: string) => ({ control, title, text });
    const wayBack = { ...change, before: after, after: before, reason: REASON, risk: RISK };
    const cannot = (text: string, whoCan: string): void =>
      void plan.cannot.push({ ...note(text), isClosed: false, whoCan, adminPage: '' });
    if (values !== undefined && isSame(found, before))
      plan.alreadyRight.push(note('Back already as it was before.'));
    else if (values !== undefined && !isSame(found, after)) {
      const text = `Conflict: ${movedInWords(after, found, (was, is) => `we wrote ${was}, and now it is ${is}`)}.`;
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
  for (const handwork of handworkFor(byHand)) {
    const { document } = byHand.find(({ control }) => control === handwork.control) ?? {};
    if (document) plan.byHand.push({ ...handwork, document, text: REASON });
  }
  const needsApproval = rules.alwaysApprove ? [...new Set(plan.changes.map(({ control }) => control))] : [];
  return { ...plan, needsApproval, hash: hashOf(plan.changes, rules.hash) };
}

const REASON = 'It is as this enablement left it.';
const RISK = 'What depends on it closes again.';
