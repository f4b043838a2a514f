import { controlOf } from '../../controls/checklist';
import type { Change, Permissions } from '../../controls/control';
import { compareOf } from '../../controls/openness';
import { sayValue } from '../../controls/value';
import type { Undoing } from '../../enablement/conclusion';
import type { PlannedResult } from '../../enablement/decision';
import type { Ending } from '../../enablement/outcome';
import { sayChange, type PlannedChange } from '../../enablement/plan';
import { putsBack, type EnablementRequest } from '../../enablement/request';
import type { Step } from '../../enablement/step';
import { writtenIn as sureIn, type AppliedResult } from './applied';
import { notSeenIn } from './check-undo';
import { writtenIn } from './written';
import { undoingIn } from '../../enablement/conclusion';
import { sayPermissions } from '../../controls/permissions';
import type { Sentence } from '../../texts/said';
import { asRecorded, say, verbatim } from '../../texts/say';

/** What was put back, by the steps: by a run of its own, or by one that put back its own changes. */
export function undoingOf(
  steps: readonly Step[],
  request: Pick<EnablementRequest, 'undoes' | 'mends' | 'dryRun' | 'undoOnFailure'>,
  { kind: end }: Pick<Ending, 'kind'>,
): Undoing | undefined {
  const { dryRun, undoOnFailure } = request;
  if (dryRun) return undefined;
  const isOwnRun = putsBack(request);
  const planned = steps.findLast(({ kind }) => kind === (isOwnRun ? 'planned' : 'undoPlanned'));
  if (planned === undefined) {
    const owed = undoOnFailure && end !== 'proven' ? writtenIn(steps) : [];
    if (owed.length === 0) return undefined;
    const notPutBack = owed.map((one) => sayChange({ ...one, before: one.after, after: one.before }));
    return undoingIn({ putBack: [], conflicts: [], notPutBack, byHand: [], followUps: [] });
  }
  const { plan } = planned.result as PlannedResult;
  const applied = steps.filter(({ kind }) => kind === (isOwnRun ? 'applied' : 'putBack'));
  const results = applied.map(({ result }) => result as AppliedResult);

  const unseen = notSeenIn(steps, !isOwnRun);
  const isAmong = (changes: readonly Change[]) => (one: PlannedChange) =>
    changes.some(({ control, property }) => control === one.control && property === one.property);
  const written = plan.changes.filter(isAmong(results.flatMap((one) => sureIn(one))));
  const back = written.filter((change) => !unseen.includes(change));
  const moved = results.filter((one) => one.kind === 'moved');
  const left = results.flatMap((one) => (one.kind === 'byHand' ? one.controls : []));
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
    putBack: back.map(sayChange),
    unseen: unseen.map(sayChange),
    conflicts: [
      ...plan.cannot.map(({ title, control: id, text, said }) =>
        say('undoing.line', { setting: { id, title }, what: asRecorded(text, said).said }),
      ),
      ...moved.map(conflictOf),
    ],
    notPutBack: plan.changes
      .filter((change) => ![...written, ...unseen].includes(change) && !accounted.includes(change.control))
      .map((change) => {
        const { missing } = refusalOf(change);
        if (missing === undefined) return sayChange(change);
        return say('undoing.lacking', {
          change: sayChange(change).said,
          missing: sayPermissions(missing).said,
        });
      }),
    byHand: [...plan.byHand, ...left].map(({ title, control: id, powerShell }) =>
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
