import { getHealth } from '../api/routes/tools';
import type { Services } from '../services';
import { serve } from './serve';

/** `GET /health`: can this app work? Says which part cannot, and nothing a stranger could use. */
export function registerHealth(services: Services): void {
  serve(services, getHealth, async ({ context }) => {
    const records = await services.store.ping().then(
      () => 'reachable' as const,
      (error: unknown) => {
        context.error('The records cannot be reached', error);
        return 'unreachable' as const;
      },
    );
    const isHealthy = records === 'reachable';
    return {
      status: isHealthy ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
      jsonBody: { status: isHealthy ? 'healthy' : 'unhealthy', checks: { records } },
    };
  });
}
