import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { checkReadToken } from '../access/signed-token';
import type { PlannedResult } from '../enablement/decision';
import { planTable } from '../enablement/plan-table';
import type { Services } from '../services';
import { answering, problem } from './problem';
import { statusAnswer, statusUrl, unknownRun } from './status-answer';
import { stepsAsCsv } from './steps-csv';

/** Everything that reads a run: by key for people and scripts, by the token in its address for whoever asked. */
export function registerReadEnablements(services: Services): void {
  const get = (name: string, route: string, authLevel: 'function' | 'anonymous', handle: Handler): void => {
    app.http(name, {
      route,
      methods: ['GET'],
      authLevel,
      handler: (request, context) => answering(services, context, () => handle(request)),
    });
  };
  const idOf = (request: HttpRequest): string => request.params['id'] ?? '';

  get('getEnablement', 'enablements/{id}', 'function', (request) =>
    statusAnswer(services, request, idOf(request)),
  );
  get('getEnablementStatus', 'enablements/{id}/status', 'anonymous', (request) =>
    readByToken(services, request, idOf(request)),
  );
  get('getEnablementSteps', 'enablements/{id}/steps', 'function', (request) =>
    readSteps(services, request, idOf(request)),
  );
  get('getEnablementPlan', 'enablements/{id}/plan', 'function', (request) =>
    readPlan(services, request, idOf(request)),
  );
  get('listEnablements', 'enablements', 'function', (request) => list(services, request));
}

type Handler = (request: HttpRequest) => Promise<HttpResponseInit>;

async function readByToken(services: Services, request: HttpRequest, id: string): Promise<HttpResponseInit> {
  const token = request.query.get('t');
  if (token === null) return unauthorized('This address needs the token it was handed out with.');
  switch (checkReadToken(services.statusTokenSecret, id, token, services.now())) {
    case 'expired':
      return unauthorized('This address has expired.');
    case 'wrong':
      return unknownRun(id);
    case 'valid':
      return statusAnswer(services, request, id);
  }
}

const unauthorized = (title: string): HttpResponseInit =>
  problem({ status: 401, type: 'unauthorized', title });

async function readSteps(services: Services, request: HttpRequest, id: string): Promise<HttpResponseInit> {
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const steps = await services.store.steps(id);
  if (request.headers.get('accept')?.includes('text/csv')) {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.csv"`,
    };
    return { headers, body: stepsAsCsv(steps) };
  }
  return { headers: { 'cache-control': 'no-store' }, jsonBody: { id, steps } };
}

/** The plan of a run: JSON, or with `Accept: text/plain` the table an approver reads. */
async function readPlan(services: Services, request: HttpRequest, id: string): Promise<HttpResponseInit> {
  const planned = (await services.store.steps(id)).findLast(({ kind }) => kind === 'planned');
  if (planned === undefined) {
    if ((await services.store.find(id)) === undefined) return unknownRun(id);
    return problem({ status: 404, type: 'no-plan', title: `Enablement ${id} has no plan yet.` });
  }
  const { plan } = planned.result as PlannedResult;
  if (!request.headers.get('accept')?.includes('text/plain')) return { jsonBody: { id, plan } };
  return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: planTable(plan) };
}

const PAGE = { default: 50, most: 200 };

async function list(services: Services, request: HttpRequest): Promise<HttpResponseInit> {
  const { query } = request;
  const tenant = query.get('tenant')?.toLowerCase() ?? services.tenants.home;
  const status = query.get('status');
  const size = Number(query.get('size') ?? PAGE.default);
  const violations = [
    ...(status === null || status === 'running' || status === 'finished'
      ? []
      : [{ pointer: '#query/status', message: 'must be "running" or "finished"' }]),
    ...(Number.isInteger(size) && size >= 1 && size <= PAGE.most
      ? []
      : [{ pointer: '#query/size', message: `must be a whole number from 1 to ${PAGE.most}` }]),
  ];
  if (violations.length > 0)
    return problem({ status: 422, type: 'invalid-request', title: 'The query has mistakes.', violations });

  const continuation = query.get('continuation') ?? undefined;
  const isFinished = status === null ? undefined : status === 'finished';
  const page = await services.store.list(tenant, {
    size,
    ...(continuation !== undefined && { continuation }),
    ...(isFinished !== undefined && { isFinished }),
  });
  const items = page.items.map((item) => ({
    ...item,
    statusUrl: statusUrl(services, request, item.id, item.acceptedAt),
  }));
  return { headers: { 'cache-control': 'no-store' }, jsonBody: { ...page, items } };
}
