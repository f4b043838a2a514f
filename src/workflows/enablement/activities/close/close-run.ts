import { controlOf } from '../../../../controls/checklist';
import type { CleanUp, RunOutcome } from '../../../../domain/enablement/outcome';
import { decideOutcome, type RunEnd } from '../../../../domain/enablement/decide-outcome';
import { lastExplanation } from '../../../../domain/enablement/last-explanation';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import { shortenOutcome, shortestConclusion } from '../../../../domain/enablement/shorten-outcome';
import type { CloseResult } from '../../../../store/enablements/enablement-store';
import { isRefused, reasonOfRefusal } from '../../../../store/tables/tables';
import { sayChange, type Plan } from '../../../../domain/plan/plan';
import type { InspectedResult } from '../inspect/inspection';
import type { ProbedResult } from '../prove/check-proof';
import { resultOf, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { undoingOf } from '../plan/undo-result';
import { foundAsDesiredIn } from '../apply/written-changes';
import { changesSaid } from '../../../context/unread';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

interface Input {
  id: string;
  sequence: number;
  seen: number;
  runEnd: RunEnd;
  cleanUp: CleanUp;
  /** Whether the run is ended from outside, because it could not end itself. */
  takesOver?: boolean;
}

/** Writes the last word of a run and closes its row: whatever is told to it from here on is refused. */
export function closeActivity({ store, now, onShortened, passedOver }: TenantContext) {
  return async (input: Input): Promise<{ outcome: string }> => {
    const { id, sequence, seen, runEnd, cleanUp, takesOver } = input;
    const runOutcome = await (takesOver
      ? bestConclusion(id, runEnd, cleanUp)
      : concluded(id, runEnd, cleanUp));
    const closed = await closeInFewerWords(runOutcome, (last) =>
      store.close(id, { sequence, seen, runOutcome: last, takesOver }),
    );
    if (closed.kind === 'takenOver') return { outcome: 'takenOver' };
    const { tooLate } = closed;
    return { outcome: closed.runOutcome.outcome, ...(tooLate.length > 0 && { tooLate }) };
  };

  /** Trying again would not make it smaller, and nothing may keep a run from closing and its tenant from being free. */
  async function closeInFewerWords(
    runOutcome: RunOutcome,
    close: (last: RunOutcome) => Promise<CloseResult>,
  ): Promise<CloseResult> {
    for (const shorten of [shortenOutcome, shortestConclusion])
      try {
        return await close(runOutcome);
      } catch (error) {
        if (!isRefused(error)) throw error;
        onShortened?.(reasonOfRefusal(error));
        runOutcome = shorten(runOutcome);
      }
    return close(runOutcome);
  }

  /** What its records bear out; where they cannot be made sense of at all, no more than that it ended. */
  async function bestConclusion(id: string, runEnd: RunEnd, cleanUp: CleanUp): Promise<RunOutcome> {
    try {
      return await concluded(id, runEnd, cleanUp);
    } catch (fault) {
      // Whoever is out of reach is asked again; a step in a shape we do not know will never get another.
      if (!(fault instanceof TypeError || fault instanceof RangeError)) throw fault;
      onShortened?.(fault.name);
      const { request } = await runOf(store, id);
      const unread = [...(passedOver?.() ?? []), 'a step in a shape that is not known'];
      const broken: RunEnd = runEnd.kind === 'proven' ? { kind: 'closed' } : runEnd;
      const nothing = { changed: [], planned: [], partner: {}, finishedAt: now().toISOString() };
      return decideOutcome({ runEnd: broken, request, cleanUp, unread, ...nothing });
    }
  }

  async function concluded(id: string, runEnd: RunEnd, cleanUp: CleanUp): Promise<RunOutcome> {
    const steps = await store.steps(id);
    const { request, rewritten = [] } = await runOf(store, id);
    const begun = passedOver ? await store.begun(id) : [];
    // What cannot be read of them is to be said as well.
    if (passedOver) await store.guestCalls(id);
    const planned = await resultOf<PlannedResult>(store, id, 'planned');
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    const probed = await resultOf<ProbedResult>(store, id, 'probed');
    const explanation = lastExplanation(steps);
    const undoing = undoingOf(steps, request, runEnd);
    const unread = [...(passedOver?.() ?? []), ...rewritten.map((name) => `the run's own row: ${name}`)];
    if (unread.length > 0) onShortened?.('UnreadableRecord');
    return decideOutcome({
      runEnd,
      request,
      cleanUp,
      ...changesSaid(steps, begun),
      foundAsDesired: foundAsDesiredIn(steps).map(sayChange),
      unread,
      planned: planned ? plannedIn(planned.plan) : [],
      ...(planned?.explanation && { obstacle: planned.explanation.verdict }),
      ...(undoing && { undoing }),
      partner: {
        ...(inspected?.ourDomain && { ourDomain: inspected.ourDomain }),
        ...(probed && wasOpenedHere(planned) && { changedAt: probed.proof.changedAt }),
      },
      ...(explanation && { explanation }),
      finishedAt: now().toISOString(),
    });
  }
}

const plannedIn = ({ changes, manualSteps }: Plan): Sentence[] => [
  ...changes.map(sayChange),
  ...manualSteps.map(({ title, control: id }) => say('summary.manually', { setting: { id, title } })),
];

/** Whether external access was set by, or because of, this run; else nobody knows how old it is. */
const wasOpenedHere = (planned: PlannedResult | undefined): boolean =>
  [...(planned?.plan.changes ?? []), ...(planned?.plan.manualSteps ?? [])].some(({ control }) =>
    controlOf(control).options.includes('externalAccess'),
  );
