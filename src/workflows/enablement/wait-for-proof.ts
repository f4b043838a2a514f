import type { OrchestrationContext } from 'durable-functions';
import { isPutOff, wakeAt, type Proof } from '../../domain/proof/proof';
import { ask, LONGEST_SLEEP, type Steps } from '../engine/call-activity';
import { waitLoop, type WaitState } from '../engine/wait-loop';
import type { WaitEnd } from './wait-end';

/** What the room knows. Plain JSON: all that survives from one generation to the next. */
export interface Wait extends WaitState {
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
export function* waitForProof(context: OrchestrationContext): Steps<WaitResult | undefined> {
  return yield* waitLoop<Wait, WaitEnd>(context, {
    *check(wait, now) {
      const { id, sequence, seen, proof } = wait;
      const answer = yield* ask(context, 'checkProof', { id, sequence, seen, proof, now });
      if (answer.kind !== 'done') return answer;
      const updates = answer.value;
      wait.proof = updates.proof;
      wait.seen = updates.seen;
      wait.sequence = updates.sequence;
      const due = wakeAt(wait.proof);
      // However long Microsoft wants to be left in peace, nothing sleeps that long.
      const next = isPutOff(wait.proof, now) ? Math.min(due, now + LONGEST_SLEEP) : due;
      return { kind: 'done', value: { wakeAt: next, ...(updates.end && { end: updates.end }) } };
    },
    giveUpAt: ({ proof }) => proof.deadline + GRACE,
    gaveUp: ({ reason, raw }) => ({ kind: 'broken', message: reason, raw }),
  });
}
