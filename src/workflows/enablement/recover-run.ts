import type { OrchestrationContext } from 'durable-functions';
import { ActivityFailed, call, type Steps, type ValueOf } from '../engine/call-activity';
import { endRun, type Progress } from './end-run';
import { WAKE_RUN } from '../engine/names';
import { undoChanges } from './undo-changes';

/**
 * Ends a run that cannot end itself, because it was terminated or failed in the framework, where no clean-up of its
 * own runs. First it takes the run over, so that nothing else acts for it any more, and has those that wait for it look
 * and end. Then it undoes what it was asked to, cleans up, closes the row and frees the tenant.
 */
export function* recoverRun(context: OrchestrationContext): Steps<{ outcome: string }> {
  const { id } = context.df.getInput<{ id: string }>() ?? { id: '' };
  const { isClosed, sequence, runEnd } = yield* takenOver(context, id);
  yield context.df.callActivity(WAKE_RUN, { id });
  if (isClosed) return { outcome: 'closed' };
  const progress: Progress = { sequence, seen: 0 };
  if (runEnd.kind !== 'proven') yield* undoChanges(context, id, progress, true);
  return yield* endRun(context, id, progress, runEnd, true);
}

/** What fails while the run is taken over keeps it from nothing: that it is was written down before anything else. */
function* takenOver(context: OrchestrationContext, id: string): Steps<ValueOf<'takeOver'>> {
  try {
    return yield* call(context, 'takeOver', { id });
  } catch (error) {
    if (!(error instanceof ActivityFailed)) throw error;
    return { isClosed: false, sequence: 0, runEnd: { kind: 'broken', message: error.message } };
  }
}
