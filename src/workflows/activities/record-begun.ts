import type { DocumentId } from '../../controls/control';
import type { PlannedResult } from '../../enablement/decision';
import type { Step } from '../../enablement/step';
import { readOwned } from '../../controls/documents';
import { isSame, type Values } from '../../controls/value';
import type { PlannedChange } from '../../enablement/plan';
import { USUAL_LAG } from '../../enablement/reading-lag';
import { ServiceBusy } from '../../http/faults';
import type { BegunWrite } from '../../store/enablement-store';
import { appliedInWords, isWrite, type AppliedResult } from './applied';
import { nextNumber } from './next-number';
import { scopeFor } from './readings';
import { resultIn, runOf } from './recorded-steps';
import type { Tools } from './tools';

/**
 * Records what a run was about to write when it broke off: the next who counts its steps looks at the setting and says
 * what is known. Nothing is taken for unwritten: a reading that does not show it may be older than the write.
 * @throws ServiceBusy while Microsoft cannot be asked, for an hour at most
 */
export async function recordBegun(tools: Tools, id: string): Promise<void> {
  for (const write of await tools.store.begun(id)) {
    const steps = await tools.store.steps(id);
    // What Microsoft said it did not write is in no doubt.
    if (write.properties.length > 0 && !isRecorded(write, steps)) await recordOne(tools, id, write, steps);
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

async function recordOne(tools: Tools, id: string, write: BegunWrite, steps: readonly Step[]): Promise<void> {
  const { store, now } = tools;
  const { at, isUndo, sequence } = write;
  const changes = changesOf(write, steps);
  // Of which the plan cannot be read: a step that names nothing says nothing, and the end of the run says it instead.
  if (changes.length === 0) return;
  const looked = await lookAtBegun(tools, id, write, changes);
  const result: AppliedResult = { kind: 'brokeOff', ...looked, begunAs: sequence };
  await store.record(id, await nextNumber(store, id), {
    kind: isUndo ? 'putBack' : 'applied',
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
 * @param isLast whether a busy service is no reason to come back
 */
export async function lookAtBegun(
  tools: Tools,
  id: string,
  write: BegunWrite,
  planned: readonly PlannedChange[],
  isLast = false,
): Promise<Pick<Extract<AppliedResult, { kind: 'brokeOff' }>, 'written' | 'mayBeWritten' | 'found'>> {
  const changes = planned.filter(({ property }) => write.properties.includes(property));
  const found = await look(tools, id, write, isLast, changes);
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
  { store, clients, now }: Tools,
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
    if (fault instanceof ServiceBusy && isYoung && !isLast) throw fault;
    return {};
  }
}
