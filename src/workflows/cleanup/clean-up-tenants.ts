import type { OrchestrationContext } from 'durable-functions';
import { call, type Steps } from '../engine/call-activity';
import { callWhileThrottled, tenantByTenant } from '../engine/for-each-tenant';

/**
 * A cleanup run: tenant after tenant, since nobody waits for it, and then what belongs to none. What it is about
 * to remove is written down first; a cleanup run that was cut short goes on from there.
 */
export function* cleanUpTenants(context: OrchestrationContext): Steps<void> {
  const id = context.df.instanceId;
  // What is left of the generation before, or everybody.
  const rest = context.df.getInput<{ tenants?: string[] }>()?.tenants;
  const tenants = rest ?? (yield* call(context, 'openCleanup', { id })).tenants;
  const left = yield* tenantByTenant(context, tenants, (tenantId) => cleanUpOne(context, { id, tenantId }));
  if (left.length > 0) return context.df.continueAsNew({ tenants: left });
  try {
    yield* call(context, 'cleanUpInstallation', { id });
  } catch {
    // As for a tenant: the activity logged why, and the cleanup run shows that it is missing.
  }
  yield* call(context, 'closeCleanup', { id });
}

function* cleanUpOne(context: OrchestrationContext, input: { id: string; tenantId: string }): Steps<void> {
  try {
    yield* callWhileThrottled(context, 'cleanUpTenant', input);
  } catch {
    // Whatever it was is in the log of the activity, and the cleanup run shows that this tenant is missing.
  }
}
