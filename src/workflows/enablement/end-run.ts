import type { OrchestrationContext } from 'durable-functions';
import type { CleanUp } from '../../domain/enablement/outcome';
import type { RunEnd } from '../../domain/enablement/decide-outcome';
import { ActivityFailed, call, type Steps } from '../engine/call-activity';

/** Where a run stands: the number of its next step, and the last command it took notice of. */
export interface Progress {
  sequence: number;
  seen: number;
}

/** Cleans up, says how it ended, and closes: whatever of it fails, the next is done. */
export function* endRun(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  runEnd: RunEnd,
  takesOver = false,
): Steps<{ outcome: string }> {
  const cleanUp = yield* cleanedUp(context, id, progress, takesOver);
  const { sequence, seen } = progress;
  return yield* call(context, 'closeRun', {
    id,
    sequence,
    seen,
    runEnd,
    cleanUp,
    ...(takesOver && { takesOver }),
  });
}

function* cleanedUp(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  takesOver: boolean,
): Steps<CleanUp> {
  const { sequence } = progress;
  try {
    const cleanUp = yield* call(context, 'cleanUp', { id, sequence, ...(takesOver && { takesOver }) });
    progress.sequence++;
    return cleanUp;
  } catch (error) {
    const { message } = yield* recorded(context, id, progress, error);
    return { removed: [], left: [`what the test made, if anything (${message})`] };
  }
}

/** Records what went wrong, in its own words, as a step of the run. */
export function* recorded(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  error: unknown,
): Steps<{ message: string }> {
  const message = error instanceof Error ? error.message : String(error);
  const raw = error instanceof ActivityFailed ? error.defect.raw : undefined;
  try {
    const defect = { id, message, ...(raw !== undefined && { raw }) };
    progress.sequence = yield* call(context, 'recordDefect', defect);
  } catch {
    // It cannot even be recorded: the end of the run says it in words, and nothing may keep the run from its end.
  }
  return { message };
}
