import type { OrchestrationContext } from 'durable-functions';
import { call, type Steps } from './call-activity';
import { putBack } from './put-back';

/**
 * Ends a run that cannot end itself, because it was terminated or failed in the framework, where no clean-up of its
 * own runs. Puts back what it was asked to, cleans up after it, closes its row and frees the tenant; its waiting room
 * sees the closed row and ends.
 */
export function* mopUp(context: OrchestrationContext): Steps<{ outcome: string }> {
  const { id } = context.df.getInput<{ id: string }>() ?? { id: '' };
  let sequence = yield* putBack(context, id, yield* call(context, 'countSteps', { id }));
  const cleanUp = yield* call(context, 'cleanUp', { id, sequence: sequence++ });
  return yield* call(context, 'close', { id, sequence, seen: 0, ending: { kind: 'closed' }, cleanUp });
}
