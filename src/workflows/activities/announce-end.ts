import type { EndEventKind } from '../../enablement/callback';
import { eventAbout, linesOf, type CallbackEvent } from '../../enablement/callback-event';
import type { Enablement } from '../../enablement/enablement';
import { newLetter } from '../../enablement/letter';
import { changeInWords, type PlannedChange } from '../../enablement/plan';
import type { TimeBox } from '../../enablement/time-box';
import type { EnablementStore } from '../../store/enablement-store';
import { writtenBy, writtenIn } from './written';

/**
 * Puts into the outbox of a run that what it changed will be put back on its date, or what came of that. Answers
 * whether anybody is to be told; doing it twice puts in one.
 * @param at when it is said, ISO 8601
 */
export async function announceEnd(
  store: EnablementStore,
  kind: EndEventKind,
  box: TimeBox,
  at: string,
): Promise<boolean> {
  const run = await store.find(box.id);
  if (!run?.request.callbackEvents?.includes(kind)) return false;
  if (!(await standsStill(store, run))) return false;
  const written = writtenIn(await store.steps(box.id));
  const event = kind === 'ending' ? endingOf(run, box, written, at) : await endedOf(store, run, box);
  if (event === undefined) return false;
  // Another date makes another message.
  const edition = kind === 'ending' ? { edition: box.until.replace(/\D/g, '') } : {};
  await store.post(box.id, newLetter({ kind, ...edition, event }, event.timestamp));
  return true;
}

/** Whether anything that a run changed stands: not where it wrote nothing, or put all of it back at once. */
export async function standsStill(store: EnablementStore, run: Enablement): Promise<boolean> {
  const { undoing } = run.conclusion ?? {};
  if (undoing !== undefined && undoing.notPutBack.length + undoing.byHand.length === 0) return false;
  return (await writtenBy(store, run.id)).length > 0;
}

function endingOf(
  run: Enablement,
  { id, until }: TimeBox,
  written: readonly PlannedChange[],
  at: string,
): CallbackEvent {
  const putBack = written.map((one) => changeInWords({ ...one, before: one.after, after: one.before }));
  const longer = `Whoever needs it longer sends POST /api/enablements/${id}/extend.`;
  return eventAbout(run, 'ending', at, {
    summary: `At ${until} it ends: what this enablement changed is put back. ${longer}`,
    until,
    putBack: linesOf(putBack),
  });
}

async function endedOf(
  store: EnablementStore,
  run: Enablement,
  { until, endedBy = '' }: TimeBox,
): Promise<CallbackEvent | undefined> {
  const { conclusion } = (await store.find(endedBy)) ?? {};
  if (conclusion === undefined) return undefined;
  const { summary, finishedAt, undoing } = conclusion;
  const { putBack = [], unseen = [], conflicts = [], notPutBack = [], byHand = [] } = undoing ?? {};
  return eventAbout(run, 'ended', finishedAt, {
    summary,
    until,
    endedBy,
    putBack: linesOf(putBack),
    notPutBack: linesOf([...conflicts, ...notPutBack, ...unseen.map((line) => `Not seen yet: ${line}`)]),
    byHand: linesOf(byHand),
  });
}
