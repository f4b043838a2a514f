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
  WAITING_ROOM,
} from './names';
import { startRun } from './start-run';
import { summonCourier } from './summon-courier';
import { waitingRoom } from './waiting-room';

/** Says of a fault when, and how often at most, it is worth trying again, or undefined when it is not. */
export type RetryAdvice = (
  fault: unknown,
) => { retryAt: string; reason: string; atMost?: number } | undefined;

/** An activity, with what it may be handed besides its input. */
type Act = (input: unknown, summon: Summon, log: Log, histories: Histories) => Promise<unknown>;

/** Registers every workflow and activity, once. Here, and only here, a busy service becomes a value. */
export function registerWorkflows(activities: Activities, adviseRetry: RetryAdvice): void {
  df.app.orchestration(ENABLE_COLLABORATION, enableCollaboration);
  df.app.orchestration(APPROVAL_ROOM, approvalRoom);
  df.app.orchestration(WAITING_ROOM, waitingRoom);
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
        if (advice === undefined) throw fault;
        return { kind: 'busy', ...advice };
      }
    };
    df.app.activity(name, { handler, extraInputs: [df.input.durableClient()] });
  }
}
