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
import { requestEnablement } from '../../api/routes/request-enablement';
import { mayOn } from '../../access/role-tenants';
import { READERS } from '../../api/routes/fields';
import { mayBeTestGuest, NOT_A_TEST_GUEST } from '../../domain/input/test-guest-allowed';
import type { Services } from '../../composition/services';
import { endOfDay } from '../../web/request/request-form';
import type { ActionName } from '../../web/run/run-view';
import { confirm } from '../enablements/confirm-enablement';
import { decide } from '../enablements/decide-enablement';
import { extend } from '../enablements/extend-enablement';
import { idempotencyKeyOf } from '../http/idempotency-key';
import { problem } from '../http/problem';
import { replay } from '../delivery/replay-run-events';
import { admit } from '../enablements/request-enablement';
import { unknownRun } from '../enablements/status-answer';
import { sendCommand } from '../enablements/command-enablement';
import { undo } from '../enablements/undo-enablement';
import { callOf } from './serve/form-to-call';
import { mayCall } from './may-call';
import { seeOther } from './serve/page-answer';
import { servePage, type PageContext } from './serve/serve-page';
import type { PageRequest } from './serve/page-request';

/** `POST /requests/{id}/{action}`: what the buttons of a run's page do, by the very handlers that serve machines. */
export function registerRunActions(pageContext: PageContext): void {
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
  servePage(pageContext, page, async (pageRequest) => {
    const { id = '', action = '' } = pageRequest.request.params;
    if (!isAction(action))
      return problem({ status: 404, type: 'unknown-page', title: 'There is no such button.' });
    const found = ACTIONS[action];
    const run = mayCall(found.route, pageRequest.caller)
      ? await pageContext.services.store.find(id)
      : undefined;
    if (run === undefined && mayCall(found.route, pageRequest.caller)) return unknownRun(id);
    if (!mayCall(found.route, pageRequest.caller, run?.tenantId))
      return problem({
        status: 403,
        type: 'role-missing',
        title: `${pageRequest.caller.name} lacks a role.`,
      });
    const answer = await found.act(pageContext.services, pageRequest, id);
    if ((answer.status ?? 200) >= 400) return answer;
    // Where it made another run, that one is shown.
    return seeOther(`/requests/${(answer.jsonBody as { id: string }).id}`);
  });
}

const isAction = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name);

interface Action {
  route: Route;
  act(services: Services, pageRequest: PageRequest, id: string): Promise<HttpResponseInit>;
}

const ACTIONS: Readonly<Record<ActionName, Action>> = {
  cancel: {
    route: cancelEnablement,
    act: (services, pageRequest, id) =>
      sendCommand(
        services,
        callOf(cancelEnablement, pageRequest, { id }, { by: pageRequest.caller.name }),
        'cancel',
      ),
  },
  probe: {
    route: probeEnablement,
    act: (services, pageRequest, id) =>
      sendCommand(
        services,
        callOf(probeEnablement, pageRequest, { id }, { by: pageRequest.caller.name }),
        'probe',
      ),
  },
  decision: {
    route: decideEnablement,
    act: (services, pageRequest, id) => {
      const { form, caller } = pageRequest;
      const { decision, planHash, comment } = Object.fromEntries(form);
      return decide(
        services,
        callOf(decideEnablement, pageRequest, { id }, { decision, planHash, comment, by: caller.name }),
      );
    },
  },
  undo: {
    route: undoEnablement,
    // As a plan first: nobody closes doors without having seen which.
    act: (services, pageRequest, id) => {
      const justification = pageRequest.form.get('justification') ?? '';
      const body = { requestedBy: pageRequest.caller.name, justification, dryRun: true };
      return undo(services, callOf(undoEnablement, pageRequest, { id }, body));
    },
  },
  extend: {
    route: extendEnablement,
    act: (services, pageRequest, id) => {
      const { until = '', reason } = Object.fromEntries(pageRequest.form);
      const body = { until: endOfDay(until), reason, by: pageRequest.caller.name };
      return extend(services, callOf(extendEnablement, pageRequest, { id }, body));
    },
  },
  confirm: {
    route: confirmEnablement,
    act: (services, pageRequest, id) =>
      confirm(services, callOf(confirmEnablement, pageRequest, { id }, { by: pageRequest.caller.name })),
  },
  send: { route: requestEnablement, act: send },
  replay: {
    route: replayCallback,
    act: (services, pageRequest, id) => replay(services, callOf(replayCallback, pageRequest, { id })),
  },
};

/** Asks in earnest for what was looked over: the same request, and no dry run. */
async function send(services: Services, pageRequest: PageRequest, id: string): Promise<HttpResponseInit> {
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const { caller, request, context } = pageRequest;
  // Neither the machine that asked for the plan nor where it wanted to be called back is part of what is sent.
  const { dryRun, undoes, justification, through: _, requestedById: ____, ...rest } = run.request;
  const { callbackFormat: __, callbackEvents: ___, ...asked } = rest;
  if (!dryRun || run.runOutcome?.outcome !== 'planned')
    return problem({ status: 409, type: 'nothing-to-send', title: `There is no plan of ${id} to send.` });
  const tenantSettings = await services.tenants.find(run.tenantId);
  const address = asked.testGuestEmail;
  const isOperator = mayOn(caller, ['Operator'], run.tenantId);
  // Whoever sends it asks for it, and may name what he may: the plan can have been an operator's.
  if (address !== undefined && !mayBeTestGuest({ address, tenantSettings: tenantSettings ?? {}, isOperator }))
    return problem({
      status: 403,
      type: 'not-a-test-guest',
      title: `${address} ${NOT_A_TEST_GUEST}.`,
    });
  // Sent twice, it is one request.
  const idempotencyKey = idempotencyKeyOf(caller, `review of ${id}`, undefined);
  if (undoes !== undefined) {
    const body = { requestedBy: caller.name, justification, dryRun: false };
    return undo(services, { ...callOf(undoEnablement, pageRequest, { id: undoes }, body), idempotencyKey });
  }
  const arrival = { caller, request, context, idempotencyKey, mediaType: 'application/json' };
  return admit(services, arrival, {
    ...asked,
    ...(justification && { justification }),
    requestedBy: caller.name,
    dryRun: false,
  });
}
