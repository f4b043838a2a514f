import type { OrchestrationContext } from 'durable-functions';
import type { Decision } from '../enablement/decision';
import { ask, type Steps } from './call-activity';
import { keepRoom, type RoomState } from './room';

/** What the room knows. Plain JSON: all that survives from one generation to the next. */
export interface Approval extends RoomState {
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
export function* approvalRoom(context: OrchestrationContext): Steps<ApprovalResult | undefined> {
  return yield* keepRoom<Approval, ApprovalEnd>(context, {
    *look(approval, now) {
      const { id, sequence, seen, expiresAt } = approval;
      const answer = yield* ask(context, 'lookForDecision', { id, sequence, seen, expiresAt, now });
      if (answer.kind !== 'done') return answer;
      const news = answer.value;
      approval.seen = news.seen;
      approval.sequence = news.sequence;
      // A bell that nobody heard delays a decision by an hour, not until it is too late.
      const next = Math.min(expiresAt, now + HOUR);
      return { kind: 'done', value: { wakeAt: next, ...(news.end && { end: news.end }) } };
    },
    lastMoment: ({ expiresAt }) => expiresAt + GRACE,
    gaveUp: ({ reason, raw }) => ({ kind: 'broken', message: reason, raw }),
  });
}
