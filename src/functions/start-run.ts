import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { canaryRunOf, MAKE_CANARY } from '../workflows/names';
import { approvalRoomOf } from '../workflows/approval-room';
import { BELL } from '../workflows/room';
import { roomOf } from '../workflows/waiting-room';

/** Starts the making of a tenant's test team. One that runs already goes on; what fails here the sweeper makes good. */
export async function startCanary(
  client: DurableClient,
  tenantId: string,
  context: InvocationContext,
): Promise<void> {
  try {
    await client.startNew(MAKE_CANARY, { instanceId: canaryRunOf(tenantId), input: { tenantId } });
  } catch (error) {
    context.debug(`The making of a test team for ${tenantId} was not started`, error);
  }
}

/** Rings the bell in whichever room the run waits. It says nothing and may get lost: the row has the message, and the sweeper rings again. */
export async function ringBell(client: DurableClient, id: string, context: InvocationContext): Promise<void> {
  for (const room of [approvalRoomOf(id), roomOf(id)]) {
    try {
      await client.raiseEvent(room, BELL, null);
    } catch (error) {
      context.debug(`Nobody heard the bell in ${room}`, error);
    }
  }
}
