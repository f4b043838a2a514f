import type { OrchestrationContext } from 'durable-functions';
import { awaitSeen } from './wait-for-readings';
import { call, timeOf, type Steps } from '../engine/call-activity';
import { recorded, type Progress } from './end-run';

/**
 * Undoes what a failed run wrote, where its request asks for that. What goes wrong on the way is left, and told by
 * the conclusion: clean-up comes next, whatever happens.
 * @param takesOver whether the run is ended from outside
 */
export function* undoChanges(
  context: OrchestrationContext,
  id: string,
  progress: Progress,
  takesOver = false,
): Steps<void> {
  const more = takesOver ? { takesOver } : {};
  try {
    if (!(yield* call(context, 'wantsUndo', { id }))) return;
    const planning = { id, sequence: progress.sequence++, now: timeOf(context), ...more };
    const documents = yield* call(context, 'planUndo', planning);
    let isUnseen = false;
    for (const document of documents) {
      const sequence = progress.sequence++;
      const input = { id, sequence, document, now: timeOf(context), isUndo: true, ...more };
      const applied = yield* call(context, 'applyDocument', input);
      isUnseen ||= applied.kind === 'applied' && applied.isUnseen === true;
    }
    if (isUnseen) progress.sequence = (yield* awaitSeen(context, id, progress.sequence, true)).sequence;
  } catch (error) {
    yield* recorded(context, id, progress, error);
  }
}
