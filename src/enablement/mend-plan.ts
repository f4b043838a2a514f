import type { AuditFinding } from '../audit/finding';
import { MENDABLE } from '../controls/checklist';
import type { Control, DocumentId } from '../controls/control';
import { compareOf } from '../controls/openness';
import { inWords, isSame, type Value, type Values } from '../controls/value';
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
export function planMending({ findings, valuesOf, objectionTo }: MendBasis, rules: PlanRules): Plan {
  const plan = emptyPlan();
  const changes = findings.flatMap((finding): Planned[] => {
    const { property = '', found, expected = null } = finding;
    const control = MENDABLE.find(({ id }) => id === finding.control);
    if (control?.document === undefined) return [];
    const { id, title, document, adminPage } = control;
    const note = (text: string) => ({ control: id, title, text });
    const leave = (text: string, whoCan: string): Planned[] => {
      plan.cannot.push({ ...note(text), isClosed: false, whoCan, adminPage });
      return [];
    };
    const values = valuesOf(document);
    if (values === undefined)
      return leave('It could not be read, so it was left alone.', 'Whoever can read it.');
    const before = values[property] ?? null;
    const wanted = control.wayBackTo?.(expected) ?? expected;
    const after = isSame(before, found) ? wanted : listPutBack(wanted, found, before);
    if (isSame(before, wanted) || isSame(before, after)) {
      plan.alreadyRight.push(note('Back already as it should be.'));
      return [];
    }
    const objection = objectionTo(finding);
    if (objection !== undefined) return leave(objection, 'Whoever decided so.');
    if (after === undefined) {
      const words = `the audit found ${inWords(found)}, and now it is ${inWords(before)}`;
      return leave(`Conflict: ${words}.`, 'Whoever changed it since.');
    }
    const reason = `An audit found ${inWords(found)}; it should be ${inWords(expected)}.`;
    const opens = isOpening(control, property, values, after);
    const risk = opens ? control.risk : control.whenWrong;
    const change = { control: id, title, document, property, before, after, reason, risk };
    return [{ change, opens, opensWide: opens && control.needsApproval === true }];
  });
  const isByHand = ({ change }: Planned): boolean => rules.isByHand(change.document, true);
  for (const handwork of handworkFor(changes.filter(isByHand).map(({ change }) => change))) {
    const { document, reason: text } =
      changes.find(({ change }) => change.control === handwork.control)?.change ?? {};
    if (document && text) plan.byHand.push({ ...handwork, document, text });
  }
  const ours = changes.filter((one) => !isByHand(one));
  // What closes comes first: nothing stands wider open on the way than before or afterwards.
  plan.changes.push(...ours.filter(({ opens }) => !opens).map(({ change }) => change));
  plan.changes.push(...ours.filter(({ opens }) => opens).map(({ change }) => change));
  const asked = ours.filter(({ opensWide }) => opensWide || rules.alwaysApprove);
  return {
    ...plan,
    needsApproval: [...new Set(asked.map(({ change }) => change.control))],
    leavesBenchmarks: benchmarksLeft(
      readIn(valuesOf),
      ours.map(({ change }) => openedBy(change)),
    ),
    hash: hashOf(plan.changes, rules.hash),
  };
}

interface Planned {
  change: PlannedChange;
  /** Whether it lets somebody in who is kept out now. */
  opens: boolean;
  /** Whether that is for a second person to say. */
  opensWide: boolean;
}

/** What nobody can tell counts as if it let somebody in. */
function isOpening(control: Control, property: string, values: Values, after: Value): boolean {
  const compare = compareOf(control, property);
  const way = compare(values[property] ?? null, after, values, { ...values, [property]: after });
  return way === undefined || way === 'loosened';
}

const readIn = (valuesOf: MendBasis['valuesOf']) =>
  MENDABLE.flatMap((control) => {
    const values = control.document && valuesOf(control.document);
    return values === undefined ? [] : [{ control, values }];
  });

const openedBy = ({ control, document, property, after }: PlannedChange) => ({
  control,
  document,
  to: { [property]: after },
});
