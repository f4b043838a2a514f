import type { OrchestrationContext } from 'durable-functions';
import type { Decision } from '../../domain/enablement/decision';
import { ask, type Steps } from '../engine/call-activity';
import { waitLoop, type WaitState } from '../engine/wait-loop';

/** What the room knows. Plain JSON: all that survives from one generation to the next. */
export interface Approval extends WaitState {
  id: string;
  /** The number of the next step this run records. */
  sequence: number;
  /** The last command taken notice of. */
  seen: number;
  /** When nobody can agree any more. Milliseconds. */
  expiresAt: number;
}

/** How the wait ended: with a decision, or with what it could not get past. */
type ApprovalEnd = Decision | { kind: 'broken'; message: string; raw?: unknown };

export type ApprovalResult = Approval & { end: ApprovalEnd };
const HOUR = 3_600_000;
const GRACE = 2 * HOUR;

/** Waits until a second person has decided about the plan, or nobody did in time. */
export function* waitForApproval(context: OrchestrationContext): Steps<ApprovalResult | undefined> {
  return yield* waitLoop<Approval, ApprovalEnd>(context, {
    *check(approval, now) {
      const { id, sequence, seen, expiresAt } = approval;
      const answer = yield* ask(context, 'checkDecision', { id, sequence, seen, expiresAt, now });
      if (answer.kind !== 'done') return answer;
      const updates = answer.value;
      approval.seen = updates.seen;
      approval.sequence = updates.sequence;
      // A wake signal that nobody heard delays a decision by an hour, not until it is too late.
      const next = Math.min(expiresAt, now + HOUR);
      return { kind: 'done', value: { wakeAt: next, ...(updates.end && { end: updates.end }) } };
    },
    giveUpAt: ({ expiresAt }) => expiresAt + GRACE,
    gaveUp: ({ reason, raw }) => ({ kind: 'broken', message: reason, raw }),
  });
}
