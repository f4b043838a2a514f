import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { readToken } from '../../access/signed-token';
import { BASE } from '../../api/route';
import type { Enablement } from '../../domain/enablement/enablement';
import { type EnablementStatus } from '../../domain/enablement/status';
import { statusOf } from '../../domain/enablement/status/status-of';
import type { Step } from '../../domain/enablement/step';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';

const HOUR = 3_600_000;
/** Seconds between two polls: a flow that waits a day must not ask four thousand times. */
const SOON = 60;
const LATER = 300;

/** The address at which anybody who holds it may read this run, and nothing else. */
export function statusUrl(
  services: Pick<Services, 'statusTokenSecret' | 'publicUrl'>,
  request: HttpRequest,
  { id, acceptedAt }: Pick<Enablement, 'id' | 'acceptedAt'>,
): string {
  const url = new URL(`${BASE}/enablements/${id}/status`, services.publicUrl ?? request.url);
  url.searchParams.set('t', readToken(services.statusTokenSecret, id, acceptedAt));
  return url.href;
}

/** Where and when to ask again: what every 202 carries, so that a flow can wait on it. */
export function followUp(
  services: Pick<Services, 'statusTokenSecret' | 'publicUrl' | 'now'>,
  request: HttpRequest,
  run: Pick<Enablement, 'id' | 'acceptedAt'>,
): Record<string, string> {
  const age = services.now().getTime() - Date.parse(run.acceptedAt);
  return {
    location: statusUrl(services, request, run),
    'retry-after': String(age < HOUR ? SOON : LATER),
    'cache-control': 'no-store',
  };
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
  options: { answersRequest?: boolean; onFailure?: 'error' | undefined } = {},
): Promise<HttpResponseInit> {
  const store = services.store.atOnce(id);
  const run = await store.find(id);
  if (run === undefined) return unknownRun(id);
  const { status } = await readStatus({ ...services, store }, request, run);
  if (status.status !== 'finished' || options.answersRequest)
    return { status: 202, headers: followUp(services, request, run), jsonBody: status };
  if (options.onFailure === 'error' && !WANTED.includes(status.outcome)) {
    return problem({ status: 422, type: 'not-enabled', title: status.summary, more: { enablement: status } });
  }
  return { status: 200, headers: { 'cache-control': 'no-store' }, jsonBody: status };
}

/** What is known of a run, and its steps. */
export async function readStatus(
  services: Services,
  request: HttpRequest,
  run: Enablement,
): Promise<{ status: EnablementStatus; steps: Step[] }> {
  const { id, tenantId } = run;
  const [steps, deliveries, found] = await Promise.all([
    // How a run ended says which of its steps nobody can read; one that goes on cannot be told without them.
    run.closedAt === undefined ? services.store.steps(id) : legible(services.store, id),
    run.request.callbackEvents ? services.store.deliveries(id) : [],
    run.request.enableUntil ? services.expiries.find(tenantId, id) : undefined,
  ]);
  const links = { status: statusUrl(services, request, run), steps: stepsUrl(services, request, id) };
  return { status: statusOf(run, steps, links, deliveries, found?.box), steps };
}

const legible = async (store: Services['store'], id: string): Promise<Step[]> =>
  (await store.legibleSteps(id)).steps;

/** Ends a caller asked for; every other is a failure to whoever wants failures as errors. */
const WANTED: readonly EnablementStatus['outcome'][] = ['succeeded', 'planned', 'undone'];

const stepsUrl = ({ publicUrl }: Services, request: HttpRequest, id: string): string =>
  new URL(`${BASE}/enablements/${id}/steps`, publicUrl ?? request.url).href;

export const unknownRun = (id: string): HttpResponseInit =>
  problem({ status: 404, type: 'unknown-enablement', title: `There is no enablement ${id.slice(0, 64)}.` });
