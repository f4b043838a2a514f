import type { Sentence } from '../../../../texts/said';
import { asRecorded, inOrder, say } from '../../../../texts/say';
import { createHash } from 'node:crypto';
import { concernedBy, controlOf } from '../../../../controls/checklist';
import type { DocumentId, Reading } from '../../../../controls/control';
import { documentsOf, type DocumentReading } from '../../../../settings/read-settings';
import { isMissingNothing, missingOf } from '../../../../controls/permissions';
import type { Rung } from '../../../../domain/proof/proof-ladder';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import type { Enablement } from '../../../../domain/enablement/enablement';
import type { ManualStep } from '../../../../domain/plan/manual-step';
import { planRemediation } from '../../../../domain/remediation/remediation-plan';
import { withDomainNotices } from '../../../../domain/plan/plan-domain-notices';
import { isUndoing, type EnablementRequest } from '../../../../domain/enablement/request';
import { explain } from '../../../../domain/diagnosis/explain-evidence';
import { plainly, type Explanation } from '../../../../domain/diagnosis/explanation';
import { assess, withoutRights } from '../../../../domain/plan/assess-controls';
import { saidOf, underTerms, type Plan, type PlanRules } from '../../../../domain/plan/plan';
import { planChanges } from '../../../../domain/plan/plan-changes';
import { termsOf } from '../../../../domain/plan/plan-terms';
import { untouched } from '../../../../domain/proof/proof-request';
import { planUndo } from '../../../../domain/plan/undo-plan';
import { sentenceOf, withAdvice, type Verdict } from '../../../../domain/diagnosis/verdict';
import { desiredSettingsOf } from '../../../../domain/plan/desired-settings';
import { recordCancel, type Cancelled } from '../close/cancellation';
import type { InspectedResult } from '../inspect/inspection';
import { missingPermissions } from '../inspect/inspection-verdicts';
import { findingsToRemediate, objections } from './remediation-basis';
import { ownWritesFor } from '../apply/own-writes';
import { controlsIn, isManual, readingsOf, valuesIn } from '../../../context/readings';
import { endOf, pastEnd } from '../../../context/past-expiry';
import { resultOf, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { documentsIn, foundAsDesiredIn, perhapsWrittenIn, writtenIn } from '../apply/written-changes';
import { writtenSince } from '../apply/written-since';

export interface Planning {
  /** What the run is for: only `enable` goes on to prove. */
  purpose: 'enable' | 'dryRun' | 'undo';
  /** Those that differ, in the order in which they are written. */
  documents: DocumentId[];
  /** The rung the run must reach. */
  target: Rung;
  deadlineHours: number;
  manualSteps: ManualStep[];
  /** Until when a second person must have agreed, ISO 8601, UTC; absent where nobody must. */
  decideBy?: string;
  verdict?: Verdict;
  /** Who called the run off before it was planned. */
  cancelled?: Cancelled;
}

/** Of a run that was called off. */
const NOT_TO_BE: Planning = {
  purpose: 'dryRun',
  documents: [],
  target: 0,
  deadlineHours: 0,
  manualSteps: [],
};

const HOUR = 3_600_000;

/** What both ways of planning lean on. */
export const planRules = (tenantContext: TenantContext): PlanRules => ({
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  alwaysApprove: tenantContext.approval === 'always',
  isManual: (document, isRead) => isManual(tenantContext, document, isRead),
});

/** Compares what was read with what the request needs. Reads and writes nothing at Microsoft. */
export function planActivity(tenantContext: TenantContext) {
  const { store, now, canaryGroupId } = tenantContext;

  return async (input: { id: string; sequence: number; now: number }): Promise<Planning> => {
    const { id, sequence } = input;
    const run = await runOf(store, id);
    const { request } = run;
    const cancelled = await recordCancel(store, run, sequence, now());
    if (cancelled) return { ...NOT_TO_BE, cancelled };
    const at = now().toISOString();
    const made = await make(run, input.now);
    const step = await store.record(id, sequence, {
      kind: 'planned',
      controls: [...new Set(made.plan.changes.map(({ control }) => control))],
      started: at,
      ended: at,
      ...(request.provesOnly ? say('step.provesOnly') : planInWords(made)),
      result: made,
      requestIds: [],
    });
    const { plan, decideBy, explanation } = step.result as PlannedResult;
    const differing = documentsIn(plan.changes);
    const target = request.goal === 'externalAccess' ? 0 : canaryGroupId === undefined ? 1 : 3;
    return {
      purpose: request.dryRun ? 'dryRun' : isUndoing(request) ? 'undo' : 'enable',
      documents: isUndoing(request) ? differing : documentsOf(controlsIn(differing)),
      target,
      deadlineHours: request.deadlineHours,
      manualSteps: plan.manualSteps.map(({ control, title, powerShell, adminPage }) => ({
        control,
        title,
        powerShell,
        adminPage,
      })),
      ...(decideBy && { decideBy }),
      ...(explanation && { verdict: explanation.verdict }),
    };
  };

  async function make(run: Enablement, time: number): Promise<PlannedResult> {
    const { id, request } = run;
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    if (inspected === undefined) throw new Error(`Run ${id} was not inspected.`);
    const { documents, granted } = inspected;
    const readings = readingsOf(documents);
    const plan = await planFor(run, documents);
    const toWrite = plan.changes.map(({ control }) => controlOf(control).toWrite);
    const missing = missingOf(toWrite, granted);
    const until = await endOf(tenantContext, run);
    const explanation =
      until !== undefined && Date.parse(until) <= time
        ? plainly(pastEnd(until))
        : isMissingNothing(missing)
          ? blockedBy(request, readings)
          : plainly(missingPermissions(missing));
    const isAsked = !request.dryRun && !request.endsAtExpiry;
    const mustWait = plan.needsApproval.length > 0 && isAsked && explanation === undefined;
    // Nobody need agree any more to what would be over by then.
    const latest = Math.min(time + tenantContext.approvalHours * HOUR, Date.parse(until ?? '') || Infinity);
    const decideBy = new Date(latest).toISOString();
    return { plan, ...(mustWait && { decideBy }), ...(explanation && { explanation }) };
  }

  async function planFor(run: Enablement, documents: readonly DocumentReading[]): Promise<Plan> {
    const { request } = run;
    const rules = planRules(tenantContext);
    const valuesOf = valuesIn(documents);
    if (request.undoes !== undefined) {
      const { unsettled } = await ownWritesFor(tenantContext, run, request.undoes);
      const steps = await store.steps(request.undoes);
      const [written, perhaps, found] = [writtenIn(steps), perhapsWrittenIn(steps), foundAsDesiredIn(steps)];
      const later = await writtenSince(store, await runOf(store, request.undoes), written);
      // Who asks for another undo after one means what was set again since; a date that comes does not.
      const since: typeof later = (change) => {
        const one = later(change);
        return one?.kind === 'undone' && !request.endsAtExpiry ? undefined : one;
      };
      return planUndo({ written, perhaps, found, valuesOf, unsettled, since }, rules);
    }
    if (request.remediates !== undefined) {
      const findings = await findingsToRemediate(tenantContext, run);
      return planRemediation(
        { findings, valuesOf, objectionTo: await objections(tenantContext, run) },
        rules,
      );
    }
    const desired = desiredSettingsOf(request);
    const plan = planChanges(assess(concernedBy(desired), readingsOf(documents), desired), desired, rules);
    const made = request.provesOnly ? untouched(plan) : withDomainNotices(plan, desired);
    return underTerms(made, termsOf(request), rules.hash);
  }
}

/** A door that is closed and not ours to open: opening the others would be in vain. */
function blockedBy(request: EnablementRequest, readings: readonly Reading[]): Explanation | undefined {
  // Whether a blocking setting keeps a guest out is just what a proof by itself is to show.
  if (isUndoing(request) || request.provesOnly) return undefined;
  const desired = desiredSettingsOf(request);
  const findings = withoutRights(assess(concernedBy(desired), readings, desired));
  const ours = findings.filter(({ judgement }) => judgement.kind === 'change');
  const planned = ours.map(({ control }) => control.id);
  const explanation = explain({ desired, findings, past: new Map(), planned });
  const { verdict } = explanation;
  if (verdict.kind !== 'BLOCKED') return undefined;
  return { ...explanation, verdict: withAdvice(verdict, say('advice.nothingChanged')) };
}

function planInWords({ plan, decideBy, explanation }: PlannedResult): Sentence {
  if (explanation) return sentenceOf(explanation.verdict);
  const { changes, manualSteps, leavesBenchmarks, needsApproval, domainNotices = [] } = plan;
  const isDone = changes.length + manualSteps.length === 0;
  const settings = manualSteps.map(({ title, control: id }) => ({ id, title }));
  const benchmarks = leavesBenchmarks.map(({ benchmark }) => benchmark);
  return inOrder(
    isDone ? say('step.nothingToChange') : undefined,
    changes.length > 0 ? say('step.toChange', { changes: saidOf(changes) }) : undefined,
    settings.length > 0 ? say('step.toSetManually', { settings }) : undefined,
    benchmarks.length > 0 ? say('step.leavesBenchmarks', { benchmarks }) : undefined,
    ...domainNotices.map(({ text, said }) => asRecorded(text, said)),
    decideBy ? say('step.needsApproval', { ids: needsApproval, until: decideBy }) : undefined,
  );
}
