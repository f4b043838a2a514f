import { createHash } from 'node:crypto';
import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { markOf, sealAddress } from '../access/sealed-address';
import { parseRequest, workOf, type EnablementRequest } from '../enablement/request';
import type { Services } from '../services';
import { subscribedAnswer } from './end-callback';
import { idempotencyKeyOf } from './idempotency-key';
import { readJson } from './json-body';
import { answering, problem } from './problem';
import { startRun } from './start-run';
import { statusAnswer } from './status-answer';

/** `POST /enablements`: saves the request, starts its run, and answers where to follow it. */
export function registerRequestEnablement(services: Services): void {
  app.http('requestEnablement', {
    route: 'enablements',
    methods: ['POST'],
    authLevel: 'function',
    extraInputs: [df.input.durableClient()],
    handler: (request, context) => answering(services, context, () => accept(services, request, context)),
  });
}

async function accept(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const body = await readJson(request);
  const key = idempotencyKeyOf(request);
  const parsed = parseRequest(body, services.registration);
  const violations = [...(parsed.kind === 'rejected' ? parsed.violations : []), ...key.violations];
  if (parsed.kind === 'rejected' || violations.length > 0) {
    const title = `The request has ${violations.length === 1 ? 'a mistake' : `${violations.length} mistakes`}.`;
    return problem({ status: 422, type: 'invalid-request', title, violations });
  }
  const { callbackUrl } = parsed;
  return admit(services, request, context, parsed.request, { key: key.value, callbackUrl });
}

/** Saves what was asked, starts its run, and answers where to follow it. */
export async function admit(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
  asked: EnablementRequest,
  { key, callbackUrl }: { key?: string | undefined; callbackUrl?: string | undefined },
): Promise<HttpResponseInit> {
  const id = services.newId();
  const acceptedAt = services.now().toISOString();
  const { statusTokenSecret: secret } = services;
  const callback = callbackUrl && {
    sealed: sealAddress(secret, id, callbackUrl),
    mark: markOf(secret, callbackUrl),
  };
  // Whoever wants to be called elsewhere asks for something else, and cannot join.
  const mark = callback ? callback.mark : '';
  const idempotency = key && {
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(asked)).update(mark).digest('hex'),
  };
  const admission = {
    id,
    request: asked,
    work: `${workOf(asked)}${mark}`,
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
      await startRun(df.getClient(context), id, context);
      return answerAt(id);
    case 'replayed':
    case 'joined':
      return answerAt(admitted.id, { answersRequest: true });
  }
}
