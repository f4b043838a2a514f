import type { Step, StepReport } from '../../../../domain/enablement/step';
import type { RunEnd } from '../../../../domain/enablement/decide-outcome';
import { numberAfter } from '../../../context/next-number';
import { recordInterruptedWrite } from '../apply/record-interrupted-write';
import { runEndIn } from './recover-outcome';
import type { TenantContext } from '../../../context/tenant-context';
import { say } from '../../../../texts/say';

/** Whether a run came to its end already, and the number of its next step. */
export interface TakenOver {
  isClosed: boolean;
  sequence: number;
  /** How it had ended before it broke off. */
  runEnd: RunEnd;
}

/** Marks a run as ended from outside, before anything is done for it: from here on nobody else acts for it. */
export function takeOverActivity(tenantContext: TenantContext) {
  const { store, now } = tenantContext;

  return async ({ id }: { id: string }): Promise<TakenOver> => {
    const isClosed = (await store.takeOver(id, now().toISOString())) === 'closed';
    // Its own end may have been cut short behind the last word.
    if (isClosed) await store.release(id);
    else await recordInterruptedWrite(tenantContext, id);
    const { steps, unreadable } = await store.legibleSteps(id);
    return { isClosed, sequence: numberAfter({ steps, unreadable }), runEnd: runEndIn(steps, unreadable) };
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
export function recordDefectActivity(tenantContext: TenantContext) {
  const { store, now } = tenantContext;

  return async ({ id, message, raw }: { id: string } & Defect): Promise<number> => {
    await recordInterruptedWrite(tenantContext, id);
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
