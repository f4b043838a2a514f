import type { Sentence } from '../../../texts/said';
import { inOrder, say, asRecorded, replaced } from '../../../texts/say';
import { sentenceOf } from '../../diagnosis/verdict';
import { type Delivery, callbackStatusOf } from '../../events/delivery';
import { PARTNER_TEST_PENDING } from '../../partner/partner-test';
import { undoStateOf, sayUndo, type UndoStatus, type UndoState } from '../../plan/undo-status';
import type { Proof } from '../../proof/proof';
import { confirmedAssurance } from '../../proof/proof-ladder';
import type { Decision, PlannedResult } from '../decision';
import type { Enablement } from '../enablement';
import type { Expiry } from '../expiry';
import { lastExplanation } from '../last-explanation';
import type { RunOutcome } from '../outcome';
import type { Phase, EnablementStatus } from '../status';
import type { StepKind, Step } from '../step';

const PHASES: Readonly<Record<StepKind, Phase>> = {
  accepted: 'inspecting',
  inspected: 'inspecting',
  planned: 'applying',
  decided: 'applying',
  applied: 'applying',
  probed: 'proving',
  // Whatever a run is told that is a step of its own, ends it.
  commandReceived: 'cleaningUp',
  undoPlanned: 'undoing',
  undone: 'undoing',
  failed: 'cleaningUp',
  cleanedUp: 'cleaningUp',
  finished: 'cleaningUp',
};

/** Where a run stands after a step: after a decision that is no consent nothing is left but its end. */
function phaseAt({ kind, result }: Step): Phase {
  const isConsent = (result as Partial<Decision> | undefined)?.kind === 'approved';
  return kind === 'decided' && !isConsent ? 'cleaningUp' : PHASES[kind];
}

export function statusOf(
  run: Enablement,
  steps: readonly Step[],
  links: EnablementStatus['links'],
  deliveries: readonly Delivery[] = [],
  expiry?: Expiry,
): EnablementStatus {
  const { id, tenantId, request, acceptedAt, runOutcome, confirmation } = run;
  const last = steps.at(-1);
  const planned = lastResult<PlannedResult>(steps, 'planned');
  const plan = planned?.plan;
  const approval = approvalOf(planned, lastResult<Decision>(steps, 'decided'));
  const isWaiting = last?.kind === 'planned' && approval !== undefined;
  const probed = lastResult<{ proof: Proof }>(steps, 'probed');
  const explanation = runOutcome ? runOutcome.explanation : lastExplanation(steps);
  const verdict = runOutcome ? runOutcome.verdict : explanation?.verdict;
  const confirmed = confirmation && confirmedInWords(confirmation);
  const { assurance } = runOutcome ?? {};
  const undoStatus = undoStateOf(run);
  const commandReceived = inOrder(
    (runOutcome && summaryOf(runOutcome, confirmed)) ??
      (isWaiting ? say('status.waitsForApproval') : undefined) ??
      (explanation && sentenceOf(explanation.verdict)) ??
      (last && asRecorded(last.text, last.said)) ??
      say('status.accepted'),
    sayUndo(run),
  );
  return {
    id,
    status: runOutcome ? 'finished' : isWaiting ? 'waitingForApproval' : last ? phaseAt(last) : 'accepted',
    summary: commandReceived.text,
    summarySaid: commandReceived.said,
    ...(runOutcome && {
      outcome: runOutcome.outcome,
      finishedAt: runOutcome.finishedAt,
      cleanUp: runOutcome.cleanUp,
    }),
    ...(runOutcome?.undoing && { undoing: runOutcome.undoing }),
    ...(runOutcome?.partnerTest && {
      partnerTest: confirmation
        ? { ...runOutcome.partnerTest, state: 'confirmed' as const, ...confirmation }
        : runOutcome.partnerTest,
    }),
    ...(assurance && { assurance: confirmed ? confirmedAssurance(assurance, confirmed) : assurance }),
    ...(verdict && { verdict }),
    ...(explanation && { explanation }),
    tenantId,
    goal: request.goal,
    profile: request.profile,
    ...(request.partnerDomains && { partnerDomains: request.partnerDomains }),
    ...(request.testGuestEmail && { testGuestEmail: request.testGuestEmail }),
    ...(request.undoes && { undoes: request.undoes }),
    ...(run.undo && undoStatus && { undo: undoOf(run.undo, undoStatus) }),
    ...(request.remediates && { remediates: request.remediates.auditId }),
    ...(expiry && { expiry: endOf(expiry) }),
    requestedBy: request.requestedBy,
    ...(request.ticketSystem && { ticketSystem: request.ticketSystem }),
    ...(request.ticketId && { ticketId: request.ticketId }),
    dryRun: request.dryRun,
    ...(plan && { plan }),
    ...(approval && { approval }),
    ...(probed && probed.proof.manualSteps.length > 0 && { manualSteps: probed.proof.manualSteps }),
    ...(probed && { proof: progressOf(probed.proof, runOutcome === undefined) }),
    ...(request.callbackEvents && { callback: callbackStatusOf(deliveries) }),
    acceptedAt,
    steps: {
      count: steps.length,
      ...(last && { last: { kind: last.kind, at: last.ended, text: last.text } }),
    },
    links,
  };
}

/** How it ended; what somebody confirmed since stands where it said that the partner test is pending. */
function summaryOf({ summary, summarySaid }: RunOutcome, confirmed: Sentence | undefined): Sentence {
  if (confirmed === undefined) return asRecorded(summary, summarySaid);
  const text = summary.replace(PARTNER_TEST_PENDING, () => confirmed.text);
  const said = summarySaid && replaced(summarySaid, 'partnerTest.pending', confirmed.said);
  return asRecorded(text, said);
}

const confirmedInWords = ({ by, at }: NonNullable<Enablement['confirmation']>): Sentence =>
  say('partnerTest.confirmed', { by, at });
const endOf = ({
  until,
  noticeSentAt,
  endedBy,
  endedAt,
}: Expiry): NonNullable<EnablementStatus['expiry']> => ({
  until,
  ...(noticeSentAt && { noticeSentAt }),
  ...(endedBy && { endedBy }),
  ...(endedAt && { endedAt }),
});

const undoOf = ({ id, endedAt }: UndoStatus, status: UndoState): NonNullable<EnablementStatus['undo']> => ({
  id,
  status,
  ...(endedAt && { finishedAt: endedAt }),
});

function approvalOf(
  planned: PlannedResult | undefined,
  decision: Decision | undefined,
): EnablementStatus['approval'] {
  if (planned?.decideBy === undefined) return undefined;
  return {
    planHash: planned.plan.hash,
    expiresAt: planned.decideBy,
    ...(decision?.kind === 'approved' && { decision: 'approved', by: decision.by }),
    ...(decision?.kind === 'declined' && { decision: 'declined', ...(decision.by && { by: decision.by }) }),
  };
}

function progressOf(proof: Proof, isRunning: boolean): NonNullable<EnablementStatus['proof']> {
  const iso = (time: number): string => new Date(time).toISOString();
  const { tries, rung, deadline, nextTryAt } = proof;
  return {
    tries,
    highestRung: rung,
    deadline: iso(deadline),
    ...(isRunning && { nextTryAt: iso(Math.min(nextTryAt, deadline)) }),
  };
}

const lastResult = <T>(steps: readonly Step[], kind: StepKind): T | undefined =>
  steps.findLast((step) => step.kind === kind)?.result as T | undefined;
