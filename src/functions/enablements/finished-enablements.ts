import type { HttpResponseInit } from '@azure/functions';
import { whenEnablementFinishes } from '../../api/routes/finished-enablements';
import { finishedEnablementOf } from '../../domain/enablement/finished-enablement';
import type { Services } from '../../composition/services';
import { whereLegible } from '../../store/tables/unreadable-rows';
import { serve, type Call } from '../http/serve';
import { statusUrl } from './status-answer';

const PAGE = 20;

/** `GET /finished-enablements`: what a polling trigger asks, with the number it was told the last time. */
export function registerFinishedEnablements(services: Services): void {
  serve(services, whenEnablementFinishes, (call) => finishedSince(services, call));
}

async function finishedSince(
  services: Services,
  { query: { tenant = services.tenants.home, after }, request }: Call<typeof whenEnablementFinishes>,
): Promise<HttpResponseInit> {
  const { ids, last } = await services.store.finished(tenant, { after, size: PAGE });
  const runs = await whereLegible(ids, (id) => services.store.find(id));
  const items = runs.flatMap((run) => {
    const runEnd = run && finishedEnablementOf(run);
    return runEnd ? [{ ...runEnd, statusUrl: statusUrl(services, request, runEnd) }] : [];
  });
  return { headers: { 'cache-control': 'no-store' }, jsonBody: { items, next: String(last) } };
}
