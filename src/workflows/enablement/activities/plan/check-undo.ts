import { controlOf } from '../../../../controls/checklist';
import type { Change } from '../../../../controls/control';
import { isSame } from '../../../../controls/values/value';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import { changeInWords, type PlannedChange } from '../../../../domain/plan/plan';
import type { Verdict } from '../../../../domain/diagnosis/verdict';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import type { Step } from '../../../../domain/enablement/step';
import { appliedInWords, mayBeWrittenIn, writtenIn, type AppliedResult } from '../apply/apply-result';
import { controlsIn, readFor, requestIdsOf, valuesIn } from '../../../context/readings';
import { resultIn, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { documentsIn } from '../apply/written-changes';

interface Input {
  id: string;
  sequence: number;
  /** Whether the run undoes its own changes. */
  isUndo: boolean;
  /** Whether this is the last look: then what does not show is left to a person. */
  isLast: boolean;
}

export interface CheckedUndo {
  isOver: boolean;
  /** What no reading shows, where the looking is over without it. */
  verdict?: Verdict;
}

type Result = Extract<AppliedResult, { kind: 'undoChecked' }>;

/** Looks for what was written back and did not show; records what it saw once it saw everything, or gives up. */
export function checkUndoActivity(tenantContext: TenantContext) {
  const { store, now } = tenantContext;

  return async ({ id, sequence, isUndo, isLast }: Input): Promise<CheckedUndo> => {
    const recorded = await store.findStep(id, sequence);
    if (recorded) return over(recorded.result as Result);
    const run = await runOf(store, id);
    const started = now().toISOString();
    const changes = notSeenIn(await store.steps(id), isUndo);
    const mustEnd =
      isLast || run.closedAt !== undefined || run.commands.some(({ kind }) => kind === 'cancel');
    const controls = controlsIn(documentsIn(changes));
    const documents = await readFor(tenantContext, run, controls, changes)
      .then((read) => read.documents)
      .catch((fault: unknown) => {
        if (mustEnd && fault instanceof ServiceThrottled) return [];
        throw fault;
      });
    const valuesOf = valuesIn(documents);
    const seen = changes.filter(({ document, property, after }) =>
      isSame(valuesOf(document)?.[property] ?? null, after),
    );
    const unseen = changes.filter((change) => !seen.includes(change));
    if (unseen.length > 0 && !mustEnd) return { isOver: false };
    const result: Result = { kind: 'undoChecked', seen, unseen };
    const step = await store.record(id, sequence, {
      kind: isUndo ? 'undone' : 'applied',
      controls: [...new Set(changes.map(({ control }) => control))],
      started,
      ended: now().toISOString(),
      ...appliedInWords(result, unseen.length > 0 ? unseen : seen),
      result,
      requestIds: requestIdsOf(documents),
    });
    return over(step.result as Result);
  };
}

/** What was written back, by the steps, and no reading has shown. */
export function notSeenIn(steps: readonly Step[], isUndo: boolean): PlannedChange[] {
  const planned = resultIn<PlannedResult>(steps, isUndo ? 'undoPlanned' : 'planned')?.plan.changes ?? [];
  const results = steps
    .filter(({ kind }) => kind === (isUndo ? 'undone' : 'applied'))
    .map(({ result }) => result as AppliedResult);
  const isAmong = (some: readonly Change[], { control, property }: Change): boolean =>
    some.some((one) => one.control === control && one.property === property);
  const dark = results.flatMap((result) => [
    ...(result.kind === 'notReflected' ? writtenIn(result) : []),
    ...mayBeWrittenIn(result),
  ]);
  const seen = results.flatMap((result) => (result.kind === 'undoChecked' ? result.seen : []));
  return planned.filter((change) => isAmong(dark, change) && !isAmong(seen, change));
}

function over({ unseen }: Result): CheckedUndo {
  const [first] = unseen;
  if (first === undefined) return { isOver: true };
  const { adminPage } = controlOf(first.control);
  const lines = unseen.map((change) => changeInWords(change as PlannedChange));
  return {
    isOver: true,
    verdict: {
      kind: 'PENDING',
      control: first.control,
      text: `Microsoft accepted it, and no reading shows it yet, so nobody can say that it is undone: ${lines.join('; ')}.`,
      advice: [
        `Look at the setting here: ${adminPage}.`,
        'Ask for the undo again: what is back by then stays as it is.',
      ],
    },
  };
}
