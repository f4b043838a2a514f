import type { OrchestrationContext } from 'durable-functions';
import { call, timeOf, type Steps } from './call-activity';

/**
 * Puts back what a failed run wrote, where its request asks for that. What goes wrong on the way is left, and told by
 * the conclusion: clean-up comes next, whatever happens. Answers the number of the next step.
 */
export function* putBack(context: OrchestrationContext, id: string, next: number): Steps<number> {
  let sequence = next;
  try {
    if (!(yield* call(context, 'wantsUndo', { id }))) return sequence;
    const documents = yield* call(context, 'planUndo', { id, sequence: sequence++, now: timeOf(context) });
    for (const document of documents)
      yield* call(context, 'apply', {
        id,
        sequence: sequence++,
        document,
        now: timeOf(context),
        isUndo: true,
      });
    return sequence;
  } catch {
    return yield* call(context, 'countSteps', { id });
  }
}
