import { controlOf } from '../../controls/checklist';
import type { CleanUp, Conclusion } from '../../enablement/conclusion';
import { conclude, type Ending } from '../../enablement/outcome';
import { lastExplanation } from '../../enablement/last-explanation';
import type { PlannedResult } from '../../enablement/decision';
import { shortConclusion, shortestConclusion } from '../../enablement/short-conclusion';
import type { CloseResult } from '../../store/enablement-store';
import { isRefused, reasonOfRefusal } from '../../store/tables';
import { sayChange, type Plan } from '../../enablement/plan';
import type { InspectedResult } from './inspected';
import type { ProbedResult } from './look';
import { resultOf, runOf } from './recorded-steps';
import type { Tools } from './tools';
import { undoingOf } from './undoing';
import { foundAsWishedIn } from './written';
import { changesSaid } from './unread';
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
export function closeActivity({ store, now, onShortened, passedOver }: Tools) {
  return async (input: Input): Promise<{ outcome: string }> => {
    const { id, sequence, seen, ending, cleanUp, takesOver } = input;
    const conclusion = await (takesOver
      ? bestConclusion(id, ending, cleanUp)
      : concluded(id, ending, cleanUp));
    const closed = await closeInFewerWords(conclusion, (last) =>
      store.close(id, { sequence, seen, conclusion: last, takesOver }),
    );
    if (closed.kind === 'takenOver') return { outcome: 'takenOver' };
    const { tooLate } = closed;
    return { outcome: closed.conclusion.outcome, ...(tooLate.length > 0 && { tooLate }) };
  };

  /** Trying again would not make it smaller, and nothing may keep a run from closing and its tenant from being free. */
  async function closeInFewerWords(
    conclusion: Conclusion,
    close: (last: Conclusion) => Promise<CloseResult>,
  ): Promise<CloseResult> {
    for (const shorten of [shortConclusion, shortestConclusion])
      try {
        return await close(conclusion);
      } catch (error) {
        if (!isRefused(error)) throw error;
        onShortened?.(reasonOfRefusal(error));
        conclusion = shorten(conclusion);
      }
    return close(conclusion);
  }

  /** What its records bear out; where they cannot be made sense of at all, no more than that it ended. */
  async function bestConclusion(id: string, ending: Ending, cleanUp: CleanUp): Promise<Conclusion> {
    try {
      return await concluded(id, ending, cleanUp);
    } catch (fault) {
      // Whoever is out of reach is asked again; a step in a shape we do not know will never get another.
      if (!(fault instanceof TypeError || fault instanceof RangeError)) throw fault;
      onShortened?.(fault.name);
      const { request } = await runOf(store, id);
      const unread = [...(passedOver?.() ?? []), 'a step in a shape that is not known'];
      const broken: Ending = ending.kind === 'proven' ? { kind: 'closed' } : ending;
      const nothing = { changed: [], planned: [], partner: {}, finishedAt: now().toISOString() };
      return conclude({ ending: broken, request, cleanUp, unread, ...nothing });
    }
  }

  async function concluded(id: string, ending: Ending, cleanUp: CleanUp): Promise<Conclusion> {
    const steps = await store.steps(id);
    const { request, rewritten = [] } = await runOf(store, id);
    const begun = passedOver ? await store.begun(id) : [];
    // What cannot be read of them is to be said as well.
    if (passedOver) await store.guestActs(id);
    const planned = await resultOf<PlannedResult>(store, id, 'planned');
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    const probed = await resultOf<ProbedResult>(store, id, 'probed');
    const explanation = lastExplanation(steps);
    const undoing = undoingOf(steps, request, ending);
    const unread = [...(passedOver?.() ?? []), ...rewritten.map((name) => `the run's own row: ${name}`)];
    if (unread.length > 0) onShortened?.('UnreadableRecord');
    return conclude({
      ending,
      request,
      cleanUp,
      ...changesSaid(steps, begun),
      foundAsWished: foundAsWishedIn(steps).map(sayChange),
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

const plannedIn = ({ changes, byHand }: Plan): Sentence[] => [
  ...changes.map(sayChange),
  ...byHand.map(({ title, control: id }) => say('summary.manually', { setting: { id, title } })),
];

/** Whether external access was set by, or because of, this run; else nobody knows how old it is. */
const wasOpenedHere = (planned: PlannedResult | undefined): boolean =>
  [...(planned?.plan.changes ?? []), ...(planned?.plan.byHand ?? [])].some(({ control }) =>
    controlOf(control).options.includes('externalAccess'),
  );
