import type { Step, StepReport } from '../../enablement/step';
import type { Ending } from '../../enablement/outcome';
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
    const steps = await store.steps(id);
    return { isClosed, sequence: steps.length, ending: endingIn(steps) };
  };
}

/** What was tried several times, and why it went wrong each time. */
export interface Defect {
  message: string;
  raw?: unknown;
}

/** Records what a run could not get past, in its own words; answers the number of the next step. */
export function recordDefectActivity(tools: Tools) {
  const { store, now } = tools;

  return async ({ id, message, raw }: { id: string } & Defect): Promise<number> => {
    await recordBegun(tools, id);
    const steps = await store.steps(id);
    const last = steps.at(-1);
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
    // An activity may run again, and this has no number of its own.
    if (last && isOf(report, last)) return last.sequence + 1;
    for (let sequence = steps.length; ; sequence++) {
      const step = await store.record(id, sequence, report);
      if (isOf(report, step)) return step.sequence + 1;
    }
  };
}

const isOf = ({ kind, text }: StepReport, step: Step): boolean => step.kind === kind && step.text === text;
