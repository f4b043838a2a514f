import type { HttpResponseInit } from '@azure/functions';
import { voiceOf } from '../../access/caller';
import { mayOn } from '../../access/role-tenants';
import { extendEnablement } from '../../api/routes/commands';
import { ASKERS } from '../../api/routes/fields';
import type { PlannedResult } from '../../domain/enablement/decision';
import type { Enablement } from '../../domain/enablement/enablement';
import { hasAsked } from '../../domain/enablement/four-eyes';
import {
  agreedUntil,
  extended,
  hasEnded,
  isRepeated,
  untilViolation,
  type Expiry,
} from '../../domain/enablement/expiry';
import { undoInWords, undoStateOf } from '../../domain/plan/undo-status';
import type { Services } from '../../composition/services';
import { isKnown, partyOf } from './decision-party';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { statusAnswer, unknownRun } from './status-answer';

type Extend = Call<typeof extendEnablement>;

/** `POST /enablements/{id}/extend`: another date for an enablement that stands until one. */
export function registerExtendEnablement(services: Services): void {
  serve(services, extendEnablement, (call) => extend(services, call));
}

/** Gives an enablement another end. A later one than was agreed to is a decision like the one about the plan. */
export async function extend(services: Services, call: Extend): Promise<HttpResponseInit> {
  const { params, body, caller, request } = call;
  const { store, expiries, now } = services;
  const { id } = params;
  const { by, reason, until } = body;
  const message = untilViolation(until, now().getTime());
  if (message !== undefined) {
    const violations = [{ pointer: '/until', message }];
    return problem({ status: 422, type: 'invalid-request', title: 'The request has a mistake.', violations });
  }
  const run = await store.find(id);
  if (run === undefined) return unknownRun(id);
  const undone = undoInWords(run);
  if (undone !== undefined && undoStateOf(run) !== 'incomplete')
    return problem({
      status: 409,
      type: 'nothing-to-extend',
      title: `Enablement ${id} cannot get another date. ${undone}`,
    });
  const isAgreed = await wasAgreed(services, id);
  const isAsker = hasAsked(run.request, await store.joins(id), partyOf(caller, by));
  for (;;) {
    const found = await expiries.find(run.tenantId, id);
    if (found === undefined || hasEnded(found.box)) {
      const title = `Enablement ${id} ${found ? 'has ended already' : 'stands without an end'}.`;
      return problem({ status: 409, type: 'nothing-to-extend', title });
    }
    // A caller who did not hear the answer says it again: it stands already.
    if (isRepeated(found.box, { ...body, ...voiceOf(caller) })) return statusAnswer(services, request, id);
    const isDecision = isAgreed && isLaterThanAgreed(found.box, run, until);
    const refused = isDecision
      ? whyNotDecided(services, call, run, isAsker)
      : whyNotAsked(call, run.tenantId);
    if (refused) return refused;
    const at = now().toISOString();
    const extension = { until, by, reason, at, ...voiceOf(caller), ...(isDecision && { isDecision }) };
    const put = await expiries.put(run.tenantId, extended(found.box, extension), found.etag);
    if (put === 'saved') return statusAnswer(services, request, id);
  }
}

/** Whether a second person had to agree to the plan; while there is none, he may have to. */
async function wasAgreed({ store }: Services, id: string): Promise<boolean> {
  const planned = (await store.steps(id)).find(({ kind }) => kind === 'planned');
  return planned === undefined || (planned.result as PlannedResult).decideBy !== undefined;
}

const isLaterThanAgreed = (box: Expiry, { request }: Enablement, until: string): boolean =>
  Date.parse(until) > agreedUntil(box, request.enableUntil ?? box.until);

function whyNotDecided(
  services: Services,
  { caller }: Extend,
  { request }: Enablement,
  isAsker: boolean,
): HttpResponseInit | undefined {
  if (!isAsker && mayOn(caller, ['Approver'], request.tenantId) && isKnown(caller, services))
    return undefined;
  return problem({
    status: 403,
    type: 'extension-needs-approver',
    title: 'Somebody else must agree to a later date than the plan had.',
    detail: `A second person agreed to this enablement until a date. Ask somebody with the role Approver, other than ${request.requestedBy} and whoever asked for the same, to extend it.`,
  });
}

const whyNotAsked = ({ caller }: Extend, tenantId: string): HttpResponseInit | undefined =>
  mayOn(caller, ASKERS, tenantId)
    ? undefined
    : problem({
        status: 403,
        type: 'role-missing',
        title: `${caller.name} lacks the role ${ASKERS.join(' or ')}.`,
        detail: 'Whoever administers this application assigns roles.',
      });
