import type { OrchestrationContext } from 'durable-functions';
import { nextCanaryCheck } from '../../domain/tenant/canary-team';
import { call, timeOf, type Steps } from '../engine/call-activity';

/** Makes a test team where a tenant has none: Teams takes its time, and is looked at now and then. */
export function* createCanaryTeam(context: OrchestrationContext): Steps<void> {
  const { tenantId } = context.df.getInput<{ tenantId: string }>() ?? { tenantId: '' };
  for (let looks = 0; ; looks++) {
    const { isOver } = yield* call(context, 'advanceCanary', { tenantId, now: timeOf(context) });
    if (isOver) return;
    yield context.df.createTimer(new Date(nextCanaryCheck(looks, timeOf(context))));
  }
}
