import type { OrchestrationContext } from 'durable-functions';
import { ActivityFailed, call, type Steps, type ValueOf } from './call-activity';
import { endRun, type Progress } from './end-run';
import { WAKE_UP } from './names';
import { putBack } from './put-back';

/**
 * Ends a run that cannot end itself, because it was terminated or failed in the framework, where no clean-up of its
 * own runs. First it takes the run over, so that nothing else acts for it any more, and has those that wait for it look
 * and end. Then it puts back what it was asked to, cleans up, closes the row and frees the tenant.
 */
export function* mopUp(context: OrchestrationContext): Steps<{ outcome: string }> {
  const { id } = context.df.getInput<{ id: string }>() ?? { id: '' };
  const { isClosed, sequence, ending } = yield* takenOver(context, id);
  yield context.df.callActivity(WAKE_UP, { id });
  if (isClosed) return { outcome: 'closed' };
  const progress: Progress = { sequence, seen: 0 };
  if (ending.kind !== 'proven') yield* putBack(context, id, progress, true);
  return yield* endRun(context, id, progress, ending, true);
}

/** What fails while the run is taken over keeps it from nothing: that it is was written down before anything else. */
function* takenOver(context: OrchestrationContext, id: string): Steps<ValueOf<'takeOver'>> {
  try {
    return yield* call(context, 'takeOver', { id });
  } catch (error) {
    if (!(error instanceof ActivityFailed)) throw error;
    return { isClosed: false, sequence: 0, ending: { kind: 'broken', message: error.message } };
  }
}
