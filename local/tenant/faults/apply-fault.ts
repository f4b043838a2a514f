import { graphError, type Answer, type Outgoing } from '../answers';
import type { Fault } from './call-fault';
import { garbled } from './garbled-answer';
import type { Queue } from './call-queue';

export interface FaultSurroundings {
  /** Lets simulated time pass while a call is under way. */
  pass: (milliseconds: number) => Promise<void>;
  /** Has something done at a later time, of the tenant's own clock. */
  later: (milliseconds: number, work: () => void) => void;
  queue: Queue;
  /** Told of an answer that throttles, in milliseconds. */
  onPutOff: (milliseconds: number) => void;
}

/**
 * One call under a fault.
 * @param perform does what was asked and logs it, with a word about what became of its answer
 * @param skip logs that it was not done, and why
 */
export async function suffer(
  fault: Fault,
  perform: (note: string) => Promise<Answer>,
  skip: (note: string) => Answer,
  { pass, later, queue, onPutOff }: FaultSurroundings,
): Promise<Outgoing> {
  const words = inWords(fault);
  const half = (): Answer | Promise<Answer> =>
    'when' in fault && fault.when === 'before' ? skip(words) : perform(words);
  switch (fault.kind) {
    case 'cut': {
      const answer = await half();
      return fault.atByte === undefined ? 'lost' : { ...answer, cutAt: fault.atByte };
    }
    case 'delay': {
      if (fault.when === 'before') await pass(fault.seconds * 1000);
      const answer = await perform(words);
      if (fault.when === 'after') await pass(fault.seconds * 1000);
      return answer;
    }
    case 'late':
      later(fault.seconds * 1000, () => void perform(words));
      return 'lost';
    case 'repeat': {
      const first = await perform(words);
      const last = await perform(words);
      return fault.answer === 'first' ? first : last;
    }
    case 'reorder':
      await queue.letNextGoFirst();
      return perform(words);
    case 'garble':
      return garbled(await half(), fault.as);
    case 'answer': {
      await half();
      const { status, retryAfterSeconds: seconds } = fault;
      if (seconds !== undefined) onPutOff(seconds * 1000);
      const code = status === 429 ? 'TooManyRequests' : 'ServiceUnavailable';
      const headers: Record<string, string> = seconds === undefined ? {} : { 'retry-after': String(seconds) };
      return { ...graphError(status, code, 'The service is unavailable.'), headers };
    }
  }
}

/** `cut after the effect`, as the log says it. */
function inWords(fault: Fault): string {
  const detail =
    fault.kind === 'garble' ? ` as ${fault.as}` : fault.kind === 'answer' ? ` ${fault.status}` : '';
  const moment = 'when' in fault ? ` ${fault.when} the effect` : '';
  return `fault: ${fault.kind}${detail}${moment}`;
}
