import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { CleanupReport } from '../../api/answers/cleanup';
import { BASE } from '../../api/route';
import { getCleanup, listCleanups, startCleanup } from '../../api/routes/cleanup';
import type { CleanupRun } from '../../domain/cleanup/cleanup-run';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { beginCleanup } from './start-cleanup';

const SOON = 10;

/** `POST /cleanup` starts a cleanup run, or says what one would do; `GET /cleanup` and `/cleanup/{id}` what each did. */
export function registerCleanup(services: Services): void {
  serve(services, startCleanup, (call) => start(services, call), { usesDurable: true });
  serve(services, listCleanups, async ({ query: { size } }) => ({
    headers: { 'cache-control': 'no-store' },
    jsonBody: { items: await services.cleanup.newest(size) },
  }));
  serve(services, getCleanup, (call) => read(services, call));
}

async function start(
  services: Services,
  { body: { by, dryRun }, request, context }: Call<typeof startCleanup>,
): Promise<HttpResponseInit> {
  const cleanupRun = await beginCleanup(services, df.getClient(context), { startedBy: by, dryRun }, context);
  return { status: 202, headers: goOn(services, request, cleanupRun), jsonBody: cleanupRun };
}

async function read(
  services: Services,
  { params: { id }, request }: Call<typeof getCleanup>,
): Promise<HttpResponseInit> {
  const cleanupRun = await services.cleanup.find(id);
  if (cleanupRun === undefined)
    return problem({ status: 404, type: 'unknown-pass', title: `There is no pass of housekeeping ${id}.` });
  const places = await services.cleanup.places(id);
  const report: CleanupReport = {
    ...cleanupRun,
    places: places.filter(({ tasks, unread }) => tasks.length + unread.length > 0),
  };
  if (cleanupRun.finishedAt === undefined)
    return { status: 202, headers: goOn(services, request, cleanupRun), jsonBody: report };
  return { headers: { 'cache-control': 'no-store' }, jsonBody: report };
}

const goOn = (
  { publicUrl }: Pick<Services, 'publicUrl'>,
  request: HttpRequest,
  { id }: Pick<CleanupRun, 'id'>,
): Record<string, string> => ({
  location: new URL(`${BASE}/cleanup/${id}`, publicUrl ?? request.url).href,
  'retry-after': String(SOON),
  'cache-control': 'no-store',
});
