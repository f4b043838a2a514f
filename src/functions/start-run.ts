import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { ENABLE_COLLABORATION } from '../workflows/names';
import { approvalRoomOf } from '../workflows/approval-room';
import { BELL } from '../workflows/room';
import { roomOf } from '../workflows/waiting-room';

/**
 * Starts the orchestration of a saved run. A failure is not the caller's: the request is saved, and the sweeper
 * starts what was saved and never began.
 */
export async function startRun(client: DurableClient, id: string, context: InvocationContext): Promise<void> {
  try {
    await client.startNew(ENABLE_COLLABORATION, { instanceId: id });
  } catch (error) {
    context.warn(`Run ${id} is saved and could not be started; the sweeper will`, error);
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
