import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { replayAuditEvents } from '../../api/routes/tenants';
import { again } from '../../domain/events/delivery';
import type { Services } from '../../composition/services';
import { startDispatcher } from '../../workflows/delivery/start-dispatcher';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { unknownTenant } from '../tenants/tenants';

/** `POST /tenants/{id}/audit-events/replay`: sends dead deliveries about audits again, as the same events. */
export function registerReplayAuditEvents(services: Services): void {
  serve(services, replayAuditEvents, (call) => replay(services, call), { usesDurable: true });
}

async function replay(
  { tenants, audits: { deliveries: updates }, now }: Services,
  { params: { id: tenantId }, context }: Call<typeof replayAuditEvents>,
): Promise<HttpResponseInit> {
  if ((await tenants.find(tenantId)) === undefined) return unknownTenant(tenantId);
  const dead = (await updates.deliveries(tenantId)).filter(({ state }) => state === 'undelivered');
  if (dead.length === 0) {
    const title = 'Everything that audits of this tenant had to tell was told, or is on its way.';
    return problem({ status: 409, type: 'nothing-to-replay', title });
  }
  for (const { version, ...delivery } of dead)
    await updates.replace(tenantId, version, again(delivery, now().toISOString()));
  await startDispatcher(df.getClient(context), tenantId, context, 'audits');
  return { status: 202, jsonBody: { tenantId, audits: dead.map(({ edition }) => edition) } };
}
