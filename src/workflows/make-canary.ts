import type { OrchestrationContext } from 'durable-functions';
import { nextCanaryLook } from '../enablement/canary';
import { call, timeOf, type Steps } from './call-activity';

/** Makes a test team where a tenant has none: Teams takes its time, and is looked at now and then. */
export function* makeCanary(context: OrchestrationContext): Steps<void> {
  const { tenantId } = context.df.getInput<{ tenantId: string }>() ?? { tenantId: '' };
  for (let looks = 0; ; looks++) {
    const { isOver } = yield* call(context, 'advanceCanary', { tenantId, now: timeOf(context) });
    if (isOver) return;
    yield context.df.createTimer(new Date(nextCanaryLook(looks, timeOf(context))));
  }
}
