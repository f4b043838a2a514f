import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { PassReport } from '../api/answers/housekeeping';
import { BASE } from '../api/route';
import { getHousekeeping, listHousekeeping, startHousekeeping } from '../api/routes/housekeeping';
import type { Pass } from '../housekeeping/pass';
import type { Services } from '../services';
import { problem } from './problem';
import { serve, type Call } from './serve';
import { beginHousekeeping } from './start-housekeeping';

const SOON = 10;

/** `POST /housekeeping` starts a pass, or says what one would do; `GET /housekeeping` and `/housekeeping/{id}` what each did. */
export function registerHousekeeping(services: Services): void {
  serve(services, startHousekeeping, (call) => start(services, call), { usesDurable: true });
  serve(services, listHousekeeping, async ({ query: { size } }) => ({
    headers: { 'cache-control': 'no-store' },
    jsonBody: { items: await services.housekeeping.newest(size) },
  }));
  serve(services, getHousekeeping, (call) => read(services, call));
}

async function start(
  services: Services,
  { body: { by, dryRun }, request, context }: Call<typeof startHousekeeping>,
): Promise<HttpResponseInit> {
  const pass = await beginHousekeeping(services, df.getClient(context), { startedBy: by, dryRun }, context);
  return { status: 202, headers: goOn(services, request, pass), jsonBody: pass };
}

async function read(
  services: Services,
  { params: { id }, request }: Call<typeof getHousekeeping>,
): Promise<HttpResponseInit> {
  const pass = await services.housekeeping.find(id);
  if (pass === undefined)
    return problem({ status: 404, type: 'unknown-pass', title: `There is no pass of housekeeping ${id}.` });
  const places = await services.housekeeping.places(id);
  const report: PassReport = {
    ...pass,
    places: places.filter(({ chores, unread }) => chores.length + unread.length > 0),
  };
  if (pass.finishedAt === undefined)
    return { status: 202, headers: goOn(services, request, pass), jsonBody: report };
  return { headers: { 'cache-control': 'no-store' }, jsonBody: report };
}

const goOn = (
  { publicUrl }: Pick<Services, 'publicUrl'>,
  request: HttpRequest,
  { id }: Pick<Pass, 'id'>,
): Record<string, string> => ({
  location: new URL(`${BASE}/housekeeping/${id}`, publicUrl ?? request.url).href,
  'retry-after': String(SOON),
  'cache-control': 'no-store',
});
