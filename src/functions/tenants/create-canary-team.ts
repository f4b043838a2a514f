import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { CanaryAnswer } from '../../api/answers/canary';
import { BASE } from '../../api/route';
import { getCanary, createCanary } from '../../api/routes/canary';
import { parseCanaryRequest } from '../../domain/tenant/canary-team';
import { tenantIdIn } from '../../domain/enablement/parse-request';
import type { Services } from '../../composition/services';
import type { CanaryStatus } from '../../tenants/canary-teams';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { startCanary } from './start-canary-team';

const SOON = 60;

/** `POST /canary`: makes a test team where a tenant has none. `GET /canary?tenant=…`: how that stands. */
export function registerCreateCanary(services: Services): void {
  const { canaryTeams, tenants } = services;
  serve(services, createCanary, (call) => make(services, call), {
    usesDurable: true,
    async parseBody(body) {
      const tenantId = tenantIdIn(body);
      const isServed = tenantId !== undefined && (await tenants.find(tenantId)) !== undefined;
      return parseCanaryRequest(body, isServed);
    },
  });
  serve(services, getCanary, async ({ query: { tenant = tenants.home }, request }) =>
    answerOf(services, await canaryTeams.auditState(tenant), tenant, request),
  );
}

async function make(
  services: Services,
  { body, request, context }: Call<typeof createCanary>,
): Promise<HttpResponseInit> {
  const auditState = await services.canaryTeams.want(body);
  if (auditState.kind === 'underWay') await startCanary(df.getClient(context), body.tenantId, context);
  return answerOf(services, auditState, body.tenantId, request);
}

function answerOf(
  { publicUrl }: Pick<Services, 'publicUrl'>,
  auditState: CanaryStatus,
  tenantId: string,
  request: HttpRequest,
): HttpResponseInit {
  if (auditState.kind === 'absent' || auditState.kind === 'unknownTenant') {
    const title = 'There is no test team, and none is being made.';
    return problem({ status: 404, type: 'no-canary', title });
  }
  const location = new URL(`${BASE}/canary`, publicUrl ?? request.url);
  location.searchParams.set('tenant', tenantId);
  const goOn = { location: location.href, 'retry-after': String(SOON) };
  const isUnderWay = auditState.kind === 'underWay';
  return {
    status: isUnderWay ? 202 : 200,
    headers: { 'cache-control': 'no-store', ...(isUnderWay && goOn) },
    jsonBody: inWords(auditState, tenantId),
  };
}

function inWords(
  auditState: Extract<CanaryStatus, { kind: 'ready' | 'underWay' | 'failed' }>,
  tenantId: string,
): CanaryAnswer {
  const { kind: status } = auditState;
  if (auditState.kind === 'ready') return { tenantId, status, groupId: auditState.groupId };
  const { requestedBy, wantedAt, problem: text } = auditState.making;
  return { tenantId, status, requestedBy, wantedAt, ...(text && { text }) };
}
