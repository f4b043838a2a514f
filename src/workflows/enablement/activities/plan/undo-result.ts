import { controlOf } from '../../../../controls/checklist';
import type { Change, Permissions } from '../../../../controls/control';
import { compareOf } from '../../../../controls/values/compare-values';
import { sayValue } from '../../../../controls/values/value';
import type { UndoResult } from '../../../../domain/enablement/outcome';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import type { RunEnd } from '../../../../domain/enablement/decide-outcome';
import { sayChange, type PlannedChange } from '../../../../domain/plan/plan';
import { isUndoing, type EnablementRequest } from '../../../../domain/enablement/request';
import type { Step } from '../../../../domain/enablement/step';
import { writtenIn as sureIn, type AppliedResult } from '../apply/apply-result';
import { notSeenIn } from './check-undo';
import { writtenIn } from '../apply/written-changes';
import { undoingIn } from '../../../../domain/enablement/outcome';
import { sayPermissions } from '../../../../controls/permissions';
import type { Sentence } from '../../../../texts/said';
import { asRecorded, say, verbatim } from '../../../../texts/say';

/** What was undone, by the steps: by a run of its own, or by one that put back its own changes. */
export function undoingOf(
  steps: readonly Step[],
  request: Pick<EnablementRequest, 'undoes' | 'remediates' | 'dryRun' | 'undoOnFailure'>,
  { kind: end }: Pick<RunEnd, 'kind'>,
): UndoResult | undefined {
  const { dryRun, undoOnFailure } = request;
  if (dryRun) return undefined;
  const isOwnRun = isUndoing(request);
  const planned = steps.findLast(({ kind }) => kind === (isOwnRun ? 'planned' : 'undoPlanned'));
  if (planned === undefined) {
    const owed = undoOnFailure && end !== 'proven' ? writtenIn(steps) : [];
    if (owed.length === 0) return undefined;
    const notUndone = owed.map((one) => sayChange({ ...one, before: one.after, after: one.before }));
    return undoingIn({ undone: [], conflicts: [], notUndone, manualSteps: [], followUps: [] });
  }
  const { plan } = planned.result as PlannedResult;
  const applied = steps.filter(({ kind }) => kind === (isOwnRun ? 'applied' : 'undone'));
  const results = applied.map(({ result }) => result as AppliedResult);

  const unseen = notSeenIn(steps, !isOwnRun);
  const isAmong = (changes: readonly Change[]) => (one: PlannedChange) =>
    changes.some(({ control, property }) => control === one.control && property === one.property);
  const written = plan.changes.filter(isAmong(results.flatMap((one) => sureIn(one))));
  const back = written.filter((change) => !unseen.includes(change));
  const moved = results.filter((one) => one.kind === 'moved');
  const left = results.flatMap((one) => (one.kind === 'manualSteps' ? one.controls : []));
  const backAlready = applied.flatMap(({ result, controls = [] }) =>
    (result as AppliedResult).kind === 'unchanged' ? controls : [],
  );
  const refusalOf = ({ control }: PlannedChange): { missing?: Permissions } =>
    applied
      .filter(({ controls = [] }) => controls.includes(control))
      .map(({ result }) => result as AppliedResult)
      .find((result) => result.kind === 'refused') ?? {};
  const accounted = [...backAlready, ...[...moved, ...left].map(({ control }) => control)];

  return undoingIn({
    undone: back.map(sayChange),
    unseen: unseen.map(sayChange),
    conflicts: [
      ...plan.cannot.map(({ title, control: id, text, said }) =>
        say('undoing.line', { setting: { id, title }, what: asRecorded(text, said).said }),
      ),
      ...moved.map(conflictOf),
    ],
    notUndone: plan.changes
      .filter((change) => ![...written, ...unseen].includes(change) && !accounted.includes(change.control))
      .map((change) => {
        const { missing } = refusalOf(change);
        if (missing === undefined) return sayChange(change);
        return say('undoing.lacking', {
          change: sayChange(change).said,
          missing: sayPermissions(missing).said,
        });
      }),
    manualSteps: [...plan.manualSteps, ...left].map(({ title, control: id, powerShell }) =>
      say('undoing.line', { setting: { id, title }, what: verbatim(powerShell).said }),
    ),
    // What was opened again leaves nobody inside.
    followUps: [
      ...new Set(written.filter(closes).flatMap(({ control }) => controlOf(control).remains ?? [])),
    ],
  });
}

function conflictOf({
  control,
  found,
  reason,
  ownSince,
}: Extract<AppliedResult, { kind: 'moved' }>): Sentence {
  const setting = { id: control, title: controlOf(control).title };
  if (ownSince !== undefined)
    return say('undoing.line', { setting, what: say('undoing.older', { at: ownSince }).said });
  return reason
    ? say('undoing.line', { setting, what: verbatim(reason).said })
    : say('undoing.isNow', { setting, value: sayValue(found).said });
}

const closes = ({ control, property, before, after }: PlannedChange): boolean =>
  compareOf(controlOf(control), property)(before, after, { [property]: before }, { [property]: after }) !==
  'loosened';
