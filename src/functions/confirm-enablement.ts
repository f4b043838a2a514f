import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { Services } from '../services';
import { readBody } from './json-body';
import { answering, problem } from './problem';
import { statusAnswer, unknownRun } from './status-answer';

const confirmSchema = z.strictObject({
  by: z.string('is required: who tried it').trim().min(1, 'must not be empty').max(200),
});

/** `POST /enablements/{id}/confirm`: a person says that the partner test worked, which no application can try. */
export function registerConfirmEnablement(services: Services): void {
  app.http('confirmEnablement', {
    route: 'enablements/{id}/confirm',
    methods: ['POST'],
    authLevel: 'function',
    handler: (request, context) => answering(services, context, () => confirm(services, request)),
  });
}

async function confirm(services: Services, request: HttpRequest): Promise<HttpResponseInit> {
  const id = request.params['id'] ?? '';
  const { by } = await readBody(request, confirmSchema);
  const at = services.now().toISOString();
  const confirmed = await services.store.confirm(id, { by, at });
  switch (confirmed.kind) {
    case 'unknown':
      return unknownRun(id);
    case 'notPending':
      return problem({
        status: 409,
        type: 'nothing-to-confirm',
        title: `Enablement ${id} has no partner test to confirm.`,
      });
    case 'earlier':
      return problem({
        status: 409,
        type: 'already-confirmed',
        title: `${confirmed.by} has confirmed the partner test of enablement ${id} already.`,
      });
    case 'confirmed':
      return statusAnswer(services, request, id);
  }
}
