import { controlOf } from '../../controls/checklist';
import type { CleanUp, Conclusion } from '../../enablement/conclusion';
import { conclude, type Ending } from '../../enablement/outcome';
import { lastExplanation } from '../../enablement/last-explanation';
import type { PlannedResult } from '../../enablement/decision';
import { shortConclusion } from '../../enablement/short-conclusion';
import { isRefused, reasonOfRefusal } from '../../store/tables';
import { sayChange, type Plan } from '../../enablement/plan';
import type { InspectedResult } from './inspected';
import type { ProbedResult } from './look';
import { resultOf, runOf } from './recorded-steps';
import type { Tools } from './tools';
import { undoingOf } from './undoing';
import { certainlyWrittenIn, doubtInWords, foundAsWishedIn, perhapsWrittenIn } from './written';
import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';

interface Input {
  id: string;
  sequence: number;
  seen: number;
  ending: Ending;
  cleanUp: CleanUp;
  /** Whether the run is ended from outside, because it could not end itself. */
  takesOver?: boolean;
}

/** Writes the last word of a run and closes its row: whatever is told to it from here on is refused. */
export function closeActivity({ store, now, onShortened }: Tools) {
  return async (input: Input): Promise<{ outcome: string }> => {
    const { id, sequence, seen, ending, cleanUp, takesOver } = input;
    const conclusion = await conclusionOf(id, ending, cleanUp);
    const closeWith = (last: Conclusion) => store.close(id, { sequence, seen, conclusion: last, takesOver });
    const closed = await closeWith(conclusion).catch((error: unknown) => {
      // Trying again would not make it smaller, and nothing may keep a run from closing and its tenant from being free.
      if (!isRefused(error)) throw error;
      onShortened?.(reasonOfRefusal(error));
      return closeWith(shortConclusion(conclusion));
    });
    if (closed.kind === 'takenOver') return { outcome: 'takenOver' };
    const { tooLate } = closed;
    return { outcome: closed.conclusion.outcome, ...(tooLate.length > 0 && { tooLate }) };
  };

  async function conclusionOf(id: string, ending: Ending, cleanUp: CleanUp): Promise<Conclusion> {
    const steps = await store.steps(id);
    const { request } = await runOf(store, id);
    const planned = await resultOf<PlannedResult>(store, id, 'planned');
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    const probed = await resultOf<ProbedResult>(store, id, 'probed');
    const explanation = lastExplanation(steps);
    const undoing = undoingOf(steps, request, ending);
    return conclude({
      ending,
      request,
      cleanUp,
      changed: certainlyWrittenIn(steps).map(sayChange),
      mayBeChanged: perhapsWrittenIn(steps).map((one) => doubtInWords(steps, one)),
      foundAsWished: foundAsWishedIn(steps).map(sayChange),
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

const plannedIn = ({ changes, byHand }: Plan): Sentence[] => [
  ...changes.map(sayChange),
  ...byHand.map(({ title, control: id }) => say('summary.manually', { setting: { id, title } })),
];

/** Whether external access was set by, or because of, this run; else nobody knows how old it is. */
const wasOpenedHere = (planned: PlannedResult | undefined): boolean =>
  [...(planned?.plan.changes ?? []), ...(planned?.plan.byHand ?? [])].some(({ control }) =>
    controlOf(control).options.includes('externalAccess'),
  );
