import type { OrchestrationContext, Task } from 'durable-functions';
import { startProof } from '../../../src/domain/proof/proof';
import { waitForApproval } from '../../../src/workflows/enablement/wait-for-approval';
import type { Answer, Steps } from '../../../src/workflows/engine/call-activity';
import { waitWhileThrottled } from '../../../src/workflows/engine/wait-while-throttled';
import { waitForProof } from '../../../src/workflows/enablement/wait-for-proof';

const HOUR = 3_600_000;
const AWAY: Answer<never> = {
  kind: 'throttled',
  service: 'records',
  retryAt: new Date(0).toISOString(),
  reason: 'away',
};
const DEFECT: Answer<never> = { kind: 'defect', reason: 'Something is wrong.', raw: { status: 200 } };
const STATE = { id: 'en-1', sequence: 3, seen: 0, wakeAt: 0, isDue: false };

interface Waited {
  end: unknown;
  /** When it looked; milliseconds. */
  looks: number[];
  /** The longest it meant to sleep at a time. */
  longestSleep: number;
}

/**
 * Goes through the generations of a wait as the platform does, where every look gets the same answer, and a wake signal
 * comes as often as is said.
 */
function live(
  room: (context: OrchestrationContext) => Steps<{ end: unknown } | undefined>,
  input: Record<string, unknown>,
  answer: Answer<never>,
  signalEvery = Infinity,
): Waited {
  const looks: number[] = [];
  let [state, now, longestSleep, nextSignal] = [input, 0, 0, signalEvery];
  for (let generation = 0; generation < 10_000; generation++) {
    let next: Record<string, unknown> | undefined;
    const signal = { signal: true };
    const df = {
      getInput: () => ({ ...state }),
      get currentUtcDateTime() {
        return new Date(now);
      },
      callActivity: () => ({ activity: true }),
      waitForExternalEvent: () => signal,
      createTimer: (at: Date) => ({ at: at.getTime(), cancel: () => undefined }),
      continueAsNew: (given: Record<string, unknown>) => (next = given),
      Task: { any: (tasks: unknown[]) => ({ tasks }) },
    };
    const steps = room({ df } as unknown as OrchestrationContext);
    let turn = steps.next();
    while (!turn.done) {
      const { tasks } = turn.value as Task & { tasks?: unknown[] };
      if (tasks === undefined) {
        looks.push(now);
        turn = steps.next(answer);
        continue;
      }
      const timer = tasks.find((one) => one !== signal) as { at: number };
      longestSleep = Math.max(longestSleep, timer.at - now);
      const isWoken = nextSignal < timer.at;
      now = isWoken ? nextSignal : timer.at;
      if (isWoken) nextSignal += signalEvery;
      turn = steps.next(isWoken ? signal : timer);
    }
    if (turn.value !== undefined) return { end: turn.value.end, looks, longestSleep };
    if (next === undefined) throw new Error('It ended with nothing.');
    state = JSON.parse(JSON.stringify(next)) as Record<string, unknown>;
  }
  throw new Error('It never ended.');
}

const waiting = { ...STATE, proof: startProof(3, 0, 1, 0) };
const deciding = { ...STATE, expiresAt: 72 * HOUR };

describe('a wait that cannot look', () => {
  it.each([
    ['for the proof', waitForProof, waiting, 3 * HOUR],
    ['for a decision', waitForApproval, deciding, 74 * HOUR],
  ])('%s gives up two hours after its time, and says that it was the records', (_, room, input, last) => {
    const { end, looks } = live(room, input, AWAY);
    expect(end).toMatchObject({
      kind: 'broken',
      message: 'The records could not be read until after the deadline.',
    });
    expect(looks.at(-1)).toBeGreaterThan(last);
    expect(looks.at(-1)).toBeLessThanOrEqual(last + 60_000);
  });

  it('for a busy service is over when its time is', () => {
    const { end, looks, longestSleep } = live(waitWhileThrottled, { ...STATE, until: 5 * HOUR }, AWAY);
    expect([end, looks.at(-1)]).toEqual(['over', 5 * HOUR - 60_000]);
    expect(longestSleep).toBeLessThanOrEqual(HOUR);
  });
});

describe('a wait whose look is broken', () => {
  it.each([
    ['for the proof', waitForProof, waiting],
    ['for a decision', waitForApproval, deciding],
  ])('%s tries three times, with pauses, and ends with its own words', (_, room, input) => {
    const { end, looks } = live(room, input, DEFECT);
    expect(end).toEqual({ kind: 'broken', message: 'Something is wrong.', raw: { status: 200 } });
    expect(looks).toEqual([0, 5 * 60_000, 35 * 60_000]);
  });

  it('does not use up its tries where it is woken before its time', () => {
    const { looks } = live(waitForProof, waiting, DEFECT, 60_000);
    expect(looks.at(-1)).toBe(35 * 60_000);
  });
});
