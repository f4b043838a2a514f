import type { DocumentId } from '../../../../controls/control';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import type { DocumentReading } from '../../../../settings/read-settings';
import { leastOf, permissionsInWords } from '../../../../controls/permissions';
import { saidOf } from '../../../../domain/plan/plan';
import { planUndo } from '../../../../domain/plan/undo-plan';
import { missingPermissionsNow } from '../../../../microsoft/permissions/read-granted-permissions';
import { ownWritesFor } from '../apply/own-writes';
import { whileThrottled } from '../../../context/while-throttled';
import { planRules } from './plan-changes';
import { controlsIn, readFor, requestIdsOf, valuesIn } from '../../../context/readings';
import { documentsOwed, recoveredIn } from '../close/recover-outcome';
import { runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { documentsIn, foundAsDesiredIn, perhapsWrittenIn, writtenIn } from '../apply/written-changes';
import { say } from '../../../../texts/say';

interface Input {
  id: string;
  sequence: number;
  /** The workflow's time, milliseconds. */
  now: number;
}

/** Reads again what this run wrote, and plans to undo what still stands as written. Writes nothing at Microsoft. */
export function planUndoActivity(tenantContext: TenantContext) {
  const { store, now } = tenantContext;

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
    const [written, perhaps, found] = [writtenIn(steps), perhapsWrittenIn(steps), foundAsDesiredIn(steps)];
    const controls = controlsIn(documentsIn(written));
    const { documents } = await whileThrottled(tenantContext, since, (clients) =>
      readFor({ clients, now }, run, controls, written),
    );
    const missingPermission = await missingPermissionIn(documents);
    const missingFor = (document: DocumentId) => missingPermission.get(document);
    const basis = { written, perhaps, found, valuesOf: valuesIn(documents), missingFor };
    const { unsettled } = await ownWritesFor(tenantContext, run, id);
    const plan = planUndo({ ...basis, unsettled }, planRules(tenantContext));
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
  async function missingPermissionIn(
    documents: readonly DocumentReading[],
  ): Promise<Map<DocumentId, string>> {
    const missingPermission = new Map<DocumentId, string>();
    for (const { document, readings } of documents) {
      const needed = readings.flatMap((one) => (one.kind === 'unknown' ? (one.missing ?? []) : []));
      if (needed.length === 0) continue;
      // One document is read by one call, whichever control is asked: what stands in for a permission is the same.
      const [{ instead } = {}] = needed;
      const least = { ...leastOf(needed), ...(instead && { instead }) };
      missingPermission.set(
        document,
        permissionsInWords(await missingPermissionsNow(tenantContext.clientContext, least)),
      );
    }
    return missingPermission;
  }
}
