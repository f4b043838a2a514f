import type { CleanUp, Conclusion, Undoing } from '../../enablement/conclusion';
import { conclude, type Ending } from '../../enablement/outcome';
import { lastExplanation } from '../../enablement/last-explanation';
import type { PlannedResult } from '../../enablement/decision';
import { changeInWords, type PlannedChange } from '../../enablement/plan';
import type { Step } from '../../enablement/step';
import type { Tools } from '.';
import type { AppliedResult } from './apply';
import { resultOf, runOf } from './recorded-steps';
import { writtenIn } from './written';

interface Input {
  id: string;
  sequence: number;
  seen: number;
  ending: Ending;
  cleanUp: CleanUp;
}

/** Writes the last word of a run and closes its row: whatever is told to it from here on is refused. */
export function closeActivity({ store, now }: Tools) {
  return async ({ id, sequence, seen, ending, cleanUp }: Input): Promise<{ outcome: string }> => {
    const conclusion = await conclusionOf(id, ending, cleanUp);
    const finished = await store.record(id, sequence, {
      kind: 'finished',
      started: conclusion.finishedAt,
      ended: conclusion.finishedAt,
      text: conclusion.summary,
      result: conclusion,
      requestIds: [],
    });
    const { tooLate } = await store.close(id, { seen, conclusion: finished.result as Conclusion });
    return { outcome: conclusion.outcome, ...(tooLate.length > 0 && { tooLate }) };
  };

  async function conclusionOf(id: string, ending: Ending, cleanUp: CleanUp): Promise<Conclusion> {
    const steps = await store.steps(id);
    const { request } = await runOf(store, id);
    const planned = await resultOf<PlannedResult>(store, id, 'planned');
    const explanation = lastExplanation(steps);
    const undoing = undoingOf(steps, request.undoes !== undefined);
    return conclude({
      ending,
      request,
      cleanUp,
      changed: writtenIn(steps).map(changeInWords),
      planned: planned?.plan.changes.map(changeInWords) ?? [],
      ...(undoing && { undoing }),
      ...(explanation && { explanation }),
      finishedAt: now().toISOString(),
    });
  }
}

/** What was put back, by the steps: of a run of its own, or of one that put back its own changes. */
function undoingOf(steps: readonly Step[], isUndo: boolean): Undoing | undefined {
  const planned = steps.findLast(({ kind }) => kind === (isUndo ? 'planned' : 'undoPlanned'));
  if (planned === undefined) return undefined;
  const { plan } = planned.result as PlannedResult;
  const applied = steps
    .filter(({ kind }) => kind === (isUndo ? 'applied' : 'putBack'))
    .map(({ result }) => result as AppliedResult);
  const written = applied.flatMap((result) => ('written' in result ? result.written : []));
  const isWritten = ({ control, property }: PlannedChange): boolean =>
    written.some((one) => one.control === control && one.property === property);
  const failed = plan.changes.filter((change) => !isWritten(change));
  const shutsTeams = written.some(({ control, after }) => control === 'T-1' && after === false);
  return {
    putBack: plan.changes.filter(isWritten).map(changeInWords),
    conflicts: [
      ...plan.cannot.map(({ title, control, text }) => `${title} (${control}): ${text}`),
      ...failed.map((change) => `${changeInWords(change)} (not written)`),
    ],
    followUps: shutsTeams
      ? ['Guests who joined teams meanwhile stay listed there and keep their files: remove them by hand.']
      : [],
  };
}
