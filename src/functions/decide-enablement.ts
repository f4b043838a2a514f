import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import { isSamePerson, type PlannedResult } from '../enablement/decision';
import type { Services } from '../services';
import { readBody } from './json-body';
import { answering, problem } from './problem';
import { unknownRun } from './status-answer';
import { tellRun } from './tell-enablement';

const name = z.string('is required: who decides').trim().min(1, 'must not be empty').max(200);
const decisionSchema = z.strictObject({
  decision: z.enum(['approve', 'decline'], 'must be "approve" or "decline"'),
  by: name,
  planHash: z
    .string('is required: the hash of the plan you read')
    .regex(/^[0-9a-f]{64}$/, 'must be the hash of a plan'),
  comment: z.string().trim().max(2000).optional(),
});

/** `POST /enablements/{id}/decision`: a second person agrees to the plan, or does not. */
export function registerDecideEnablement(services: Services): void {
  app.http('decideEnablement', {
    route: 'enablements/{id}/decision',
    methods: ['POST'],
    authLevel: 'function',
    extraInputs: [df.input.durableClient()],
    handler: (request, context) => answering(services, context, () => decide(services, request, context)),
  });
}

async function decide(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const id = request.params['id'] ?? '';
  const { decision, by, planHash, comment } = await readBody(request, decisionSchema);
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const steps = await services.store.steps(id);
  const last = steps.at(-1);
  const planned = last?.kind === 'planned' ? (last.result as PlannedResult) : undefined;
  const isLate = planned?.decideBy !== undefined && services.now().toISOString() >= planned.decideBy;
  if (run.closedAt !== undefined || planned?.decideBy === undefined || isLate)
    return problem({
      status: 409,
      type: 'nothing-to-decide',
      title: `Enablement ${id} does not wait for a decision.`,
    });
  if (planned.plan.hash !== planHash)
    return problem({
      status: 409,
      type: 'another-plan',
      title: 'The decision is about another plan.',
      detail: 'Read the plan again, and decide about the hash it has now.',
      more: { planHash: planned.plan.hash },
    });
  if (decision === 'approve' && isSamePerson(by, run.request.requestedBy))
    return problem({
      status: 403,
      type: 'own-request',
      title: 'Whoever asked for it cannot agree to it: a second person must.',
    });
  const command = { kind: decision, by, subject: planHash, ...(comment && { comment }) };
  return tellRun(services, id, command, context);
}
