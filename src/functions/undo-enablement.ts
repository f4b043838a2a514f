import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import type { Services } from '../services';
import { readBody } from './json-body';
import { idempotencyKeyOf } from './idempotency-key';
import { answering, problem } from './problem';
import { admit } from './request-enablement';
import { unknownRun } from './status-answer';

const name = z.string('is required: who asks').trim().min(1, 'must not be empty').max(200);
const undoSchema = z.strictObject({
  requestedBy: name,
  justification: z.string().trim().max(2000).optional(),
  dryRun: z.boolean('must be true or false').default(false),
});

/**
 * `POST /enablements/{id}/undo`: puts back what a finished enablement changed. The way back is a run of its own, with
 * a plan, steps and an end like any other.
 */
export function registerUndoEnablement(services: Services): void {
  app.http('undoEnablement', {
    route: 'enablements/{id}/undo',
    methods: ['POST'],
    authLevel: 'function',
    extraInputs: [df.input.durableClient()],
    handler: (request, context) => answering(services, context, () => undo(services, request, context)),
  });
}

async function undo(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const id = request.params['id'] ?? '';
  const { requestedBy, justification, dryRun } = await readBody(request, undoSchema);
  const { value: key, violations } = idempotencyKeyOf(request);
  if (violations.length > 0)
    return problem({ status: 422, type: 'invalid-request', title: 'The request has mistakes.', violations });
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const cannot = run.request.undoes !== undefined || run.request.dryRun;
  if (run.closedAt === undefined || cannot) {
    const title =
      run.closedAt === undefined
        ? `Enablement ${id} still runs: cancel it first.`
        : `Enablement ${id} changed nothing by itself that could be put back.`;
    return problem({ status: 409, type: 'cannot-undo', title });
  }
  const { justification: _, ticketSystem: __, ticketId: ___, ...wish } = run.request;
  const wayBack = {
    ...wish,
    requestedBy,
    ...(justification && { justification }),
    dryRun,
    undoOnFailure: false,
    undoes: id,
    // Whoever is called back about the enablement did not ask for its undoing.
    callbackFormat: undefined,
    callbackEvents: undefined,
  };
  return admit(services, request, context, wayBack, { key });
}
