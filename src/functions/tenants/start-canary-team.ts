import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { canaryRunOf, CREATE_CANARY_TEAM } from '../../workflows/engine/names';

/** Starts the making of a tenant's test team. One that runs already goes on; what fails here the sweeper makes good. */
export async function startCanary(
  client: DurableClient,
  tenantId: string,
  context: InvocationContext,
): Promise<void> {
  try {
    await client.startNew(CREATE_CANARY_TEAM, { instanceId: canaryRunOf(tenantId), input: { tenantId } });
  } catch (error) {
    context.debug(`The making of a test team for ${tenantId} was not started`, error);
  }
}
