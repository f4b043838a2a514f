import type { DurableClient } from 'durable-functions';

/** How an orchestration stands, by its id. */
export async function stateOf(client: DurableClient, id: string): Promise<'absent' | 'running' | 'ended'> {
  try {
    const { runtimeStatus } = await client.getStatus(id);
    const isEnded = ['Completed', 'Failed', 'Terminated', 'Canceled'].includes(runtimeStatus);
    return isEnded ? 'ended' : 'running';
  } catch (error) {
    // The SDK tells an unknown instance from an outage by its text alone, and may repeat ids and bodies behind it.
    if (error instanceof Error && error.message.startsWith(UNKNOWN_INSTANCE)) return 'absent';
    throw error;
  }
}

const UNKNOWN_INSTANCE = 'DurableClient error: Durable Functions extension replied with HTTP 404 response.';
