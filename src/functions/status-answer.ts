import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { readToken } from '../access/signed-token';
import { statusOf } from '../enablement/status';
import type { Services } from '../services';
import { problem } from './problem';

const HOUR = 3_600_000;
/** Seconds between two polls: a flow that waits a day must not ask four thousand times. */
const SOON = 60;
const LATER = 300;

/** The address at which anybody who holds it may read this run, and nothing else. */
export function statusUrl(services: Services, request: HttpRequest, id: string, acceptedAt: string): string {
  const url = new URL(`/api/enablements/${id}/status`, request.url);
  url.searchParams.set('t', readToken(services.statusTokenSecret, id, acceptedAt));
  return url.href;
}

/**
 * The status document of a run, in the form a Power Automate HTTP action waits on: 202 with `Location` and
 * `Retry-After` while it runs, 200 once it is over, also when it failed.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-create-api-app#async-pattern
 */
export async function statusAnswer(
  services: Services,
  request: HttpRequest,
  id: string,
  options: { answersRequest?: boolean } = {},
): Promise<HttpResponseInit> {
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const location = statusUrl(services, request, id, run.acceptedAt);
  const [steps, letters] = await Promise.all([
    services.store.steps(id),
    run.request.callbackEvents ? services.store.letters(id) : [],
  ]);
  const links = { status: location, steps: stepsUrl(request, id) };
  const status = statusOf(run, steps, links, letters);
  if (status.status !== 'finished' || options.answersRequest) {
    const age = services.now().getTime() - Date.parse(run.acceptedAt);
    const headers = {
      location,
      'retry-after': String(age < HOUR ? SOON : LATER),
      'cache-control': 'no-store',
    };
    return { status: 202, headers, jsonBody: status };
  }
  if (
    request.query.get('onFailure') === 'error' &&
    status.outcome !== 'succeeded' &&
    status.outcome !== 'planned'
  ) {
    return problem({ status: 422, type: 'not-enabled', title: status.summary, more: { enablement: status } });
  }
  return { status: 200, headers: { 'cache-control': 'no-store' }, jsonBody: status };
}

const stepsUrl = (request: HttpRequest, id: string): string =>
  new URL(`/api/enablements/${id}/steps`, request.url).href;

export const unknownRun = (id: string): HttpResponseInit =>
  problem({ status: 404, type: 'unknown-enablement', title: `There is no enablement ${id.slice(0, 64)}.` });
