import type { Enablement } from '../../enablement/enablement';
import type { Log, LogEvent } from '../../enablement/log-event';
import { ServiceBusy } from '../../http/faults';
import type { EnablementStore } from '../../store/enablement-store';
import { UnreadableRecord } from '../../store/unreadable';
import type { CanaryActivities } from './advance-canary';
import type { MendingActivities } from './ask-mending';
import type { AuditActivities } from './audit-tenant';
import type { HousekeepingActivities } from './keep-house';
import { announcing, type Summon } from './announce';
import { applyActivity } from './apply';
import { cleanUpActivity } from './clean-up';
import { closeActivity } from './close';
import { deliverActivity } from './deliver';
import type { NewsActivities } from './deliver-news';
import { inspectActivity } from './inspect';
import { lookActivity } from './look';
import { checkUndoActivity } from './check-undo';
import { loggedStore } from './logged-store';
import { lookForDecisionActivity } from './look-for-decision';
import { checkStopActivity } from './check-stop';
import { isFenced, ownSteps, RunTakenOver } from './own-steps';
import { nextNumber } from './next-number';
import { passedEnd } from './past-end';
import { readingOnce } from './reading-once';
import { recordBegun } from './record-begun';
import { documentsOwed, recoveredIn, wasProven } from './recover-from';
import { runOf } from './recorded-steps';
import type { Tools } from './tools';
import { writtenIn } from './written';
import { planActivity } from './plan';
import { planUndoActivity } from './plan-undo';
import { recordDefectActivity, takeOverActivity } from './take-over';
/** Whether a run puts back what it wrote, now that it did not succeed, or is to stand no longer. */
const wantsUndoActivity =
  ({ store, timeBoxes, now }: Tools) =>
  async ({ id }: { id: string }): Promise<boolean> => {
    const run = await runOf(store, id);
    const steps = await store.steps(id);
    const begun = recoveredIn(run, steps, 'undoPlanned');
    if (begun) return documentsOwed(begun, steps).length > 0;
    // Whoever ends from outside a run that had succeeded undoes nothing of it, whatever else cannot be read.
    const hasFailed = run.takenOverAt === undefined || !wasProven(steps);
    const isWanted =
      (run.request.undoOnFailure && hasFailed) ||
      (await passedEnd({ timeBoxes }, run, now().getTime())) !== undefined;
    return isWanted && writtenIn(steps).length > 0;
  };

/** How many steps are recorded: the number of the next one. A write that broke off before its record is recorded first. */
const countStepsActivity =
  (tools: Tools) =>
  async ({ id }: { id: string }): Promise<number> => {
    await recordBegun(tools, id);
    return nextNumber(tools.store, id);
  };

/** Each that did something a caller may want to hear of tells it; what it tells of follows from its answer. */
const MAKERS = {
  inspect: (tools: Tools) => announcing(tools.store, inspectActivity(tools), () => 'accepted'),
  plan: (tools: Tools) =>
    announcing(tools.store, planActivity(tools), ({ decideBy }) =>
      decideBy === undefined ? undefined : 'approvalNeeded',
    ),
  apply: (tools: Tools) =>
    announcing(tools.store, applyActivity(tools), ({ kind }, { isUndo }) =>
      !isUndo && (kind === 'applied' || kind === 'byHand') ? 'applied' : undefined,
    ),
  lookForDecision: lookForDecisionActivity,
  look: (tools: Tools) =>
    announcing(tools.store, lookActivity(tools), ({ end, proof: { tries } }) =>
      end === undefined && tries === 1 ? 'waiting' : undefined,
    ),
  planUndo: planUndoActivity,
  checkUndo: checkUndoActivity,
  cleanUp: cleanUpActivity,
  close: (tools: Tools) => announcing(tools.store, closeActivity(tools), () => 'finished'),
  deliver: deliverActivity,
  wantsUndo: wantsUndoActivity,
  countSteps: countStepsActivity,
  checkStop: checkStopActivity,
  takeOver: takeOverActivity,
  recordDefect: recordDefectActivity,
};

/** What every activity of a run is handed. */
interface RunInput {
  id: string;
  /** Whether it is called by whoever ends the run from outside. */
  takesOver?: boolean;
}

export type RunActivities = { [N in keyof typeof MAKERS]: ReturnType<(typeof MAKERS)[N]> };

export type Activities = RunActivities &
  CanaryActivities &
  AuditActivities &
  NewsActivities &
  MendingActivities &
  HousekeepingActivities;

/**
 * The activities by name. Each that is handed a `sequence` records exactly one step under it (`look` says how many);
 * when it runs again it finds that step and answers from it. Each works with the tools of the tenant its run is about.
 */
export function createActivities(
  store: EnablementStore,
  toolsFor: (tenantId: string) => Promise<Tools>,
): RunActivities {
  type Make = (tools: Tools) => (input: never, summon?: Summon) => Promise<unknown>;
  const activity =
    (name: string, make: Make) =>
    async (input: RunInput, summon?: Summon, log: Log = () => undefined): Promise<unknown> => {
      const { id, takesOver = false } = input;
      const { run, own, passing } = await openFor(store, id, takesOver || name === 'takeOver');
      if (run.takenOverAt !== undefined && !takesOver && isFenced(name)) throw new RunTakenOver(id);
      const tools = await toolsFor(run.tenantId);
      const onBusy = (fault: ServiceBusy): void => log(busy(run, name, fault, tools.now()));
      try {
        const act = make({
          ...tools,
          store: loggedStore(readingOnce(ownSteps(own, name, takesOver), run), run, log),
          ...passing,
          onBusy,
          onShortened: (reason) =>
            log({ event: 'conclusionShortened', enablement: id, tenant: run.tenantId, reason }),
        });
        return await act(input as never, summon);
      } catch (fault) {
        if (fault instanceof ServiceBusy) onBusy(fault);
        throw fault;
      }
    };
  return Object.fromEntries(
    Object.entries(MAKERS).map(([name, make]) => [name, activity(name, make)]),
  ) as unknown as RunActivities;
}

/**
 * A run, and the store to work on it with. Once somebody ends it from outside, what nobody can read is passed over: it must
 * come to an end whatever its rows hold.
 */
async function openFor(store: EnablementStore, id: string, takesOver: boolean) {
  const past = store.readingOn();
  const run = await runOf(store, id).catch(async (fault: unknown) => {
    const read = fault instanceof UnreadableRecord ? await runOf(past.store, id) : undefined;
    if (read && (takesOver || read.takenOverAt !== undefined)) return read;
    throw fault;
  });
  const isRecovery = takesOver || run.takenOverAt !== undefined;
  return isRecovery
    ? { run, own: past.store, passing: { passedOver: past.passedOver } }
    : { run, own: store, passing: {} };
}

/** Without the id of the request: lines about the same call are counted together. */
function busy(
  { id: enablement, tenantId: tenant }: Enablement,
  step: string,
  { call, raw, retryAt }: ServiceBusy,
  now: Date,
): LogEvent {
  const { service, method, route } = call;
  const reason = `${service}: ${method} ${route}, ${raw ? `status ${raw.status}` : 'no answer'}`;
  const seconds = Math.max(0, Math.round((Date.parse(retryAt) - now.getTime()) / 1000));
  return { event: 'serviceBusy', enablement, tenant, step, reason, seconds };
}
