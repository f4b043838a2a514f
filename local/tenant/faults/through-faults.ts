import type { Clock } from '../../clock/clock';
import type { Answer, Outgoing } from '../answers';
import type { Judge } from '../limits/caller-conduct';
import type { LoggedRequest } from '../request-log';
import type { FaultInjector, SelectableCall } from './fault-injector';
import { createQueue } from './call-queue';
import type { ReadingLag } from './reading-lag';
import { suffer } from './apply-fault';

/** What a call that the tenant takes is, before it has an answer. */
type TakenCall = Omit<LoggedRequest, 'status' | 'service'> &
  Pick<SelectableCall, 'service'> & {
    /** Whether it is logged only when something befell it: what is in it is logged by itself. */
    isQuiet?: true;
  };

/** Takes a call past the faults that wait for it to whoever answers it, and writes it into the log. */
export type ThroughFaults = (call: TakenCall, answer: () => Answer | Promise<Answer>) => Promise<Outgoing>;

export function createThroughFaults(parts: {
  injector: FaultInjector;
  lag: ReadingLag;
  pass: (milliseconds: number) => Promise<void>;
  clock: Clock;
  judge: Judge;
  note: (call: LoggedRequest) => void;
}): ThroughFaults {
  const { injector, lag, pass, clock, judge, note } = parts;
  const queue = createQueue();

  return async ({ isQuiet, ...call }, answer) => {
    const { service, method, route } = call;
    const { fault, before, after } = injector.strike(call);
    const perform = async (words?: string): Promise<Answer> => {
      for (const act of before.splice(0)) await actBehindBacks(act);
      if (method !== 'GET') lag.remember(route);
      const done = await (method === 'GET' ? lag.read(route, answer) : answer());
      const time = new Date(clock.now()).toISOString();
      const isSaid = isQuiet !== true || words !== undefined;
      if (isSaid) note({ ...call, time, status: done.status, ...(words !== undefined && { note: words }) });
      for (const act of after.splice(0)) await actBehindBacks(act);
      return done;
    };
    const skip = (words: string): Answer => {
      note({ ...call, status: 503, note: words });
      return { status: 503, body: {} };
    };
    const outgoing = await (fault === undefined
      ? perform()
      : suffer(fault, perform, skip, {
          pass,
          later: (milliseconds, work) => void clock.at(clock.now() + milliseconds, work),
          queue,
          onPutOff: (milliseconds) =>
            judge.putOff({ service, method, route, until: clock.now() + milliseconds }),
        }));
    queue.answered();
    return outgoing;
  };

  async function actBehindBacks(act: () => unknown): Promise<void> {
    lag.remember();
    await act();
  }
}
