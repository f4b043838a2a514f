import type { OrchestrationContext } from 'durable-functions';
import { call, type Steps } from './call-activity';
import { callPatiently, tenantByTenant } from './tenant-by-tenant';

/**
 * A pass of housekeeping: tenant after tenant, since nobody waits for it, and then what belongs to none. What it is about
 * to remove is written down first; a pass that was cut short goes on from there.
 */
export function* keepHouse(context: OrchestrationContext): Steps<void> {
  const id = context.df.instanceId;
  // What is left of the generation before, or everybody.
  const rest = context.df.getInput<{ tenants?: string[] }>()?.tenants;
  const tenants = rest ?? (yield* call(context, 'openHousekeeping', { id })).tenants;
  const left = yield* tenantByTenant(context, tenants, (tenantId) => tidyOne(context, { id, tenantId }));
  if (left.length > 0) return context.df.continueAsNew({ tenants: left });
  try {
    yield* call(context, 'tidyInstallation', { id });
  } catch {
    // As for a tenant: the activity logged why, and the pass shows that it is missing.
  }
  yield* call(context, 'closeHousekeeping', { id });
}

function* tidyOne(context: OrchestrationContext, input: { id: string; tenantId: string }): Steps<void> {
  try {
    yield* callPatiently(context, 'tidyTenant', input);
  } catch {
    // Whatever it was is in the log of the activity, and the pass shows that this tenant is missing.
  }
}
