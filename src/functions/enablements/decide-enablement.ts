import type { HttpResponseInit } from '@azure/functions';
import { decideEnablement } from '../../api/routes/commands';
import type { PlannedResult } from '../../domain/enablement/decision';
import { hasAsked } from '../../domain/enablement/four-eyes';
import type { Services } from '../../composition/services';
import { isKnown, partyOf } from './decision-party';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { unknownRun } from './status-answer';
import { commandRun } from './command-enablement';

/** `POST /enablements/{id}/decision`: a second person agrees to the plan, or does not. */
export function registerDecideEnablement(services: Services): void {
  serve(services, decideEnablement, (call) => decide(services, call), { usesDurable: true });
}

/** Tells the run what somebody decides about its plan, where that is his to decide. */
export async function decide(
  services: Services,
  call: Call<typeof decideEnablement>,
): Promise<HttpResponseInit> {
  const { id } = call.params;
  const { decision, by, planHash, comment } = call.body;
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
  if (!isKnown(call.caller, services))
    return problem({
      status: 403,
      type: 'identity-missing',
      title: 'Nobody can tell who you are: sign in to decide.',
    });
  const party = partyOf(call.caller, by);
  if (decision === 'approve' && hasAsked(run.request, await services.store.joins(id), party))
    return problem({
      status: 403,
      type: 'own-request',
      title: 'Whoever asked for it cannot agree to it: a second person must.',
    });
  const command = { kind: decision, by, subject: planHash, ...(comment && { comment }) };
  return commandRun(services, call, run, command);
}
