import type { Enablement } from '../domain/enablement/enablement';
import type { Log, LogEvent } from '../domain/events/log-event';
import { ServiceThrottled } from '../microsoft/http/service-errors';
import type { EnablementStore } from '../store/enablements/enablement-store';
import { UnreadableRecord } from '../store/tables/unreadable-rows';
import type { CanaryActivities } from './test-team/activities/advance-canary-team';
import type { RemediationActivities } from './audit/activities/request-remediation';
import type { AuditActivities } from './audit/activities/audit-tenant';
import type { CleanupActivities } from './cleanup/activities/clean-up-tenant';
import { emitting, type Dispatch } from './delivery/activities/emit-event';
import { applyActivity } from './enablement/activities/apply/apply-document';
import { cleanUpActivity } from './enablement/activities/close/clean-up-run';
import { closeActivity } from './enablement/activities/close/close-run';
import { deliverActivity } from './delivery/activities/deliver-run-events';
import type { AuditDeliveryActivities } from './delivery/activities/deliver-audit-events';
import { inspectActivity } from './enablement/activities/inspect/inspect';
import { checkProofActivity } from './enablement/activities/prove/check-proof';
import { checkUndoActivity } from './enablement/activities/plan/check-undo';
import { loggedStore } from './context/logged-store';
import { checkDecisionActivity } from './enablement/activities/plan/check-decision';
import { checkStopActivity } from './enablement/activities/close/check-stop';
import { isFenced, ownSteps, RunTakenOver } from './context/own-steps';
import { nextNumber } from './context/next-number';
import { passedEnd } from './context/past-expiry';
import { readingOnce } from './context/cached-store';
import { recordInterruptedWrite } from './enablement/activities/apply/record-interrupted-write';
import { documentsOwed, recoveredIn, wasProven } from './enablement/activities/close/recover-outcome';
import { runOf } from './context/recorded-steps';
import type { TenantContext } from './context/tenant-context';
import { writtenIn } from './enablement/activities/apply/written-changes';
import { planActivity } from './enablement/activities/plan/plan-changes';
import { planUndoActivity } from './enablement/activities/plan/plan-undo';
import { recordDefectActivity, takeOverActivity } from './enablement/activities/close/take-over-run';
/** Whether a run undoes what it wrote, now that it did not succeed, or is to stand no longer. */
const wantsUndoActivity =
  ({ store, expiries, now }: TenantContext) =>
  async ({ id }: { id: string }): Promise<boolean> => {
    const run = await runOf(store, id);
    const steps = await store.steps(id);
    const begun = recoveredIn(run, steps, 'undoPlanned');
    if (begun) return documentsOwed(begun, steps).length > 0;
    // Whoever ends from outside a run that had succeeded undoes nothing of it, whatever else cannot be read.
    const hasFailed = run.takenOverAt === undefined || !wasProven(steps);
    const isWanted =
      (run.request.undoOnFailure && hasFailed) ||
      (await passedEnd({ expiries }, run, now().getTime())) !== undefined;
    return isWanted && writtenIn(steps).length > 0;
  };

/** How many steps are recorded: the number of the next one. A write that broke off before its record is recorded first. */
const countStepsActivity =
  (tenantContext: TenantContext) =>
  async ({ id }: { id: string }): Promise<number> => {
    await recordInterruptedWrite(tenantContext, id);
    return nextNumber(tenantContext.store, id);
  };

/** Each that did something a caller may want to hear of tells it; what it tells of follows from its answer. */
const MAKERS = {
  inspect: (tenantContext: TenantContext) =>
    emitting(tenantContext.store, inspectActivity(tenantContext), () => 'accepted'),
  planChanges: (tenantContext: TenantContext) =>
    emitting(tenantContext.store, planActivity(tenantContext), ({ decideBy }) =>
      decideBy === undefined ? undefined : 'approvalNeeded',
    ),
  applyDocument: (tenantContext: TenantContext) =>
    emitting(tenantContext.store, applyActivity(tenantContext), ({ kind }, { isUndo }) =>
      !isUndo && (kind === 'applied' || kind === 'manualSteps') ? 'applied' : undefined,
    ),
  checkDecision: checkDecisionActivity,
  checkProof: (tenantContext: TenantContext) =>
    emitting(tenantContext.store, checkProofActivity(tenantContext), ({ end, proof: { tries } }) =>
      end === undefined && tries === 1 ? 'waiting' : undefined,
    ),
  planUndo: planUndoActivity,
  checkUndo: checkUndoActivity,
  cleanUp: cleanUpActivity,
  closeRun: (tenantContext: TenantContext) =>
    emitting(tenantContext.store, closeActivity(tenantContext), () => 'finished'),
  deliverRunEvents: deliverActivity,
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
  AuditDeliveryActivities &
  RemediationActivities &
  CleanupActivities;

/**
 * The activities by name. Each that is handed a `sequence` records exactly one step under it (`look` says how many);
 * when it runs again it finds that step and answers from it. Each works with the tools of the tenant its run is about.
 */
export function createActivities(
  store: EnablementStore,
  tenantContextFor: (tenantId: string) => Promise<TenantContext>,
): RunActivities {
  type Make = (tenantContext: TenantContext) => (input: never, dispatch?: Dispatch) => Promise<unknown>;
  const activity =
    (name: string, make: Make) =>
    async (input: RunInput, dispatch?: Dispatch, log: Log = () => undefined): Promise<unknown> => {
      const { id, takesOver = false } = input;
      const { run, own, passing } = await openFor(store.atOnce(id), id, takesOver || name === 'takeOver');
      if (run.takenOverAt !== undefined && !takesOver && isFenced(name)) throw new RunTakenOver(id);
      const tenantContext = await tenantContextFor(run.tenantId);
      const onThrottled = (fault: ServiceThrottled): void =>
        log(throttled(run, name, fault, tenantContext.now()));
      try {
        const act = make({
          ...tenantContext,
          store: loggedStore(readingOnce(ownSteps(own, name, takesOver), run), run, log),
          ...passing,
          onThrottled,
          onShortened: (reason) =>
            log({ event: 'outcomeShortened', enablement: id, tenant: run.tenantId, reason }),
        });
        return await act(input as never, dispatch);
      } catch (fault) {
        if (fault instanceof ServiceThrottled) onThrottled(fault);
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
function throttled(
  { id: enablement, tenantId: tenant }: Enablement,
  step: string,
  { call, raw, retryAt }: ServiceThrottled,
  now: Date,
): LogEvent {
  const { service, method, route } = call;
  const reason = `${service}: ${method} ${route}, ${raw ? `status ${raw.status}` : 'no answer'}`;
  const seconds = Math.max(0, Math.round((Date.parse(retryAt) - now.getTime()) / 1000));
  return { event: 'serviceThrottled', enablement, tenant, step, reason, seconds };
}
