import type { EndEventKind } from '../../../domain/events/callback-request';
import { eventAbout, linesOf, type CallbackEvent } from '../../../domain/events/run-event';
import type { Enablement } from '../../../domain/enablement/enablement';
import { newDelivery } from '../../../domain/events/delivery';
import { changeInWords, type PlannedChange } from '../../../domain/plan/plan';
import type { Expiry } from '../../../domain/enablement/expiry';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import { writtenBy, writtenIn } from '../../enablement/activities/apply/written-changes';

/**
 * Puts into the outbox of a run that what it changed will be undone on its date, or what came of that. Answers
 * whether anybody is to be told; doing it twice puts in one.
 * @param at when it is said, ISO 8601
 */
export async function emitExpiryEvent(
  store: EnablementStore,
  kind: EndEventKind,
  box: Expiry,
  at: string,
): Promise<boolean> {
  const run = await store.find(box.id);
  if (!run?.request.callbackEvents?.includes(kind)) return false;
  if (!(await isStillInEffect(store, run))) return false;
  const written = writtenIn(await store.steps(box.id));
  const event =
    kind === 'expiring' ? finishedEnablementOf(run, box, written, at) : await endedOf(store, run, box);
  if (event === undefined) return false;
  // Another date makes another message.
  const edition = kind === 'expiring' ? { edition: box.until.replace(/\D/g, '') } : {};
  await store.post(box.id, newDelivery({ kind, ...edition, event }, event.timestamp));
  return true;
}

/** Whether anything that a run changed stands: not where it wrote nothing, or put all of it back at once. */
export async function isStillInEffect(store: EnablementStore, run: Enablement): Promise<boolean> {
  const { undoing } = run.runOutcome ?? {};
  if (undoing !== undefined && undoing.notUndone.length + undoing.manualSteps.length === 0) return false;
  return (await writtenBy(store, run.id)).length > 0;
}

function finishedEnablementOf(
  run: Enablement,
  { id, until }: Expiry,
  written: readonly PlannedChange[],
  at: string,
): CallbackEvent {
  const undone = written.map((one) => changeInWords({ ...one, before: one.after, after: one.before }));
  const longer = `Whoever needs it longer sends POST /api/enablements/${id}/extend.`;
  return eventAbout(run, 'expiring', at, {
    summary: `At ${until} it ends: what this enablement changed is put back. ${longer}`,
    until,
    undone: linesOf(undone),
  });
}

async function endedOf(
  store: EnablementStore,
  run: Enablement,
  { until, endedBy = '' }: Expiry,
): Promise<CallbackEvent | undefined> {
  const { runOutcome } = (await store.find(endedBy)) ?? {};
  if (runOutcome === undefined) return undefined;
  const { summary, finishedAt, undoing } = runOutcome;
  const { undone = [], unseen = [], conflicts = [], notUndone = [], manualSteps = [] } = undoing ?? {};
  return eventAbout(run, 'ended', finishedAt, {
    summary,
    until,
    endedBy,
    undone: linesOf(undone),
    notUndone: linesOf([...conflicts, ...notUndone, ...unseen.map((line) => `Not seen yet: ${line}`)]),
    manualSteps: linesOf(manualSteps),
  });
}
