import type { AuditFinding } from '../audit/audit-finding';
import { REMEDIABLE } from '../../controls/checklist';
import type { Control, DocumentId } from '../../controls/control';
import { compareOf } from '../../controls/values/compare-values';
import { listChangeOf, sayChanged } from '../../controls/values/list-change';
import { isSame, sayValue, type Value, type Values } from '../../controls/values/value';
import type { Sentence } from '../../texts/said';
import { say, verbatim } from '../../texts/say';
import { manualStepsFor } from '../plan/manual-step';
import { listPutBack } from '../plan/undo-list-change';
import { emptyPlan, hashOf, type Plan, type PlannedChange, type PlanRules } from '../plan/plan';
import { benchmarksLeft } from '../plan/benchmarks-left';

/** What an audit found, and how things stand now. */
export interface RemediationBasis {
  findings: readonly AuditFinding[];
  /** Absent where a document could not be read. */
  valuesOf: (document: DocumentId) => Values | undefined;
  /** Why a finding is not to be undone any more; undefined where it is. */
  objectionTo: (finding: AuditFinding) => string | undefined;
}

/**
 * Plans to undo what an audit found: these properties and nothing else, and only where they still stand as found.
 * What somebody lives with, or changed again since, is reported and left alone.
 */
export function planRemediation(basis: RemediationBasis, rules: PlanRules): Plan {
  const plan = emptyPlan();
  const changes: Putting[] = [];
  for (const finding of basis.findings) {
    const control = REMEDIABLE.find(({ id }) => id === finding.control);
    if (control?.document === undefined) continue;
    const { id, title, adminPage } = control;
    const judged = judge(finding, control, basis.valuesOf(control.document), basis.objectionTo);
    if (judged.kind === 'undone') changes.push(judged);
    else if (judged.kind === 'right')
      plan.alreadyRight.push({ control: id, title, ...say('remediate.asItShouldBe') });
    else {
      const { why, whoCan } = judged;
      const who = { whoCan: whoCan.text, whoCanSaid: whoCan.said };
      plan.cannot.push({ control: id, title, ...why, isClosed: false, ...who, adminPage });
    }
  }
  const isManual = ({ change }: Putting): boolean => rules.isManual(change.document, true);
  for (const manualStep of manualStepsFor(changes.filter(isManual).map(({ change }) => change))) {
    const {
      document,
      reason: text,
      reasonSaid: said,
    } = changes.find(({ change }) => change.control === manualStep.control)?.change ?? {};
    if (document && text) plan.manualSteps.push({ ...manualStep, document, text, ...(said && { said }) });
  }
  const ours = changes.filter((one) => !isManual(one));
  // What closes comes first: nothing stands wider open on the way than before or afterwards.
  const inOrder = [...ours.filter(({ opens }) => !opens), ...ours.filter(({ opens }) => opens)];
  plan.changes.push(...inOrder.map(({ change }) => change));
  const asked = ours.filter(({ loosens }) => loosens || rules.alwaysApprove);
  return {
    ...plan,
    needsApproval: [...new Set(asked.map(({ change }) => change.control))],
    leavesBenchmarks: benchmarksLeft(readIn(basis), plan.changes.map(openedBy)),
    hash: hashOf(plan.changes, rules.hash),
  };
}

type Judged = Putting | { kind: 'right' } | { kind: 'leave'; why: Sentence; whoCan: Sentence };

interface Putting {
  kind: 'undone';
  change: PlannedChange;
  /** Whether it lets somebody in who is kept out now. */
  opens: boolean;
  /** Whether that is for a second person to say. */
  loosens: boolean;
}

function judge(
  finding: AuditFinding,
  control: Control,
  values: Values | undefined,
  objectionTo: RemediationBasis['objectionTo'],
): Judged {
  const { property = '', found, expected = null } = finding;
  const { id, title, document } = control;
  if (values === undefined || document === undefined)
    return { kind: 'leave', why: say('remediate.unread'), whoCan: say('who.reads') };
  const before = values[property] ?? null;
  const wanted = control.undoTo?.(expected) ?? expected;
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
  return { kind: 'undone', change, opens, loosens: opens && control.needsApproval === true };
}

/** What nobody can tell counts as if it let somebody in. */
function isOpening(control: Control, property: string, values: Values, after: Value): boolean {
  const compare = compareOf(control, property);
  const way = compare(values[property] ?? null, after, values, { ...values, [property]: after });
  return way === undefined || way === 'loosened';
}

const readIn = ({ valuesOf }: RemediationBasis) =>
  REMEDIABLE.flatMap((control) => {
    const values = control.document && valuesOf(control.document);
    return values === undefined ? [] : [{ control, values }];
  });

const openedBy = ({ control, document, property, after }: PlannedChange) => ({
  control,
  document,
  to: { [property]: after },
});
