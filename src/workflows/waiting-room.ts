import type { OrchestrationContext } from 'durable-functions';
import { isPutOff, wakeAt, type Proof } from '../enablement/proof';
import { ask, LONGEST_SLEEP, type Steps } from './call-activity';
import { keepRoom, type RoomState } from './room';
import type { WaitEnd } from './wait-end';

/** What the room knows. Plain JSON: all that survives from one generation to the next. */
export interface Wait extends RoomState {
  id: string;
  /** The number of the next step this run records. */
  sequence: number;
  /** The last command taken notice of. */
  seen: number;
  proof: Proof;
}

export type WaitResult = Wait & { end: WaitEnd };
/** A room that cannot look any more must still end some time after its deadline. */
const GRACE = 2 * 3_600_000;

/** Waits until the proof is complete, hopeless or unwanted. */
export function* waitingRoom(context: OrchestrationContext): Steps<WaitResult | undefined> {
  return yield* keepRoom<Wait, WaitEnd>(context, {
    *look(wait, now) {
      const { id, sequence, seen, proof } = wait;
      const answer = yield* ask(context, 'look', { id, sequence, seen, proof, now });
      if (answer.kind !== 'done') return answer;
      const news = answer.value;
      wait.proof = news.proof;
      wait.seen = news.seen;
      wait.sequence = news.sequence;
      const due = wakeAt(wait.proof);
      // However long Microsoft wants to be left in peace, nothing sleeps that long.
      const next = isPutOff(wait.proof, now) ? Math.min(due, now + LONGEST_SLEEP) : due;
      return { kind: 'done', value: { wakeAt: next, ...(news.end && { end: news.end }) } };
    },
    lastMoment: ({ proof }) => proof.deadline + GRACE,
    gaveUp: ({ reason, raw }) => ({ kind: 'broken', message: reason, raw }),
  });
}
