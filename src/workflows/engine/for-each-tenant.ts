import type { OrchestrationContext } from 'durable-functions';
import { ActivityFailed, ask, call, timeOf, type Steps, type ValueOf } from './call-activity';

/** After so many tenants an orchestration begins a new history. */
const MOST_TENANTS = 15;

/**
 * A tenant is begun this often at most, however fast Microsoft answers: what an application may ask in all tenants together
 * is limited, and not by how many there are. A timer may fire a second early.
 */
export const PACE = 2_000;

/** Goes from tenant to tenant, as far as one history goes. @returns those that are left for the next */
export function* tenantByTenant(
  context: OrchestrationContext,
  tenants: readonly string[],
  pageRequest: (tenantId: string) => Steps<void>,
  pace = 0,
): Steps<string[]> {
  for (const [index, tenantId] of tenants.slice(0, MOST_TENANTS).entries()) {
    const due = timeOf(context) + pace;
    yield* pageRequest(tenantId);
    const isLast = index + 1 === tenants.length;
    if (!isLast && due > timeOf(context)) yield context.df.createTimer(new Date(due));
  }
  return tenants.slice(MOST_TENANTS);
}

/** A tenant that stays busy for so long holds up those behind it no further. */
const LONGEST_WAIT = 10 * 60_000;
const MOST_TRIES = 6;

/** Calls an activity for a tenant; while a service throttles, waits on a durable timer, and then takes what can be had. */
export function* callWhileThrottled<N extends 'auditTenant' | 'cleanUpTenant'>(
  context: OrchestrationContext,
  name: N,
  { id, tenantId }: { id: string; tenantId: string },
): Steps<ValueOf<N>> {
  const began = timeOf(context);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = yield* ask(context, name, { id, tenantId, givesUp: false });
    if (answer.kind === 'done') return answer.value;
    if (answer.kind === 'defect') throw new ActivityFailed(answer);
    const due = Math.max(Date.parse(answer.retryAt), timeOf(context) + 1_000);
    if (due - began > LONGEST_WAIT) break;
    yield context.df.createTimer(new Date(due));
  }
  return yield* call(context, name, { id, tenantId, givesUp: true });
}
