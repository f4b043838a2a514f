import type { HttpResponseInit } from '@azure/functions';
import {
  getEnablement,
  getEnablementPlan,
  getEnablementStatus,
  getEnablementSteps,
  listEnablements,
} from '../../api/routes/enablements';
import type { PlannedResult } from '../../domain/enablement/decision';
import { planTable } from '../../domain/plan/plan-table';
import type { Services } from '../../composition/services';
import { checkEvidence } from '../../store/evidence/check-evidence';
import { rowKeyIn } from '../../store/tables/continuation-token';
import { mistakes } from '../http/input';
import { problem, RejectedCall } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { statusAnswer, statusUrl, unknownRun } from './status-answer';
import { stepsAsCsv } from './steps-csv';

/** Everything that reads a run: with a role for people and scripts, by the token in its address for whoever asked. */
export function registerReadEnablements(services: Services): void {
  serve(services, getEnablement, ({ params: { id }, query, request }) =>
    statusAnswer(services, request, id, query),
  );
  serve(services, getEnablementStatus, ({ params: { id }, query, request }) =>
    statusAnswer(services, request, id, query),
  );
  serve(services, getEnablementSteps, (call) => readSteps(services, call));
  serve(services, getEnablementPlan, (call) => readPlan(services, call));
  serve(services, listEnablements, (call) => list(services, call));
}

async function readSteps(
  services: Services,
  { params: { id }, mediaType }: Call<typeof getEnablementSteps>,
): Promise<HttpResponseInit> {
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const { steps, unreadable } = await services.store.legibleSteps(id);
  if (mediaType === 'text/csv') {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.csv"`,
    };
    return { headers, body: stepsAsCsv(steps) };
  }
  const joins = await services.store.joins(id);
  return {
    headers: { 'cache-control': 'no-store' },
    jsonBody: { id, steps, joins, chain: checkEvidence(steps, run, unreadable) },
  };
}

/** The plan of a run: JSON, or with `Accept: text/plain` the table an approver reads. */
async function readPlan(
  services: Services,
  { params: { id }, mediaType }: Call<typeof getEnablementPlan>,
): Promise<HttpResponseInit> {
  const planned = (await services.store.steps(id)).findLast(({ kind }) => kind === 'planned');
  if (planned === undefined) {
    if ((await services.store.find(id)) === undefined) return unknownRun(id);
    return problem({ status: 404, type: 'no-plan', title: `Enablement ${id} has no plan yet.` });
  }
  const { plan } = planned.result as PlannedResult;
  if (mediaType !== 'text/plain') return { jsonBody: { id, plan } };
  return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: planTable(plan) };
}

async function list(
  services: Services,
  { query: { tenant, status, size, continuation }, request }: Call<typeof listEnablements>,
): Promise<HttpResponseInit> {
  if (continuation !== undefined && rowKeyIn(continuation) === undefined)
    throw new RejectedCall(
      mistakes([{ pointer: '#query/continuation', message: 'must be what the page before answered' }]),
    );
  const page = await services.store.list(tenant ?? services.tenants.home, {
    size,
    ...(continuation !== undefined && { continuation }),
    ...(status !== undefined && { isFinished: status === 'finished' }),
  });
  const items = page.items.map((item) => ({ ...item, statusUrl: statusUrl(services, request, item) }));
  return { headers: { 'cache-control': 'no-store' }, jsonBody: { ...page, items } };
}
