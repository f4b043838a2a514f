import { applyChanges, type ApplyOptions } from '../../../../settings/apply-changes';
import type { Clients } from '../../../../settings/settings-document';
import type { DocumentId } from '../../../../controls/control';
import { serviceOf } from '../../../../settings/read-settings';
import type { Values } from '../../../../controls/values/value';
import type { DecidedResult, PlannedResult } from '../../../../domain/enablement/decision';
import { speakerOf, type Enablement } from '../../../../domain/enablement/enablement';
import { hashOf, type PlannedChange } from '../../../../domain/plan/plan';
import { manualStepsFor } from '../../../../domain/plan/manual-step';
import { moveUnder } from '../../../../domain/plan/plan-drift';
import { termsOf } from '../../../../domain/plan/plan-terms';
import { LONGEST_LAG_WAIT } from '../../../../domain/proof/reading-lag';
import { isUndoing } from '../../../../domain/enablement/request';
import { desiredSettingsOf } from '../../../../domain/plan/desired-settings';
import { missingPermissionsNow } from '../../../../microsoft/permissions/read-granted-permissions';
import { applicationOf, appliedInWords, type Application, type AppliedResult } from './apply-result';
import type { InspectedResult } from '../inspect/inspection';
import { confirmMoved } from '../plan/confirm-drift';
import { lateObjection } from '../plan/remediation-basis';
import { noteOf } from './note-begun-write';
import { passedEnd } from '../../../context/past-expiry';
import { whileThrottled } from '../../../context/while-throttled';
import { planRules } from '../plan/plan-changes';
import { checkInterruptedWrite } from './record-interrupted-write';
import { scopeFor, valuesIn } from '../../../context/readings';
import { resultOf, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';

interface Input {
  id: string;
  sequence: number;
  document: DocumentId;
  /** The workflow's time, milliseconds. */
  now: number;
  /** Whether a run that failed undoes its own changes: then the last undo plan counts, and nobody calls it off. */
  isUndo?: boolean;
}

/** Writes one settings document, only the properties planned, unless the run was called off or the tenant has moved. */
export function applyActivity(tenantContext: TenantContext) {
  const { store, now } = tenantContext;

  return async (input: Input): Promise<Application> => {
    const { id, sequence, document } = input;
    const recorded = await store.findStep(id, sequence);
    if (recorded) return applicationOf(recorded.result as AppliedResult);

    const changes = (await agreedPlan(input)).changes
      .filter((change) => change.document === document)
      .map((change) => (now().getTime() - input.now < LONGEST_LAG_WAIT ? change : trusting(change)));
    const started = now().toISOString();
    const result = await attempt(input, changes);
    const step = await store.record(id, sequence, {
      kind: result.kind === 'cancelled' ? 'commandReceived' : input.isUndo ? 'undone' : 'applied',
      controls: [...new Set(changes.map(({ control }) => control))],
      started,
      ended: now().toISOString(),
      ...(result.kind === 'cancelled' && { as: speakerOf(result) }),
      ...(result.kind === 'cancelled' && result.byId && { asId: result.byId }),
      before: Object.fromEntries(changes.map(({ property, before }) => [property, before])),
      after: Object.fromEntries(changes.map(({ property, after }) => [property, after])),
      ...appliedInWords(result, changes),
      result,
      requestIds: 'requestIds' in result ? result.requestIds : [],
      ...((result.kind === 'refused' || result.kind === 'manualSteps') && { error: result.raw }),
    });
    return applicationOf(step.result as AppliedResult);
  };

  /** The recorded plan, if it is the one that was made, and the one a second person agreed to where one had to. */
  async function agreedPlan({ id, isUndo }: Input): Promise<PlannedResult['plan']> {
    const planned = await resultOf<PlannedResult>(store, id, isUndo ? 'undoPlanned' : 'planned');
    if (planned === undefined) throw new Error(`Run ${id} has no plan to apply.`);
    const { plan, decideBy } = planned;
    // By the terms of the request, not of the plan: neither may have changed since.
    const terms = isUndo ? undefined : termsOf((await runOf(store, id)).request);
    if (hashOf(plan.changes, planRules(tenantContext).hash, terms) !== plan.hash)
      throw new Error(`The recorded plan of run ${id} is not the one that was made.`);
    if (decideBy === undefined) return plan;
    const decided = await resultOf<DecidedResult>(store, id, 'decided');
    if (decided?.kind !== 'approved' || decided.planHash !== plan.hash)
      throw new Error(`Nobody agreed to the recorded plan of run ${id}.`);
    return plan;
  }

  async function attempt(input: Input, changes: PlannedChange[]): Promise<AppliedResult> {
    const { id, sequence, document, isUndo = false } = input;
    const run = await runOf(store, id);
    const begun = (await store.begun(id)).find((one) => one.sequence === sequence);
    const earlier = begun && begun.properties.length > 0 ? begun : undefined;
    const cancel = isUndo ? undefined : run.commands.find(({ kind }) => kind === 'cancel');
    if (cancel) {
      const { by, byId, through } = cancel;
      const who = { by, ...(byId && { byId }), ...(through && { through }) };
      const sent = earlier && (await checkInterruptedWrite(tenantContext, id, earlier, changes, true));
      return { kind: 'cancelled', ...who, seen: run.commands.length, ...sent };
    }

    const until = isUndo ? undefined : await passedEnd(tenantContext, run, now().getTime());
    // What an earlier try of this step began may have come about: the record says so, and nothing more is sent.
    if (until !== undefined) {
      const sent = earlier && (await checkInterruptedWrite(tenantContext, id, earlier, changes));
      return { kind: 'expired', until, ...sent };
    }

    const objectionTo = isUndo ? undefined : await objectionOf(run, document, changes);
    const first = { sequence, at: now().toISOString(), document, isUndo, properties: [] };
    const noting = noteOf(store, id, begun ?? first);
    const apply = (clients: Clients) =>
      applyChanges(clients, document, changes, scopeFor(run.request, changes), now, {
        ...noting(),
        ...(objectionTo && { objectionTo }),
      });
    const result = await whileThrottled(tenantContext, input.now, apply);
    if (result.kind === 'moved') return confirmMoved(tenantContext, run, input.now, result);
    if (result.kind !== 'refused') return result;
    const { raw, written, mayBeWritten } = result;
    const missing =
      result.missing && (await missingPermissionsNow(tenantContext.clientContext, result.missing));
    const why = { raw, written, ...(mayBeWritten && { mayBeWritten }), ...(missing && { missing }) };
    return serviceOf(document) === 'teamsAdmin'
      ? { kind: 'manualSteps', controls: manualStepsFor(changes), ...why }
      : { kind: 'refused', ...why };
  }

  /** What speaks against a write although none of its values moved. */
  async function objectionOf(
    run: Enablement,
    document: DocumentId,
    changes: readonly PlannedChange[],
  ): Promise<ApplyOptions['objectionTo']> {
    const { id, request } = run;
    if (request.remediates) return lateObjection(tenantContext, run, changes);
    const before = isUndoing(request) ? undefined : await plannedUpon(id, document);
    return before && ((found) => moveUnder(desiredSettingsOf(request), changes, document, before, found));
  }

  async function plannedUpon(id: string, document: DocumentId): Promise<Values | undefined> {
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    return inspected && valuesIn(inspected.documents)(document);
  }
}

/** A change for which, after so much waiting, a reading counts again. */
const trusting = ({ despiteReading: _, ...change }: PlannedChange): PlannedChange => change;
