import type { HttpResponseInit } from '@azure/functions';
import { whenEnablementFinishes } from '../api/routes/finished';
import { endingOf } from '../enablement/ending';
import type { Services } from '../services';
import { whereLegible } from '../store/unreadable';
import { serve, type Call } from './serve';
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
    const ending = run && endingOf(run);
    return ending ? [{ ...ending, statusUrl: statusUrl(services, request, ending) }] : [];
  });
  return { headers: { 'cache-control': 'no-store' }, jsonBody: { items, next: String(last) } };
}
