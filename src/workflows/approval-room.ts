import type { OrchestrationContext } from 'durable-functions';
import type { Decision } from '../enablement/decision';
import { tryCall, type Steps } from './call-activity';
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

export type ApprovalResult = Approval & { end: Decision };

/** The id of the room in which a run waits for a second person. */
export const approvalRoomOf = (id: string): string => `${id}:approval`;

const HOUR = 3_600_000;
const GRACE = 2 * HOUR;

/** Waits until a second person has decided about the plan, or nobody did in time. */
export function* approvalRoom(context: OrchestrationContext): Steps<ApprovalResult | undefined> {
  return yield* keepRoom<Approval, Decision>(context, {
    *look(approval, now) {
      const { id, sequence, seen, expiresAt } = approval;
      const news = yield* tryCall(context, 'lookForDecision', { id, sequence, seen, expiresAt, now });
      if (news === undefined) return undefined;
      approval.seen = news.seen;
      approval.sequence = news.sequence;
      // A bell that nobody heard delays a decision by an hour, not until it is too late.
      return { wakeAt: Math.min(expiresAt, now + HOUR), ...(news.end && { end: news.end }) };
    },
    lastMoment: ({ expiresAt }) => expiresAt + GRACE,
  });
}
