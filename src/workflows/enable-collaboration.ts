import type { OrchestrationContext } from 'durable-functions';
import type { Ending } from '../enablement/outcome';
import { startProof } from '../enablement/proof';
import { call, timeOf, type Steps } from './call-activity';
import { roomOf, type Wait, type WaitResult } from './waiting-room';

/** Where a run stands: the number of its next step, and the last command it took notice of. */
interface Progress {
  sequence: number;
  seen: number;
}

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
  const cleanUp = yield* call(context, 'cleanUp', { id, sequence: progress.sequence++ });
  const { sequence, seen } = progress;
  return yield* call(context, 'close', { id, sequence, seen, ending, cleanUp });
}

function* pursue(context: OrchestrationContext, id: string, progress: Progress): Steps<Ending> {
  const inspection = yield* call(context, 'inspect', { id, sequence: progress.sequence++ });
  if (inspection.kind === 'hopeless') return { kind: 'stopped', verdict: inspection.verdict };

  const plan = yield* call(context, 'plan', { id, sequence: progress.sequence++ });
  if (plan.isDryRun) return { kind: 'planned' };

  for (const document of plan.documents) {
    const applied = yield* call(context, 'apply', {
      id,
      sequence: progress.sequence++,
      document,
      now: timeOf(context),
    });
    if (applied.kind === 'cancelled') {
      progress.seen = applied.seen;
      return { kind: 'cancelled', by: applied.by };
    }
    if (applied.kind === 'refused') return { kind: 'refused', verdict: applied.verdict };
    if (applied.kind === 'hopeless') return { kind: 'stopped', verdict: applied.verdict };
  }

  const now = timeOf(context);
  const proof = startProof(plan.target, now, plan.deadlineHours, now);
  const wait: Wait = { id, ...progress, proof, wakeAt: now, isDue: false };
  const waited = (yield context.df.callSubOrchestrator('waitingRoom', wait, roomOf(id))) as WaitResult;
  progress.sequence = waited.sequence;
  progress.seen = waited.seen;
  return { ...waited.end, rung: waited.proof.rung, isConfirmed: waited.proof.confirmedAt !== undefined };
}
