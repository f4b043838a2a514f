import type { DurableClient } from 'durable-functions';

/** How an orchestration stands, by its id. */
export async function stateOf(client: DurableClient, id: string): Promise<'absent' | 'running' | 'ended'> {
  try {
    const { runtimeStatus } = await client.getStatus(id);
    const isEnded = ['Completed', 'Failed', 'Terminated', 'Canceled'].includes(runtimeStatus);
    return isEnded ? 'ended' : 'running';
  } catch (error) {
    // The SDK tells an unknown instance from an outage by its text alone.
    if (error instanceof Error && error.message.includes('404')) return 'absent';
    throw error;
  }
}
