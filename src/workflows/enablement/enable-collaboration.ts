import type { OrchestrationContext } from 'durable-functions';
import type { RunEnd } from '../../domain/enablement/decide-outcome';
import { startProof } from '../../domain/proof/proof';
import type { Approval, ApprovalResult } from './wait-for-approval';
import { awaitSeen } from './wait-for-readings';
import { ActivityFailed, call, timeOf, type Steps, type ValueOf } from '../engine/call-activity';
import { endRun, recorded, type Progress } from './end-run';
import { WAIT_FOR_APPROVAL, WAIT_FOR_PROOF, proofWaitOf, approvalWaitOf } from '../engine/names';
import { undoChanges } from './undo-changes';
import { waitHearing } from '../engine/wait-while-throttled';
import type { Wait, WaitResult } from './wait-for-proof';

/** Ends after which nothing is undone: it went well, or nothing was written. */
const WELL: readonly RunEnd['kind'][] = ['proven', 'planned', 'undone'];

/** The runbook of one enablement. Whatever happens on the way, it cleans up, records and tells. */
export function* enableCollaboration(context: OrchestrationContext): Steps<{ outcome: string }> {
  const id = context.df.instanceId;
  const progress: Progress = { sequence: 1, seen: 0 };
  let runEnd: RunEnd;
  try {
    runEnd = yield* pursue(context, id, progress);
    // Somebody else ends it, and cleans up as well.
    if (runEnd.kind === 'closed') return { outcome: 'takenOver' };
  } catch (error) {
    // What was under way may have recorded steps we never heard of.
    runEnd = { kind: 'broken', ...(yield* recorded(context, id, progress, error)) };
  }
  if (!WELL.includes(runEnd.kind)) yield* undoChanges(context, id, progress);
  return yield* endRun(context, id, progress, runEnd);
}

function* pursue(context: OrchestrationContext, id: string, progress: Progress): Steps<RunEnd> {
  const next = () => ({ id, sequence: progress.sequence++, now: timeOf(context) });
  const cancelled = ({ by, seen }: { by: string; seen: number }): RunEnd => {
    progress.seen = seen;
    return { kind: 'cancelled', by };
  };
  const inspection = yield* call(context, 'inspect', next(), waitHearing);
  if (inspection.kind === 'cancelled') return cancelled(inspection);
  if (inspection.kind === 'hopeless') return { kind: 'stopped', verdict: inspection.verdict };

  const plan = yield* call(context, 'planChanges', next(), waitHearing);
  if (plan.cancelled) return cancelled(plan.cancelled);
  if (plan.purpose === 'dryRun') return { kind: 'planned' };
  if (plan.verdict) return { kind: 'stopped', verdict: plan.verdict };

  if (plan.decideBy !== undefined) {
    const refusal = yield* waitForApproval(context, id, progress, Date.parse(plan.decideBy));
    if (refusal) return refusal;
  }
  const manualSteps = [...plan.manualSteps];
  let hopeless: RunEnd | undefined;
  let isUnseen = false;
  for (const document of plan.documents) {
    const applied = yield* call(context, 'applyDocument', { ...next(), document }, waitHearing);
    if (applied.kind === 'cancelled') return cancelled(applied);
    if (applied.kind === 'manualSteps') manualSteps.unshift(...applied.controls);
    if (applied.kind === 'hopeless') hopeless ??= { kind: 'stopped', verdict: applied.verdict };
    isUnseen ||= applied.kind === 'applied' && applied.isUnseen === true;
    // An undo goes on with the rest: what moved, or may not be written, is left alone and reported.
    if (plan.purpose === 'undo') continue;
    if (applied.kind === 'refused') return { kind: 'refused', verdict: applied.verdict };
    if (hopeless) return hopeless;
  }
  if (plan.purpose === 'undo') {
    const late = isUnseen ? yield* awaitSeen(context, id, progress.sequence, false) : undefined;
    if (late) progress.sequence = late.sequence;
    return hopeless ?? (late?.verdict ? { kind: 'stopped', verdict: late.verdict } : { kind: 'undone' });
  }
  return yield* prove(context, id, progress, plan, manualSteps);
}

/** Answers how the run ends where the plan must not be carried out. */
function* waitForApproval(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  expiresAt: number,
): Steps<RunEnd | undefined> {
  const approval: Approval = { id, ...progress, expiresAt, wakeAt: timeOf(context), isDue: false };
  const decided = (yield context.df.callSubOrchestrator(
    WAIT_FOR_APPROVAL,
    approval,
    approvalWaitOf(id),
  )) as ApprovalResult;
  progress.sequence = decided.sequence;
  progress.seen = decided.seen;
  if (decided.end.kind === 'broken') throw brokenOff(decided.end);
  return decided.end.kind === 'approved' ? undefined : decided.end;
}

function* prove(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  { target, deadlineHours }: ValueOf<'planChanges'>,
  manualSteps: ValueOf<'planChanges'>['manualSteps'],
): Steps<RunEnd> {
  const now = timeOf(context);
  const proof = startProof(target, now, deadlineHours, now, manualSteps);
  const wait: Wait = { id, ...progress, proof, wakeAt: now, isDue: false };
  const waited = (yield context.df.callSubOrchestrator(WAIT_FOR_PROOF, wait, proofWaitOf(id))) as WaitResult;
  progress.sequence = waited.sequence;
  progress.seen = waited.seen;
  if (waited.end.kind === 'broken') throw brokenOff(waited.end);
  return { ...waited.end, rung: waited.proof.rung, isConfirmed: waited.proof.confirmedAt !== undefined };
}

/** What a wait could not get past ends the run as anything else does that breaks it. */
const brokenOff = ({ message, raw }: { message: string; raw?: unknown }): ActivityFailed =>
  new ActivityFailed({ reason: message, raw });
