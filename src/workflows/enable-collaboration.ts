import type { OrchestrationContext } from 'durable-functions';
import type { Ending } from '../enablement/outcome';
import { startProof } from '../enablement/proof';
import type { Approval, ApprovalResult } from './approval-room';
import { awaitSeen } from './await-seen';
import { ActivityFailed, call, timeOf, type Steps, type ValueOf } from './call-activity';
import { endRun, recorded, type Progress } from './end-run';
import { APPROVAL_ROOM, WAITING_ROOM, roomOf, approvalRoomOf } from './names';
import { putBack } from './put-back';
import { waitHearing } from './throttled-wait';
import type { Wait, WaitResult } from './waiting-room';

/** Ends after which nothing is put back: it went well, or nothing was written. */
const WELL: readonly Ending['kind'][] = ['proven', 'planned', 'undone'];

/** The runbook of one enablement. Whatever happens on the way, it cleans up, records and tells. */
export function* enableCollaboration(context: OrchestrationContext): Steps<{ outcome: string }> {
  const id = context.df.instanceId;
  const progress: Progress = { sequence: 1, seen: 0 };
  let ending: Ending;
  try {
    ending = yield* pursue(context, id, progress);
    // Somebody else ends it, and cleans up as well.
    if (ending.kind === 'closed') return { outcome: 'takenOver' };
  } catch (error) {
    // What was under way may have recorded steps we never heard of.
    ending = { kind: 'broken', ...(yield* recorded(context, id, progress, error)) };
  }
  if (!WELL.includes(ending.kind)) yield* putBack(context, id, progress);
  return yield* endRun(context, id, progress, ending);
}

function* pursue(context: OrchestrationContext, id: string, progress: Progress): Steps<Ending> {
  const next = () => ({ id, sequence: progress.sequence++, now: timeOf(context) });
  const cancelled = ({ by, seen }: { by: string; seen: number }): Ending => {
    progress.seen = seen;
    return { kind: 'cancelled', by };
  };
  const inspection = yield* call(context, 'inspect', next(), waitHearing);
  if (inspection.kind === 'cancelled') return cancelled(inspection);
  if (inspection.kind === 'hopeless') return { kind: 'stopped', verdict: inspection.verdict };

  const plan = yield* call(context, 'plan', next(), waitHearing);
  if (plan.cancelled) return cancelled(plan.cancelled);
  if (plan.purpose === 'dryRun') return { kind: 'planned' };
  if (plan.verdict) return { kind: 'stopped', verdict: plan.verdict };

  if (plan.decideBy !== undefined) {
    const refusal = yield* waitForApproval(context, id, progress, Date.parse(plan.decideBy));
    if (refusal) return refusal;
  }
  const byHand = [...plan.byHand];
  let hopeless: Ending | undefined;
  let isUnseen = false;
  for (const document of plan.documents) {
    const applied = yield* call(context, 'apply', { ...next(), document }, waitHearing);
    if (applied.kind === 'cancelled') return cancelled(applied);
    if (applied.kind === 'byHand') byHand.unshift(...applied.controls);
    if (applied.kind === 'hopeless') hopeless ??= { kind: 'stopped', verdict: applied.verdict };
    isUnseen ||= applied.kind === 'applied' && applied.isUnseen === true;
    // A way back goes on with the rest: what moved, or may not be written, is left alone and reported.
    if (plan.purpose === 'undo') continue;
    if (applied.kind === 'refused') return { kind: 'refused', verdict: applied.verdict };
    if (hopeless) return hopeless;
  }
  if (plan.purpose === 'undo') {
    const late = isUnseen ? yield* awaitSeen(context, id, progress.sequence, false) : undefined;
    if (late) progress.sequence = late.sequence;
    return hopeless ?? (late?.verdict ? { kind: 'stopped', verdict: late.verdict } : { kind: 'undone' });
  }
  return yield* prove(context, id, progress, plan, byHand);
}

/** Answers how the run ends where the plan must not be carried out. */
function* waitForApproval(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  expiresAt: number,
): Steps<Ending | undefined> {
  const approval: Approval = { id, ...progress, expiresAt, wakeAt: timeOf(context), isDue: false };
  const decided = (yield context.df.callSubOrchestrator(
    APPROVAL_ROOM,
    approval,
    approvalRoomOf(id),
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
  { target, deadlineHours }: ValueOf<'plan'>,
  byHand: ValueOf<'plan'>['byHand'],
): Steps<Ending> {
  const now = timeOf(context);
  const proof = startProof(target, now, deadlineHours, now, byHand);
  const wait: Wait = { id, ...progress, proof, wakeAt: now, isDue: false };
  const waited = (yield context.df.callSubOrchestrator(WAITING_ROOM, wait, roomOf(id))) as WaitResult;
  progress.sequence = waited.sequence;
  progress.seen = waited.seen;
  if (waited.end.kind === 'broken') throw brokenOff(waited.end);
  return { ...waited.end, rung: waited.proof.rung, isConfirmed: waited.proof.confirmedAt !== undefined };
}

/** What a wait could not get past ends the run as anything else does that breaks it. */
const brokenOff = ({ message, raw }: { message: string; raw?: unknown }): ActivityFailed =>
  new ActivityFailed({ reason: message, raw });
