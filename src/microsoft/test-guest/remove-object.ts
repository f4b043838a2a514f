import { z } from 'zod';
import type { GraphClient } from '../graph/graph-client';
import { isRefused } from '../http/service-errors';

/** Whether there was something to remove: what is gone already is as good as removed, and is not said to be removed. */
export type Removal = 'removed' | 'gone';

/** Removes something by its address. @throws ServiceBusy, Refused */
export async function remove(graph: GraphClient, route: string, path: string): Promise<Removal> {
  try {
    await graph.call('DELETE', route, path, { schema: z.unknown() });
    return 'removed';
  } catch (fault) {
    if (!isRefused(fault, 404)) throw fault;
    return 'gone';
  }
}
