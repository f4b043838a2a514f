import type { AuditFinding } from '../audit/finding';
import { MENDABLE } from '../controls/checklist';
import type { Control, DocumentId } from '../controls/control';
import { compareOf } from '../controls/openness';
import { listChangeOf, sayChanged } from '../controls/list-change';
import { isSame, sayValue, type Value, type Values } from '../controls/value';
import type { Sentence } from '../texts/said';
import { say, verbatim } from '../texts/say';
import { handworkFor } from './handwork';
import { listPutBack } from './list-put-back';
import { benchmarksLeft, emptyPlan, hashOf, type Plan, type PlannedChange, type PlanRules } from './plan';

/** What an audit found, and how things stand now. */
export interface MendBasis {
  findings: readonly AuditFinding[];
  /** Absent where a document could not be read. */
  valuesOf: (document: DocumentId) => Values | undefined;
  /** Why a finding is not to be put back any more; undefined where it is. */
  objectionTo: (finding: AuditFinding) => string | undefined;
}

/**
 * Plans to put back what an audit found: these properties and nothing else, and only where they still stand as found.
 * What somebody lives with, or changed again since, is reported and left alone.
 */
export function planMending(basis: MendBasis, rules: PlanRules): Plan {
  const plan = emptyPlan();
  const changes: Putting[] = [];
  for (const finding of basis.findings) {
    const control = MENDABLE.find(({ id }) => id === finding.control);
    if (control?.document === undefined) continue;
    const { id, title, adminPage } = control;
    const judged = judge(finding, control, basis.valuesOf(control.document), basis.objectionTo);
    if (judged.kind === 'putBack') changes.push(judged);
    else if (judged.kind === 'right')
      plan.alreadyRight.push({ control: id, title, ...say('remediate.asItShouldBe') });
    else {
      const { why, whoCan } = judged;
      const who = { whoCan: whoCan.text, whoCanSaid: whoCan.said };
      plan.cannot.push({ control: id, title, ...why, isClosed: false, ...who, adminPage });
    }
  }
  const isByHand = ({ change }: Putting): boolean => rules.isByHand(change.document, true);
  for (const handwork of handworkFor(changes.filter(isByHand).map(({ change }) => change))) {
    const {
      document,
      reason: text,
      reasonSaid: said,
    } = changes.find(({ change }) => change.control === handwork.control)?.change ?? {};
    if (document && text) plan.byHand.push({ ...handwork, document, text, ...(said && { said }) });
  }
  const ours = changes.filter((one) => !isByHand(one));
  // What closes comes first: nothing stands wider open on the way than before or afterwards.
  const inOrder = [...ours.filter(({ opens }) => !opens), ...ours.filter(({ opens }) => opens)];
  plan.changes.push(...inOrder.map(({ change }) => change));
  const asked = ours.filter(({ opensWide }) => opensWide || rules.alwaysApprove);
  return {
    ...plan,
    needsApproval: [...new Set(asked.map(({ change }) => change.control))],
    leavesBenchmarks: benchmarksLeft(readIn(basis), plan.changes.map(openedBy)),
    hash: hashOf(plan.changes, rules.hash),
  };
}

type Judged = Putting | { kind: 'right' } | { kind: 'leave'; why: Sentence; whoCan: Sentence };

interface Putting {
  kind: 'putBack';
  change: PlannedChange;
  /** Whether it lets somebody in who is kept out now. */
  opens: boolean;
  /** Whether that is for a second person to say. */
  opensWide: boolean;
}

function judge(
  finding: AuditFinding,
  control: Control,
  values: Values | undefined,
  objectionTo: MendBasis['objectionTo'],
): Judged {
  const { property = '', found, expected = null } = finding;
  const { id, title, document } = control;
  if (values === undefined || document === undefined)
    return { kind: 'leave', why: say('remediate.unread'), whoCan: say('who.reads') };
  const before = values[property] ?? null;
  const wanted = control.wayBackTo?.(expected) ?? expected;
  const after = isSame(before, found) ? wanted : listPutBack(wanted, found, before);
  if (isSame(before, wanted) || isSame(before, after)) return { kind: 'right' };
  const objection = objectionTo(finding);
  if (objection !== undefined) return { kind: 'leave', why: verbatim(objection), whoCan: say('who.decided') };
  if (after === undefined) {
    const why = listChangeOf(found, before)
      ? say('undo.listChangedSince', { change: sayChanged(found, before).said })
      : say('remediate.changedSince', { wrote: sayValue(found).said, found: sayValue(before).said });
    return { kind: 'leave', why, whoCan: say('who.changedSince') };
  }
  const { text: reason, said: reasonSaid } = listChangeOf(expected, found)
    ? say('remediate.foundList', { change: sayChanged(expected, found).said })
    : say('remediate.found', { found: sayValue(found).said, expected: sayValue(expected).said });
  const opens = isOpening(control, property, values, after);
  const risk = opens ? control.risk : control.whenWrong;
  const change = { control: id, title, document, property, before, after, reason, reasonSaid, risk };
  return { kind: 'putBack', change, opens, opensWide: opens && control.needsApproval === true };
}

/** What nobody can tell counts as if it let somebody in. */
function isOpening(control: Control, property: string, values: Values, after: Value): boolean {
  const compare = compareOf(control, property);
  const way = compare(values[property] ?? null, after, values, { ...values, [property]: after });
  return way === undefined || way === 'loosened';
}

const readIn = ({ valuesOf }: MendBasis) =>
  MENDABLE.flatMap((control) => {
    const values = control.document && valuesOf(control.document);
    return values === undefined ? [] : [{ control, values }];
  });

const openedBy = ({ control, document, property, after }: PlannedChange) => ({
  control,
  document,
  to: { [property]: after },
});
