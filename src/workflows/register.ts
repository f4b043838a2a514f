import type { ActivityHandler } from 'durable-functions';
import * as df from 'durable-functions';
import { inOneLine, type Log } from '../domain/events/log-event';
import type { Activities } from './activities';
import { auditLane, auditTenants } from './audit/audit-tenants';
import type { ActivityName, Answer } from './engine/call-activity';
import type { Dispatch } from './delivery/activities/emit-event';
import { dispatchOutbox } from './delivery/dispatch-outbox';
import { enableCollaboration } from './enablement/enable-collaboration';
import { historiesOf, type Histories } from './engine/purge-histories';
import { cleanUpTenants } from './cleanup/clean-up-tenants';
import { recoverRun } from './enablement/recover-run';
import { waitForApproval } from './enablement/wait-for-approval';
import { createCanaryTeam } from './test-team/create-canary-team';
import {
  WAIT_FOR_APPROVAL,
  AUDIT_LANE,
  AUDIT_TENANTS,
  START_RUN,
  DISPATCH_OUTBOX,
  ENABLE_COLLABORATION,
  CLEAN_UP_TENANTS,
  CREATE_CANARY_TEAM,
  RECOVER_RUN,
  WAIT_WHILE_THROTTLED,
  WAIT_FOR_PROOF,
  WAKE_RUN,
} from './engine/names';
import { errorDetailsOf } from './engine/error-details';
import { startRun } from './engine/start-run';
import { startDispatcher } from './delivery/start-dispatcher';
import { waitWhileThrottled } from './engine/wait-while-throttled';
import { waitForProof } from './enablement/wait-for-proof';
import { wakeRun } from './engine/wake-run';

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
type Act = (input: unknown, dispatch: Dispatch, log: Log, histories: Histories) => Promise<unknown>;

/** Registers every workflow and activity, once. Here, and only here, what they throw becomes a value. */
export function registerWorkflows(activities: Activities, adviseRetry: RetryAdvice): void {
  df.app.orchestration(ENABLE_COLLABORATION, enableCollaboration);
  df.app.orchestration(WAIT_FOR_APPROVAL, waitForApproval);
  df.app.orchestration(WAIT_FOR_PROOF, waitForProof);
  df.app.orchestration(WAIT_WHILE_THROTTLED, waitWhileThrottled);
  df.app.orchestration(RECOVER_RUN, recoverRun);
  df.app.orchestration(CREATE_CANARY_TEAM, createCanaryTeam);
  df.app.orchestration(AUDIT_TENANTS, auditTenants);
  df.app.orchestration(AUDIT_LANE, auditLane);
  df.app.orchestration(DISPATCH_OUTBOX, dispatchOutbox);
  df.app.orchestration(CLEAN_UP_TENANTS, cleanUpTenants);

  df.app.activity(START_RUN, {
    handler: ({ id }: { id: string }, context) => startRun(df.getClient(context), id, context),
    extraInputs: [df.input.durableClient()],
  });
  df.app.activity(WAKE_RUN, {
    handler: ({ id }: { id: string }, context) => wakeRun(df.getClient(context), id, context),
    extraInputs: [df.input.durableClient()],
  });
  for (const name of Object.keys(activities) as ActivityName[]) {
    const act = activities[name] as Act;
    const handler: ActivityHandler = async (input, context): Promise<Answer<unknown>> => {
      const client = df.getClient(context);
      const dispatch: Dispatch = (id, about) => startDispatcher(client, id, context, about);
      const log: Log = (entry) => context.log(inOneLine(entry));
      try {
        return { kind: 'done', value: await act(input, dispatch, log, historiesOf(client)) };
      } catch (fault) {
        const advice = adviseRetry(fault);
        if (advice && !advice.isDefect) return { kind: 'throttled', ...advice };
        context.error(`${name} failed (invocation ${context.invocationId})`, fault);
        const reason = fault instanceof Error ? fault.message : String(fault);
        return { kind: 'defect', reason, raw: errorDetailsOf(fault) };
      }
    };
    df.app.activity(name, { handler, extraInputs: [df.input.durableClient()] });
  }
}
