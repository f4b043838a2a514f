import type { Step, StepReport } from '../../enablement/step';
import type { Ending } from '../../enablement/outcome';
import { numberAfter } from './next-number';
import { recordBegun } from './record-begun';
import { endingIn } from './recover-from';
import type { Tools } from './tools';
import { say } from '../../texts/say';

/** Whether a run came to its end already, and the number of its next step. */
export interface TakenOver {
  isClosed: boolean;
  sequence: number;
  /** How it had ended before it broke off. */
  ending: Ending;
}

/** Marks a run as ended from outside, before anything is done for it: from here on nobody else acts for it. */
export function takeOverActivity(tools: Tools) {
  const { store, now } = tools;

  return async ({ id }: { id: string }): Promise<TakenOver> => {
    const isClosed = (await store.takeOver(id, now().toISOString())) === 'closed';
    // Its own end may have been cut short behind the last word.
    if (isClosed) await store.release(id);
    else await recordBegun(tools, id);
    const { steps, unreadable } = await store.legibleSteps(id);
    return { isClosed, sequence: numberAfter({ steps, unreadable }), ending: endingIn(steps, unreadable) };
  };
}

/** What was tried several times, and why it went wrong each time. */
export interface Defect {
  message: string;
  raw?: unknown;
}

/** So many are recorded of a run: whoever fails more often tells nothing new. */
const MOST_DEFECTS = 20;

/** Records what a run could not get past, in its own words; answers the number of the next step. */
export function recordDefectActivity(tools: Tools) {
  const { store, now } = tools;

  return async ({ id, message, raw }: { id: string } & Defect): Promise<number> => {
    await recordBegun(tools, id);
    const read = await store.legibleSteps(id);
    const at = now().toISOString();
    const report: StepReport = {
      kind: 'failed',
      started: at,
      ended: at,
      ...say('step.cannotContinue', { message }),
      result: { message },
      requestIds: [],
      ...(raw !== undefined && { error: raw }),
    };
    const next = numberAfter(read);
    // An activity may run again, and this has no number of its own; and what fails in each sweep is said once.
    const earlier = read.steps.filter(({ kind }) => kind === 'failed');
    if (earlier.length >= MOST_DEFECTS || earlier.some((step) => isOf(report, step))) return next;
    for (let sequence = next; ; sequence++) {
      const step = await store.record(id, sequence, report);
      if (isOf(report, step)) return step.sequence + 1;
    }
  };
}

const isOf = ({ kind, text }: StepReport, step: Step): boolean => step.kind === kind && step.text === text;
