import type { OrchestrationContext } from 'durable-functions';
import type { Verdict } from '../enablement/conclusion';
import { wakeAt, type Proof } from '../enablement/proof';
import { tryCall, type Steps } from './call-activity';
import { keepRoom, type RoomState } from './room';

/** What the room knows. Plain JSON: all that survives from one generation to the next. */
export interface Wait extends RoomState {
  id: string;
  /** The number of the next step this run records. */
  sequence: number;
  /** The last command taken notice of. */
  seen: number;
  proof: Proof;
}

/** Why the wait is over. */
export type WaitEnd =
  | { kind: 'proven' }
  | { kind: 'cancelled'; by: string }
  | { kind: 'stopped'; verdict: Verdict }
  /** Somebody else ended the run: the row is closed. */
  | { kind: 'closed' };

export type WaitResult = Wait & { end: WaitEnd };

/** The id of the room in which a run waits for its proof. */
export const roomOf = (id: string): string => `${id}:wait`;

/** A room that cannot look any more must still end some time after its deadline. */
const GRACE = 2 * 3_600_000;

/** Waits until the proof is complete, hopeless or unwanted. */
export function* waitingRoom(context: OrchestrationContext): Steps<WaitResult | undefined> {
  return yield* keepRoom<Wait, WaitEnd>(context, {
    *look(wait, now) {
      const { id, sequence, seen, proof } = wait;
      const news = yield* tryCall(context, 'look', { id, sequence, seen, proof, now });
      if (news === undefined) return undefined;
      wait.proof = news.proof;
      wait.seen = news.seen;
      wait.sequence = news.sequence;
      return { wakeAt: wakeAt(wait.proof), ...(news.end && { end: news.end }) };
    },
    lastMoment: ({ proof }) => proof.deadline + GRACE,
  });
}
