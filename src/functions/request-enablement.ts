import { createHash } from 'node:crypto';
import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { throughOf } from '../access/caller';
import { requestEnablement } from '../api/routes/enablements';
import type { Registration } from '../enablement/registration';
import { parseRequest, tenantIdIn, workOf, type EnablementRequest } from '../enablement/request';
import type { Services } from '../services';
import { problem } from './problem';
import { serve, type Arrival } from './serve';
import { startRun } from './start-run';
import { statusAnswer } from './status-answer';

/** `POST /enablements`: saves the request, starts its run, and answers where to follow it. */
export function registerRequestEnablement(services: Services): void {
  serve(services, requestEnablement, (call) => admit(services, call, call.body), {
    usesDurable: true,
    parseBody: async (body) => parseRequest(body, await registrationFor(services, body)),
  });
}

async function registrationFor({ tenants }: Services, body: unknown): Promise<Registration | undefined> {
  const tenantId = tenantIdIn(body);
  return tenantId === undefined ? undefined : tenants.find(tenantId);
}

/** Saves what was asked, starts its run, and answers where to follow it. */
export async function admit(
  services: Services,
  { caller, idempotencyKey: key, request, context }: Arrival,
  asked: EnablementRequest,
): Promise<HttpResponseInit> {
  const id = services.newId();
  const acceptedAt = services.now().toISOString();
  const idempotency = key && {
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(asked)).digest('hex'),
  };
  const through = throughOf(caller);
  const admission = {
    id,
    request: { ...asked, ...(through && { through }) },
    work: workOf(asked),
    acceptedAt,
    ...(idempotency && { idempotency }),
  };
  const admitted = await services.store.admit(admission);
  switch (admitted.kind) {
    case 'keyReused':
      return problem({
        status: 422,
        type: 'idempotency-key-reused',
        title: 'This Idempotency-Key came with another request before.',
        detail: 'Send a new key with a new request, or the same body with the same key.',
      });
    case 'occupied':
      return problem({
        status: 409,
        type: 'tenant-occupied',
        title: 'Another enablement is changing this tenant.',
        detail: `Wait until ${admitted.by} is finished, or cancel it.`,
        more: { enablementId: admitted.by },
      });
    case 'admitted':
      await startRun(df.getClient(context), id, context);
      return statusAnswer(services, request, id);
    case 'replayed':
    case 'joined':
      return statusAnswer(services, request, admitted.id, { answersRequest: true });
  }
}
