import type { DocumentId } from '../../controls/control';
import type { PlannedResult } from '../../enablement/decision';
import type { DocumentReading } from '../../controls/documents';
import { leastOf, permissionsInWords } from '../../controls/permissions';
import { saidOf } from '../../enablement/plan';
import { planUndo } from '../../enablement/undo-plan';
import { lackingNow } from '../../proof/read-grants';
import { ownWritesFor } from './own-writes';
import { patiently } from './patience';
import { planRules } from './plan';
import { controlsIn, readFor, requestIdsOf, valuesIn } from './readings';
import { documentsOwed, recoveredIn } from './recover-from';
import { runOf } from './recorded-steps';
import type { Tools } from './tools';
import { documentsIn, foundAsWishedIn, perhapsWrittenIn, writtenIn } from './written';
import { say } from '../../texts/say';

interface Input {
  id: string;
  sequence: number;
  /** The workflow's time, milliseconds. */
  now: number;
}

/** Reads again what this run wrote, and plans to put back what still stands as written. Writes nothing at Microsoft. */
export function planUndoActivity(tools: Tools) {
  const { store, now } = tools;

  return async (input: Input): Promise<DocumentId[]> => {
    const steps = await store.steps(input.id);
    const begun = recoveredIn(await runOf(store, input.id), steps, 'undoPlanned');
    if (begun) return documentsOwed(begun, steps);
    const recorded = await store.findStep(input.id, input.sequence);
    const result = (recorded?.result as PlannedResult | undefined) ?? (await make(input));
    return documentsIn(result.plan.changes);
  };

  async function make({ id, sequence, now: since }: Input): Promise<PlannedResult> {
    const run = await runOf(store, id);
    const started = now().toISOString();
    const steps = await store.steps(id);
    const [written, perhaps, found] = [writtenIn(steps), perhapsWrittenIn(steps), foundAsWishedIn(steps)];
    const controls = controlsIn(documentsIn(written));
    const { documents } = await patiently(tools, since, (clients) =>
      readFor({ clients, now }, run, controls, written),
    );
    const lacked = await lackedIn(documents);
    const lackedFor = (document: DocumentId) => lacked.get(document);
    const basis = { written, perhaps, found, valuesOf: valuesIn(documents), lackedFor };
    const { unsettled } = await ownWritesFor(tools, run, id);
    const plan = planUndo({ ...basis, unsettled }, planRules(tools));
    const changes = saidOf(plan.changes);
    const step = await store.record(id, sequence, {
      kind: 'undoPlanned',
      controls: [...new Set(plan.changes.map(({ control }) => control))],
      started,
      ended: now().toISOString(),
      ...(changes.length === 0 ? say('step.nothingToUndo') : say('step.toUndo', { changes })),
      result: { plan } satisfies PlannedResult,
      requestIds: requestIdsOf(documents),
    });
    return step.result as PlannedResult;
  }

  /** For want of which permissions documents were not shown, in words. */
  async function lackedIn(documents: readonly DocumentReading[]): Promise<Map<DocumentId, string>> {
    const lacked = new Map<DocumentId, string>();
    for (const { document, readings } of documents) {
      const needed = readings.flatMap((one) => (one.kind === 'unknown' ? (one.missing ?? []) : []));
      if (needed.length === 0) continue;
      // One document is read by one call, whichever control is asked: what stands in for a permission is the same.
      const [{ instead } = {}] = needed;
      const least = { ...leastOf(needed), ...(instead && { instead }) };
      lacked.set(document, permissionsInWords(await lackingNow(tools.out, least)));
    }
    return lacked;
  }
}
