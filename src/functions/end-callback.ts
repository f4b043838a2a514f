import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { checkEndToken, endToken } from '../access/signed-token';
import { markOf } from '../access/sealed-address';
import type { Services } from '../services';
import { readBody } from './json-body';
import { answering, problem } from './problem';
import { statusAnswer } from './status-answer';

const endSchema = z.strictObject({ callbackUrl: z.string('is required').max(2048) });

/**
 * Ends a callback, in the two ways webhook actions know: by the address they were given when they subscribed, or by
 * repeating the address to be called. Either is its own authorisation, asked once or ten times alike, and answered the
 * same whether there was anything to end. The run goes on.
 * https://learn.microsoft.com/azure/connectors/connectors-native-webhook
 */
export function registerEndCallback(services: Services): void {
  app.http('endCallback', {
    route: 'enablements/{id}/callback',
    methods: ['DELETE'],
    authLevel: 'anonymous',
    handler: (request, context) => answering(services, context, () => endByToken(services, request)),
  });
  app.http('unsubscribe', {
    route: 'callbacks/unsubscribe',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: (request, context) => answering(services, context, () => endByAddress(services, request)),
  });
}

async function endByToken(services: Services, request: HttpRequest): Promise<HttpResponseInit> {
  const id = request.params['id'] ?? '';
  const { store, statusTokenSecret, registration } = services;
  if (!checkEndToken(statusTokenSecret, id, request.query.get('t') ?? ''))
    return problem({
      status: 401,
      type: 'unauthorized',
      title: 'This address needs the token it was handed out with.',
    });
  await store.forgetAddress(registration.tenantId, id);
  return { status: 204 };
}

async function endByAddress(services: Services, request: HttpRequest): Promise<HttpResponseInit> {
  const { callbackUrl } = await readBody(request, endSchema);
  const { store, statusTokenSecret, registration } = services;
  const { tenantId } = registration;
  for (const id of await store.runsCalledBack(tenantId, markOf(statusTokenSecret, callbackUrl))) {
    // Only the address of a workflow is a secret, and so an authorisation; others can be guessed.
    const isWorkflow = (await store.find(id))?.request.callbackFormat === 'logicApp';
    if (isWorkflow) await store.forgetAddress(tenantId, id);
  }
  return { status: 204 };
}

/**
 * The answer to a webhook action that subscribes: 201, because a 202 would have it poll as well, with the address at
 * which to end the callback.
 */
export async function subscribedAnswer(
  services: Services,
  request: HttpRequest,
  id: string,
): Promise<HttpResponseInit> {
  const answer = await statusAnswer(services, request, id, { answersRequest: true });
  if (answer.status !== 202) return answer;
  const location = new URL(`/api/enablements/${id}/callback`, request.url);
  location.searchParams.set('t', endToken(services.statusTokenSecret, id));
  return { ...answer, status: 201, headers: { location: location.href, 'cache-control': 'no-store' } };
}
