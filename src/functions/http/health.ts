import { getHealth } from '../../api/routes/service';
import { overdueAfter } from '../../domain/audit/overdue-audit';
import type { Services } from '../../composition/services';
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
    const headers = { 'cache-control': 'no-store' };
    if (records === 'unreachable')
      return { status: 503, headers, jsonBody: { status: 'unhealthy', checks: { records } } };
    if (services.auditSchedule === undefined)
      return { headers, jsonBody: { status: 'healthy', checks: { records } } };
    const latest = await services.audits.newestOfAll();
    const isLate = overdueAfter(latest, services.now().getTime()) !== undefined;
    const audits = isLate ? 'late' : 'onTime';
    // The app works: whoever asks in order to start it anew must not.
    return { headers, jsonBody: { status: isLate ? 'degraded' : 'healthy', checks: { records, audits } } };
  });
}
