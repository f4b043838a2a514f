import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Route } from '../../api/route';
import {
  cancelEnablement,
  confirmEnablement,
  decideEnablement,
  extendEnablement,
  probeEnablement,
  undoEnablement,
} from '../../api/routes/commands';
import { replayCallback } from '../../api/routes/callbacks';
import { requestEnablement } from '../../api/routes/enablements';
import { mayOn } from '../../access/role-tenants';
import { READERS } from '../../api/routes/fields';
import { mayBeTestGuest, NOT_A_TEST_GUEST } from '../../enablement/test-guest-allowed';
import type { Services } from '../../services';
import { endOfDay } from '../../web/request/request-form';
import type { ActionName } from '../../web/run/run-view';
import { confirm } from '../confirm-enablement';
import { decide } from '../decide-enablement';
import { extend } from '../extend-enablement';
import { idempotencyKeyOf } from '../idempotency-key';
import { problem } from '../problem';
import { replay } from '../replay-callback';
import { admit } from '../request-enablement';
import { unknownRun } from '../status-answer';
import { tell } from '../tell-enablement';
import { undo } from '../undo-enablement';
import { callOf } from './call-of';
import { mayCall } from './may-call';
import { seeOther } from './page-answer';
import { servePage, type House } from './serve-page';
import type { Visit } from './visit';

/** `POST /requests/{id}/{action}`: what the buttons of a run's page do, by the very handlers that serve machines. */
export function registerRunActions(house: House): void {
  const page = {
    name: 'pageRunAction',
    route: 'requests/{id}/{action}',
    method: 'POST',
    access: READERS,
    about: 'run',
    usesDurable: true,
    isFree: ({ params: { action = '' } }: HttpRequest) =>
      isAction(action) && ACTIONS[action].route.budget === undefined,
  } as const;
  servePage(house, page, async (visit) => {
    const { id = '', action = '' } = visit.request.params;
    if (!isAction(action))
      return problem({ status: 404, type: 'unknown-page', title: 'There is no such button.' });
    const found = ACTIONS[action];
    const run = mayCall(found.route, visit.caller) ? await house.services.store.find(id) : undefined;
    if (run === undefined && mayCall(found.route, visit.caller)) return unknownRun(id);
    if (!mayCall(found.route, visit.caller, run?.tenantId))
      return problem({ status: 403, type: 'role-missing', title: `${visit.caller.name} lacks a role.` });
    const answer = await found.act(house.services, visit, id);
    if ((answer.status ?? 200) >= 400) return answer;
    // Where it made another run, that one is shown.
    return seeOther(`/requests/${(answer.jsonBody as { id: string }).id}`);
  });
}

const isAction = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name);

interface Action {
  route: Route;
  act(services: Services, visit: Visit, id: string): Promise<HttpResponseInit>;
}

const ACTIONS: Readonly<Record<ActionName, Action>> = {
  cancel: {
    route: cancelEnablement,
    act: (services, visit, id) =>
      tell(services, callOf(cancelEnablement, visit, { id }, { by: visit.caller.name }), 'cancel'),
  },
  probe: {
    route: probeEnablement,
    act: (services, visit, id) =>
      tell(services, callOf(probeEnablement, visit, { id }, { by: visit.caller.name }), 'probe'),
  },
  decision: {
    route: decideEnablement,
    act: (services, visit, id) => {
      const { form, caller } = visit;
      const { decision, planHash, comment } = Object.fromEntries(form);
      return decide(
        services,
        callOf(decideEnablement, visit, { id }, { decision, planHash, comment, by: caller.name }),
      );
    },
  },
  undo: {
    route: undoEnablement,
    // As a plan first: nobody closes doors without having seen which.
    act: (services, visit, id) => {
      const justification = visit.form.get('justification') ?? '';
      const body = { requestedBy: visit.caller.name, justification, dryRun: true };
      return undo(services, callOf(undoEnablement, visit, { id }, body));
    },
  },
  extend: {
    route: extendEnablement,
    act: (services, visit, id) => {
      const { until = '', reason } = Object.fromEntries(visit.form);
      const body = { until: endOfDay(until), reason, by: visit.caller.name };
      return extend(services, callOf(extendEnablement, visit, { id }, body));
    },
  },
  confirm: {
    route: confirmEnablement,
    act: (services, visit, id) =>
      confirm(services, callOf(confirmEnablement, visit, { id }, { by: visit.caller.name })),
  },
  send: { route: requestEnablement, act: send },
  replay: {
    route: replayCallback,
    act: (services, visit, id) => replay(services, callOf(replayCallback, visit, { id })),
  },
};

/** Asks in earnest for what was looked over: the same request, and no dry run. */
async function send(services: Services, visit: Visit, id: string): Promise<HttpResponseInit> {
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const { caller, request, context } = visit;
  // Neither the machine that asked for the plan nor where it wanted to be called back is part of what is sent.
  const { dryRun, undoes, justification, through: _, requestedById: ____, ...rest } = run.request;
  const { callbackFormat: __, callbackEvents: ___, ...asked } = rest;
  if (!dryRun || run.conclusion?.outcome !== 'planned')
    return problem({ status: 409, type: 'nothing-to-send', title: `There is no plan of ${id} to send.` });
  const registration = await services.tenants.find(run.tenantId);
  const address = asked.testGuestEmail;
  const isOperator = mayOn(caller, ['Operator'], run.tenantId);
  // Whoever sends it asks for it, and may name what he may: the plan can have been an operator's.
  if (address !== undefined && !mayBeTestGuest({ address, registration: registration ?? {}, isOperator }))
    return problem({
      status: 403,
      type: 'not-a-test-guest',
      title: `${address} ${NOT_A_TEST_GUEST}.`,
    });
  // Sent twice, it is one request.
  const idempotencyKey = idempotencyKeyOf(caller, `review of ${id}`, undefined);
  if (undoes !== undefined) {
    const body = { requestedBy: caller.name, justification, dryRun: false };
    return undo(services, { ...callOf(undoEnablement, visit, { id: undoes }, body), idempotencyKey });
  }
  const arrival = { caller, request, context, idempotencyKey, mediaType: 'application/json' };
  return admit(services, arrival, {
    ...asked,
    ...(justification && { justification }),
    requestedBy: caller.name,
    dryRun: false,
  });
}
