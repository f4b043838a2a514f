import type { OrchestrationContext } from 'durable-functions';
import { call, timeOf, type Answer, type Steps } from './call-activity';

/** After so many tenants a pass begins a new history. */
const MOST_TENANTS = 15;
/** A tenant that stays busy for so long holds up those behind it no further. */
const PATIENCE = 10 * 60_000;
const MOST_TRIES = 6;

/**
 * A pass of housekeeping: tenant after tenant, since nobody waits for it, and then what belongs to none. What it is about
 * to remove is written down first; a pass that was cut short goes on from there.
 */
export function* keepHouse(context: OrchestrationContext): Steps<void> {
  const id = context.df.instanceId;
  // What is left of the generation before, or everybody.
  const rest = context.df.getInput<{ tenants?: string[] }>()?.tenants;
  const tenants = rest ?? (yield* call(context, 'openHousekeeping', { id })).tenants;
  for (const tenantId of tenants.slice(0, MOST_TENANTS)) yield* tidyOne(context, id, tenantId);
  const left = tenants.slice(MOST_TENANTS);
  if (left.length > 0) return context.df.continueAsNew({ tenants: left });
  try {
    yield* call(context, 'tidyInstallation', { id });
  } catch {
    // As for a tenant: the activity logged why, and the pass shows that it is missing.
  }
  yield* call(context, 'closeHousekeeping', { id });
}

/** Tidies one tenant; while a service asks for patience, waits on a durable timer, and then leaves that to the next pass. */
function* tidyOne(context: OrchestrationContext, id: string, tenantId: string): Steps<void> {
  const began = timeOf(context);
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const input = { id, tenantId, givesUp: false };
      const answer = (yield context.df.callActivity('tidyTenant', input)) as Answer<void>;
      if (answer.kind === 'done') return;
      const due = Math.max(Date.parse(answer.retryAt), timeOf(context) + 1_000);
      if (due - began > PATIENCE) break;
      yield context.df.createTimer(new Date(due));
    }
    yield* call(context, 'tidyTenant', { id, tenantId, givesUp: true });
  } catch {
    // Whatever it was is in the log of the activity, and the pass shows that this tenant is missing.
  }
}
