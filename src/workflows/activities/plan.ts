import type { Sentence } from '../../texts/said';
import { asRecorded, inOrder, say } from '../../texts/say';
import { createHash } from 'node:crypto';
import { concernedBy, controlOf } from '../../controls/checklist';
import type { DocumentId, Reading } from '../../controls/control';
import { documentsOf, type DocumentReading } from '../../controls/documents';
import { isMissingNothing, missingOf } from '../../controls/permissions';
import type { Rung } from '../../enablement/assurance';
import type { PlannedResult } from '../../enablement/decision';
import type { Enablement } from '../../enablement/enablement';
import type { Handwork } from '../../enablement/handwork';
import { planMending } from '../../enablement/mend-plan';
import { withDomainNotices } from '../../enablement/plan-notices';
import { putsBack, type EnablementRequest } from '../../enablement/request';
import { explain } from '../../enablement/explain';
import { plainly, type Explanation } from '../../enablement/explanation';
import { assess, withoutRights } from '../../enablement/finding';
import { planChanges, saidOf, underTerms, type Plan, type PlanRules } from '../../enablement/plan';
import { termsOf } from '../../enablement/plan-terms';
import { untouched } from '../../enablement/proof-request';
import { planUndo } from '../../enablement/undo-plan';
import { sentenceOf, withAdvice, type Verdict } from '../../enablement/verdict';
import { wishOf } from '../../enablement/wish';
import { recordCancel, type Cancelled } from './cancelled';
import type { InspectedResult } from './inspected';
import { lacking } from './inspection-verdicts';
import { findingsToMend, objections } from './mend-basis';
import { ownWritesFor } from './own-writes';
import { controlsIn, isByHand, readingsOf, valuesIn } from './readings';
import { endOf, pastEnd } from './past-end';
import { resultOf, runOf } from './recorded-steps';
import type { Tools } from './tools';
import { documentsIn, foundAsWishedIn, perhapsWrittenIn, writtenIn } from './written';
import { writtenSince } from './written-since';

export interface Planning {
  /** What the run is for: only `enable` goes on to prove. */
  purpose: 'enable' | 'dryRun' | 'undo';
  /** Those that differ, in the order in which they are written. */
  documents: DocumentId[];
  /** The rung the run must reach. */
  target: Rung;
  deadlineHours: number;
  byHand: Handwork[];
  /** Until when a second person must have agreed, ISO 8601, UTC; absent where nobody must. */
  decideBy?: string;
  verdict?: Verdict;
  /** Who called the run off before it was planned. */
  cancelled?: Cancelled;
}

/** Of a run that was called off. */
const NOT_TO_BE: Planning = { purpose: 'dryRun', documents: [], target: 0, deadlineHours: 0, byHand: [] };

const HOUR = 3_600_000;

/** What both ways of planning lean on. */
export const planRules = (tools: Tools): PlanRules => ({
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  alwaysApprove: tools.approval === 'always',
  isByHand: (document, isRead) => isByHand(tools, document, isRead),
});

/** Compares what was read with what the wish needs. Reads and writes nothing at Microsoft. */
export function planActivity(tools: Tools) {
  const { store, now, canaryGroupId } = tools;

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
      purpose: request.dryRun ? 'dryRun' : putsBack(request) ? 'undo' : 'enable',
      documents: putsBack(request) ? differing : documentsOf(controlsIn(differing)),
      target,
      deadlineHours: request.deadlineHours,
      byHand: plan.byHand.map(({ control, title, powerShell, adminPage }) => ({
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
    const until = await endOf(tools, run);
    const explanation =
      until !== undefined && Date.parse(until) <= time
        ? plainly(pastEnd(until))
        : isMissingNothing(missing)
          ? blockedBy(request, readings)
          : plainly(lacking(missing));
    const isAsked = !request.dryRun && !request.endsTimeBox;
    const mustWait = plan.needsApproval.length > 0 && isAsked && explanation === undefined;
    // Nobody need agree any more to what would be over by then.
    const latest = Math.min(time + tools.approvalHours * HOUR, Date.parse(until ?? '') || Infinity);
    const decideBy = new Date(latest).toISOString();
    return { plan, ...(mustWait && { decideBy }), ...(explanation && { explanation }) };
  }

  async function planFor(run: Enablement, documents: readonly DocumentReading[]): Promise<Plan> {
    const { request } = run;
    const rules = planRules(tools);
    const valuesOf = valuesIn(documents);
    if (request.undoes !== undefined) {
      const { unsettled } = await ownWritesFor(tools, run, request.undoes);
      const steps = await store.steps(request.undoes);
      const [written, perhaps, found] = [writtenIn(steps), perhapsWrittenIn(steps), foundAsWishedIn(steps)];
      const later = await writtenSince(store, await runOf(store, request.undoes), written);
      // Who asks for another way back after one means what was set again since; a date that comes does not.
      const since: typeof later = (change) => {
        const one = later(change);
        return one?.kind === 'putBack' && !request.endsTimeBox ? undefined : one;
      };
      return planUndo({ written, perhaps, found, valuesOf, unsettled, since }, rules);
    }
    if (request.mends !== undefined) {
      const findings = await findingsToMend(tools, run);
      return planMending({ findings, valuesOf, objectionTo: await objections(tools, run) }, rules);
    }
    const wish = wishOf(request);
    const plan = planChanges(assess(concernedBy(wish), readingsOf(documents), wish), wish, rules);
    const made = request.provesOnly ? untouched(plan) : withDomainNotices(plan, wish);
    return underTerms(made, termsOf(request), rules.hash);
  }
}

/** A door that is closed and not ours to open: opening the others would be in vain. */
function blockedBy(request: EnablementRequest, readings: readonly Reading[]): Explanation | undefined {
  // Whether a closed door keeps a guest out is just what a proof by itself is to show.
  if (putsBack(request) || request.provesOnly) return undefined;
  const wish = wishOf(request);
  const findings = withoutRights(assess(concernedBy(wish), readings, wish));
  const ours = findings.filter(({ judgement }) => judgement.kind === 'change');
  const planned = ours.map(({ control }) => control.id);
  const explanation = explain({ wish, findings, past: new Map(), planned });
  const { verdict } = explanation;
  if (verdict.kind !== 'BLOCKED') return undefined;
  return { ...explanation, verdict: withAdvice(verdict, say('advice.nothingChanged')) };
}

function planInWords({ plan, decideBy, explanation }: PlannedResult): Sentence {
  if (explanation) return sentenceOf(explanation.verdict);
  const { changes, byHand, leavesBenchmarks, needsApproval, domainNotices = [] } = plan;
  const isDone = changes.length + byHand.length === 0;
  const settings = byHand.map(({ title, control: id }) => ({ id, title }));
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
