import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { CanaryAnswer } from '../api/answers/canary';
import { BASE } from '../api/route';
import { getCanary, makeCanary } from '../api/routes/canary';
import { parseCanaryRequest } from '../enablement/canary';
import { tenantIdIn } from '../enablement/request';
import type { Services } from '../services';
import type { CanaryStanding } from '../tenants/canary-desk';
import { problem } from './problem';
import { serve, type Call } from './serve';
import { startCanary } from './start-run';

const SOON = 60;

/** `POST /canary`: makes a test team where a tenant has none. `GET /canary?tenant=…`: how that stands. */
export function registerMakeCanary(services: Services): void {
  const { canaryDesk, tenants } = services;
  serve(services, makeCanary, (call) => make(services, call), {
    usesDurable: true,
    async parseBody(body) {
      const tenantId = tenantIdIn(body);
      const isServed = tenantId !== undefined && (await tenants.find(tenantId)) !== undefined;
      return parseCanaryRequest(body, isServed);
    },
  });
  serve(services, getCanary, async ({ query: { tenant = tenants.home }, request }) =>
    answerOf(services, await canaryDesk.standing(tenant), tenant, request),
  );
}

async function make(
  services: Services,
  { body, request, context }: Call<typeof makeCanary>,
): Promise<HttpResponseInit> {
  const standing = await services.canaryDesk.want(body);
  if (standing.kind === 'underWay') await startCanary(df.getClient(context), body.tenantId, context);
  return answerOf(services, standing, body.tenantId, request);
}

function answerOf(
  { publicUrl }: Pick<Services, 'publicUrl'>,
  standing: CanaryStanding,
  tenantId: string,
  request: HttpRequest,
): HttpResponseInit {
  if (standing.kind === 'absent' || standing.kind === 'unknownTenant') {
    const title = 'There is no test team, and none is being made.';
    return problem({ status: 404, type: 'no-canary', title });
  }
  const location = new URL(`${BASE}/canary`, publicUrl ?? request.url);
  location.searchParams.set('tenant', tenantId);
  const goOn = { location: location.href, 'retry-after': String(SOON) };
  const isUnderWay = standing.kind === 'underWay';
  return {
    status: isUnderWay ? 202 : 200,
    headers: { 'cache-control': 'no-store', ...(isUnderWay && goOn) },
    jsonBody: inWords(standing, tenantId),
  };
}

function inWords(
  standing: Extract<CanaryStanding, { kind: 'ready' | 'underWay' | 'failed' }>,
  tenantId: string,
): CanaryAnswer {
  const { kind: status } = standing;
  if (standing.kind === 'ready') return { tenantId, status, groupId: standing.groupId };
  const { requestedBy, wantedAt, problem: text } = standing.making;
  return { tenantId, status, requestedBy, wantedAt, ...(text && { text }) };
}
