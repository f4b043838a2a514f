import { createHash } from 'node:crypto';
import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { fingerprintsOf, encryptAddress } from '../../access/encrypted-address';
import { voiceOf } from '../../access/caller';
import { mayOn } from '../../access/role-tenants';
import { requestEnablement } from '../../api/routes/request-enablement';
import { inOneLine } from '../../domain/events/log-event';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { workOf, type EnablementRequest } from '../../domain/enablement/request';
import { parseRequest, tenantIdIn } from '../../domain/enablement/parse-request';
import type { Services } from '../../composition/services';
import { startRun } from '../../workflows/engine/start-run';
import { problem } from '../http/problem';
import { serve, type Arrival, type Call } from '../http/serve';
import { subscribedAnswer } from '../delivery/end-callback';
import { statusAnswer } from './status-answer';

/** `POST /enablements`: saves the request, starts its run, and answers where to follow it. */
export function registerRequestEnablement(services: Services): void {
  serve(services, requestEnablement, (call) => accept(services, call), {
    usesDurable: true,
    parseBody: async (body, caller) => {
      const parsed = parseRequest(
        body,
        await tenantSettingsFor(services, body),
        services.callbackRule,
        services.now().getTime(),
        mayOn(caller, ['Operator'], tenantIdIn(body) ?? ''),
      );
      if (parsed.kind === 'rejected') return parsed;
      const { kind, request, callbackUrl } = parsed;
      return { kind, request: { ...request, ...(callbackUrl && { callbackUrl }) } };
    },
  });
}

async function accept(services: Services, call: Call<typeof requestEnablement>): Promise<HttpResponseInit> {
  // The address opens something of the caller's: it goes its own way, and never into the request.
  const { callbackUrl, ...asked } = call.body;
  return admit(services, call, asked, callbackUrl);
}

async function tenantSettingsFor({ tenants }: Services, body: unknown): Promise<TenantSettings | undefined> {
  const tenantId = tenantIdIn(body);
  return tenantId === undefined ? undefined : tenants.find(tenantId);
}

/** Saves what was asked, starts its run, and answers where to follow it. */
export async function admit(
  services: Services,
  { caller, idempotencyKey: key, request, context }: Arrival,
  asked: EnablementRequest,
  callbackUrl?: string,
): Promise<HttpResponseInit> {
  const id = services.newId();
  const acceptedAt = services.now().toISOString();
  const { statusTokenSecret: secret } = services;
  // Whoever wants to be called elsewhere asks for something else, and cannot join.
  const [fingerprint = '', ...earlier] = callbackUrl ? fingerprintsOf(secret, callbackUrl) : [];
  const callback = callbackUrl && { encrypted: encryptAddress(secret, id, callbackUrl), fingerprint };
  const fingerprintOf = (one: string): string =>
    createHash('sha256').update(JSON.stringify(asked)).update(one).digest('hex');
  const idempotency = key && {
    key,
    fingerprint: fingerprintOf(fingerprint),
    earlierFingerprints: earlier.map(fingerprintOf),
  };
  const { through, byId: requestedById } = voiceOf(caller);
  const admission = {
    id,
    request: { ...asked, ...(through && { through }), ...(requestedById && { requestedById }) },
    work: `${workOf(asked)}${fingerprint}`,
    earlierWork: earlier.map((one) => `${workOf(asked)}${one}`),
    acceptedAt,
    ...(idempotency && { idempotency }),
    ...(callback && { callback }),
  };
  const answerAt = (at: string, options = {}): Promise<HttpResponseInit> =>
    asked.callbackFormat === 'logicApp'
      ? subscribedAnswer(services, request, at)
      : statusAnswer(services, request, at, options);
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
      context.log(
        inOneLine({ event: 'runAccepted', enablement: id, tenant: asked.tenantId, goal: asked.goal }),
      );
      await startRun(df.getClient(context), id, context);
      return answerAt(id);
    case 'joined':
    case 'replayed':
      return answerAt(admitted.id, { answersRequest: true });
  }
}
