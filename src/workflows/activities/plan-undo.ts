import type { DocumentId } from '../../controls/control';
import type { PlannedResult } from '../../enablement/decision';
import { changeInWords, planUndo } from '../../enablement/plan';
import type { Tools } from '.';
import { planRules } from './plan';
import { controlsIn, readFor, requestIdsOf } from './readings';
import { runOf } from './recorded-steps';
import { documentsIn, writtenBy } from './written';

/** Reads again what this run wrote, and plans to put back what still stands as written. Writes nothing at Microsoft. */
export function planUndoActivity(tools: Tools) {
  const { store, now } = tools;

  return async ({ id, sequence }: { id: string; sequence: number }): Promise<DocumentId[]> => {
    const recorded = await store.findStep(id, sequence);
    const result = (recorded?.result as PlannedResult | undefined) ?? (await make(id, sequence));
    return documentsIn(result.plan.changes);
  };

  async function make(id: string, sequence: number): Promise<PlannedResult> {
    const run = await runOf(store, id);
    const started = now().toISOString();
    const written = await writtenBy(store, id);
    const { documents } = await readFor(tools, run, controlsIn(documentsIn(written)));
    const plan = planUndo(
      {
        written,
        valuesOf: (document) => {
          const found = documents.find((one) => one.document === document);
          return found?.kind === 'known' ? found.snapshot.values : undefined;
        },
      },
      planRules(tools),
    );
    const words = plan.changes.map(changeInWords).join('; ');
    const step = await store.record(id, sequence, {
      kind: 'undoPlanned',
      controls: [...new Set(plan.changes.map(({ control }) => control))],
      started,
      ended: now().toISOString(),
      text: words === '' ? 'There is nothing to put back.' : `To be put back: ${words}.`,
      result: { plan } satisfies PlannedResult,
      requestIds: requestIdsOf(documents),
    });
    return step.result as PlannedResult;
  }
}
