import type { CleanUp, Conclusion } from '../../enablement/conclusion';
import { conclude, type Ending } from '../../enablement/outcome';
import { changeInWords, type Plan } from '../../enablement/plan';
import type { Tools } from '.';
import type { AppliedResult } from './apply';
import { resultOf } from './recorded-steps';

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
    const plan = await resultOf<Plan>(store, id, 'planned');
    const written = (await store.steps(id))
      .filter(({ kind, result }) => kind === 'applied' && WRITTEN.includes((result as AppliedResult).kind))
      .flatMap(({ controls = [] }) => controls);
    const planned = plan?.changes ?? [];
    const changed = planned.filter(({ control }) => written.includes(control)).map(changeInWords);
    return conclude({
      ending,
      cleanUp,
      changed,
      planned: planned.map(changeInWords),
      finishedAt: now().toISOString(),
    });
  }
}

const WRITTEN = ['applied', 'notReflected'];
