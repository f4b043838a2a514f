import type { OrchestrationContext } from 'durable-functions';
import { LONGEST_LAG_WAIT, nextReadingAfter } from '../../domain/proof/reading-lag';
import type { Verdict } from '../../domain/diagnosis/verdict';
import { call, timeOf, type Steps } from '../engine/call-activity';

export interface Seen {
  /** The number of the next step. */
  sequence: number;
  /** What no reading shows yet, although Microsoft accepted it; absent where everything was seen. */
  verdict?: Verdict;
}

/**
 * Waits until a reading shows what was written back, or for four hours: a reading that may be old proves neither that it
 * is back nor that it is not. Hears a cancel at its next look.
 */
export function* awaitSeen(
  context: OrchestrationContext,
  id: string,
  sequence: number,
  isUndo: boolean,
): Steps<Seen> {
  const lastAt = timeOf(context) + LONGEST_LAG_WAIT;
  for (let looks = 0; ; looks++) {
    yield context.df.createTimer(new Date(nextReadingAfter(looks, timeOf(context))));
    const isLast = timeOf(context) >= lastAt;
    const { isOver, verdict } = yield* call(context, 'checkUndo', { id, sequence, isUndo, isLast });
    if (isOver) return { sequence: sequence + 1, ...(verdict && { verdict }) };
  }
}
