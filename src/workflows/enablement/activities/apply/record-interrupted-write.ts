import type { DocumentId } from '../../../../controls/control';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import type { Step } from '../../../../domain/enablement/step';
import { readOwned } from '../../../../settings/read-settings';
import { isSame, type Values } from '../../../../controls/values/value';
import type { PlannedChange } from '../../../../domain/plan/plan';
import { USUAL_LAG } from '../../../../domain/proof/reading-lag';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import type { BegunWrite } from '../../../../store/enablements/enablement-store';
import { appliedInWords, isWrite, type AppliedResult } from './apply-result';
import { nextNumber } from '../../../context/next-number';
import { scopeFor } from '../../../context/readings';
import { resultIn, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';

/**
 * Records what a run was about to write when it broke off: the next who counts its steps looks at the setting and says
 * what is known. Nothing is taken for unwritten: a reading that does not show it may be older than the write.
 * @throws ServiceBusy while Microsoft cannot be asked, for an hour at most
 */
export async function recordInterruptedWrite(tenantContext: TenantContext, id: string): Promise<void> {
  for (const write of await tenantContext.store.begun(id)) {
    const steps = await tenantContext.store.steps(id);
    // What Microsoft said it did not write is in no doubt.
    if (write.properties.length > 0 && !isRecorded(write, steps))
      await recordOne(tenantContext, id, write, steps);
  }
}

/** What was begun, and of which neither a step nor a plan that can be read says what it was to become. */
export const begunUnplanned = (begun: readonly BegunWrite[], steps: readonly Step[]): BegunWrite[] =>
  begun.filter((write) => !isRecorded(write, steps) && changesOf(write, steps).length === 0);

function changesOf({ isUndo, document, properties }: BegunWrite, steps: readonly Step[]): PlannedChange[] {
  const planned = resultIn<PlannedResult>(steps, isUndo ? 'undoPlanned' : 'planned');
  return (planned?.plan.changes ?? []).filter(
    (one) => one.document === document && properties.includes(one.property),
  );
}

const isRecorded = ({ sequence }: BegunWrite, steps: readonly Step[]): boolean =>
  steps.some((step) => {
    if (!isWrite(step)) return false;
    const result = step.result as AppliedResult;
    return step.sequence === sequence || (result.kind === 'brokeOff' && result.begunAs === sequence);
  });

async function recordOne(
  tenantContext: TenantContext,
  id: string,
  write: BegunWrite,
  steps: readonly Step[],
): Promise<void> {
  const { store, now } = tenantContext;
  const { at, isUndo, sequence } = write;
  const changes = changesOf(write, steps);
  // Of which the plan cannot be read: a step that names nothing says nothing, and the end of the run says it instead.
  if (changes.length === 0) return;
  const looked = await checkInterruptedWrite(tenantContext, id, write, changes);
  const result: AppliedResult = { kind: 'brokeOff', ...looked, begunAs: sequence };
  await store.record(id, await nextNumber(store, id), {
    kind: isUndo ? 'undone' : 'applied',
    controls: [...new Set(changes.map(({ control }) => control))],
    started: at,
    ended: now().toISOString(),
    before: Object.fromEntries(changes.map(({ property, before }) => [property, before])),
    after: Object.fromEntries(changes.map(({ property, after }) => [property, after])),
    ...appliedInWords(result, changes),
    result,
    requestIds: [],
  });
}

/**
 * What a look shows of a write that was begun: written where a reading shows it, and possible anywhere else.
 * @param isLast whether a throttling service is no reason to come back
 */
export async function checkInterruptedWrite(
  tenantContext: TenantContext,
  id: string,
  write: BegunWrite,
  planned: readonly PlannedChange[],
  isLast = false,
): Promise<Pick<Extract<AppliedResult, { kind: 'brokeOff' }>, 'written' | 'mayBeWritten' | 'found'>> {
  const changes = planned.filter(({ property }) => write.properties.includes(property));
  const found = await look(tenantContext, id, write, isLast, changes);
  const isShown = ({ property, after, despiteReading }: PlannedChange): boolean =>
    !despiteReading && isSame(found[property], after);
  return {
    written: changes.filter(isShown),
    mayBeWritten: changes.filter((change) => !isShown(change)),
    found,
  };
}

/** What the properties read now; those that cannot be read are left out. */
async function look(
  { store, clients, now }: TenantContext,
  id: string,
  { at, document, properties }: BegunWrite,
  isLast: boolean,
  changes: readonly PlannedChange[],
): Promise<Values> {
  const { request } = await runOf(store, id);
  try {
    const { values } = await readOwned(document as DocumentId, clients, scopeFor(request, changes));
    return Object.fromEntries(properties.map((property) => [property, values[property] ?? null]));
  } catch (fault) {
    const isYoung = now().getTime() - Date.parse(at) < USUAL_LAG;
    if (fault instanceof ServiceThrottled && isYoung && !isLast) throw fault;
    return {};
  }
}
