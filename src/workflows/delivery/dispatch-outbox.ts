import type { OrchestrationContext } from 'durable-functions';
import { ask, type Steps } from '../engine/call-activity';
import { waitLoop, type WaitState } from '../engine/wait-loop';

/** What the outbox dispatcher knows. Plain JSON: all that survives from one generation to the next. */
export interface DispatchTarget extends WaitState {
  id: string;
  /** Whose deliveries it carries: those of a tenant's audits; those of a run when left out. */
  about?: 'audits';
  /** When it last saw the outbox, or began; milliseconds. */
  sawAt: number;
}

/** `gaveUp`: the outbox cannot be worked with, as the log says; the sweeper sends for another. */
export type DispatchEnd = 'commandReceived' | 'gaveUp';
/** Outbox out of reach for so long: it gives up, and the sweeper sends for another. */
const MOST_DARKNESS = 3 * 86_400_000;

/**
 * Carries deliveries until there is nothing more to tell. It is nobody's child: whatever happens to it, and however long it
 * takes, the run or the audit does not know.
 */
export function* dispatchOutbox(
  context: OrchestrationContext,
): Steps<(DispatchTarget & { end: DispatchEnd }) | undefined> {
  return yield* waitLoop<DispatchTarget, DispatchEnd>(context, {
    *check(dispatchTarget, now) {
      if (dispatchTarget.sawAt === 0) dispatchTarget.sawAt = now;
      const { id, about } = dispatchTarget;
      const answer = yield* ask(context, about === 'audits' ? 'deliverAuditEvents' : 'deliverRunEvents', {
        id,
        now,
      });
      if (answer.kind !== 'done') return answer;
      const round = answer.value;
      dispatchTarget.sawAt = now;
      return {
        kind: 'done',
        value: round.isOver ? { wakeAt: now, end: 'commandReceived' } : { wakeAt: round.wakeAt },
      };
    },
    giveUpAt: ({ sawAt }) => sawAt + MOST_DARKNESS,
    gaveUp: () => 'gaveUp',
  });
}
