import type { OrchestrationContext } from 'durable-functions';
import type { Ending } from '../enablement/outcome';
import { startProof } from '../enablement/proof';
import { approvalRoomOf, type Approval, type ApprovalResult } from './approval-room';
import { call, timeOf, type Steps, type ValueOf } from './call-activity';
import { APPROVAL_ROOM, WAITING_ROOM } from './names';
import { putBack } from './put-back';
import { roomOf, type Wait, type WaitResult } from './waiting-room';

/** Where a run stands: the number of its next step, and the last command it took notice of. */
interface Progress {
  sequence: number;
  seen: number;
}

/** Ends after which nothing is put back: it went well, or is somebody else's business by now. */
const WELL: readonly Ending['kind'][] = ['proven', 'planned', 'undone', 'closed'];

/** The runbook of one enablement. Whatever happens on the way, it cleans up, records and tells. */
export function* enableCollaboration(context: OrchestrationContext): Steps<{ outcome: string }> {
  const id = context.df.instanceId;
  const progress: Progress = { sequence: 1, seen: 0 };
  let ending: Ending;
  try {
    ending = yield* pursue(context, id, progress);
  } catch (error) {
    ending = { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
    // What was under way may have recorded steps we never heard of.
    progress.sequence = yield* call(context, 'countSteps', { id });
  }
  if (!WELL.includes(ending.kind)) progress.sequence = yield* putBack(context, id, progress.sequence);
  const cleanUp = yield* call(context, 'cleanUp', { id, sequence: progress.sequence++ });
  const { sequence, seen } = progress;
  return yield* call(context, 'close', { id, sequence, seen, ending, cleanUp });
}

function* pursue(context: OrchestrationContext, id: string, progress: Progress): Steps<Ending> {
  const inspection = yield* call(context, 'inspect', {
    id,
    sequence: progress.sequence++,
    now: timeOf(context),
  });
  if (inspection.kind === 'hopeless') return { kind: 'stopped', verdict: inspection.verdict };

  const plan = yield* call(context, 'plan', { id, sequence: progress.sequence++, now: timeOf(context) });
  if (plan.purpose === 'dryRun') return { kind: 'planned' };
  if (plan.verdict) return { kind: 'stopped', verdict: plan.verdict };

  if (plan.decideBy !== undefined) {
    const refusal = yield* waitForApproval(context, id, progress, Date.parse(plan.decideBy));
    if (refusal) return refusal;
  }
  const byHand = [...plan.byHand];
  let hopeless: Ending | undefined;
  for (const document of plan.documents) {
    const input = { id, sequence: progress.sequence++, document, now: timeOf(context) };
    const applied = yield* call(context, 'apply', input);
    if (applied.kind === 'cancelled') {
      progress.seen = applied.seen;
      return { kind: 'cancelled', by: applied.by };
    }
    if (applied.kind === 'byHand') byHand.unshift(...applied.controls);
    if (applied.kind === 'hopeless') hopeless ??= { kind: 'stopped', verdict: applied.verdict };
    // A way back goes on with the rest: what moved, or may not be written, is left alone and reported.
    if (plan.purpose === 'undo') continue;
    if (applied.kind === 'refused') return { kind: 'refused', verdict: applied.verdict };
    if (hopeless) return hopeless;
  }
  if (plan.purpose === 'undo') return hopeless ?? { kind: 'undone' };
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
  return { ...waited.end, rung: waited.proof.rung, isConfirmed: waited.proof.confirmedAt !== undefined };
}
