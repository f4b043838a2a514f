import type { ActivityHandler } from 'durable-functions';
import * as df from 'durable-functions';
import { inOneLine, type Log } from '../enablement/log-event';
import type { Activities } from './activities';
import { auditLane, auditTenants } from './audit-tenants';
import type { ActivityName, Answer } from './call-activity';
import type { Summon } from './activities/announce';
import { courier } from './courier';
import { enableCollaboration } from './enable-collaboration';
import { historiesOf, type Histories } from './histories';
import { keepHouse } from './keep-house';
import { mopUp } from './mop-up';
import { approvalRoom } from './approval-room';
import { makeCanary } from './make-canary';
import {
  APPROVAL_ROOM,
  AUDIT_LANE,
  AUDIT_TENANTS,
  BEGIN_RUN,
  COURIER,
  ENABLE_COLLABORATION,
  HOUSEKEEPING,
  MAKE_CANARY,
  MOP_UP,
  THROTTLED_WAIT,
  WAITING_ROOM,
  WAKE_UP,
} from './names';
import { rawOf } from './raw-of';
import { startRun } from './start-run';
import { summonCourier } from './summon-courier';
import { throttledWait } from './throttled-wait';
import { waitingRoom } from './waiting-room';
import { wakeUp } from './wake-up';

/** What a fault means for whoever met it; undefined where it is a mistake of ours. */
export type RetryAdvice = (fault: unknown) => Advice | undefined;

interface Advice {
  service: 'microsoft' | 'records';
  retryAt: string;
  reason: string;
  /** An answer nobody understands: worth another try or two, and no more. */
  isDefect?: boolean;
}

/** An activity, with what it may be handed besides its input. */
type Act = (input: unknown, summon: Summon, log: Log, histories: Histories) => Promise<unknown>;

/** Registers every workflow and activity, once. Here, and only here, what they throw becomes a value. */
export function registerWorkflows(activities: Activities, adviseRetry: RetryAdvice): void {
  df.app.orchestration(ENABLE_COLLABORATION, enableCollaboration);
  df.app.orchestration(APPROVAL_ROOM, approvalRoom);
  df.app.orchestration(WAITING_ROOM, waitingRoom);
  df.app.orchestration(THROTTLED_WAIT, throttledWait);
  df.app.orchestration(MOP_UP, mopUp);
  df.app.orchestration(MAKE_CANARY, makeCanary);
  df.app.orchestration(AUDIT_TENANTS, auditTenants);
  df.app.orchestration(AUDIT_LANE, auditLane);
  df.app.orchestration(COURIER, courier);
  df.app.orchestration(HOUSEKEEPING, keepHouse);

  df.app.activity(BEGIN_RUN, {
    handler: ({ id }: { id: string }, context) => startRun(df.getClient(context), id, context),
    extraInputs: [df.input.durableClient()],
  });
  df.app.activity(WAKE_UP, {
    handler: ({ id }: { id: string }, context) => wakeUp(df.getClient(context), id, context),
    extraInputs: [df.input.durableClient()],
  });
  for (const name of Object.keys(activities) as ActivityName[]) {
    const act = activities[name] as Act;
    const handler: ActivityHandler = async (input, context): Promise<Answer<unknown>> => {
      const client = df.getClient(context);
      const summon: Summon = (id, about) => summonCourier(client, id, context, about);
      const log: Log = (entry) => context.log(inOneLine(entry));
      try {
        return { kind: 'done', value: await act(input, summon, log, historiesOf(client)) };
      } catch (fault) {
        const advice = adviseRetry(fault);
        if (advice && !advice.isDefect) return { kind: 'busy', ...advice };
        context.error(`${name} failed (invocation ${context.invocationId})`, fault);
        const reason = fault instanceof Error ? fault.message : String(fault);
        return { kind: 'defect', reason, raw: rawOf(fault) };
      }
    };
    df.app.activity(name, { handler, extraInputs: [df.input.durableClient()] });
  }
}
