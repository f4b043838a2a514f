import type { HttpResponseInit } from '@azure/functions';
import { throughOf } from '../access/caller';
import { extendEnablement } from '../api/routes/commands';
import { extended, untilViolation } from '../enablement/time-box';
import type { Services } from '../services';
import { problem } from './problem';
import { serve, type Call } from './serve';
import { statusAnswer, unknownRun } from './status-answer';

/** `POST /enablements/{id}/extend`: another date for an enablement that stands until one. */
export function registerExtendEnablement(services: Services): void {
  serve(services, extendEnablement, (call) => extend(services, call));
}

/** Gives an enablement another end. */
export async function extend(
  services: Services,
  { params: { id }, body: { by, reason, until }, caller, request }: Call<typeof extendEnablement>,
): Promise<HttpResponseInit> {
  const { store, timeBoxes, now } = services;
  const message = untilViolation(until, now().getTime());
  if (message !== undefined) {
    const violations = [{ pointer: '/until', message }];
    return problem({ status: 422, type: 'invalid-request', title: 'The request has a mistake.', violations });
  }
  const run = await store.find(id);
  if (run === undefined) return unknownRun(id);
  const through = throughOf(caller);
  const extension = { until, by, reason, at: now().toISOString(), ...(through && { through }) };
  for (;;) {
    const found = await timeBoxes.find(run.tenantId, id);
    if (found === undefined || found.box.endedBy !== undefined) {
      const title = `Enablement ${id} ${found ? 'has ended already' : 'stands without an end'}.`;
      return problem({ status: 409, type: 'nothing-to-extend', title });
    }
    const put = await timeBoxes.put(run.tenantId, extended(found.box, extension), found.etag);
    if (put === 'saved') return statusAnswer(services, request, id);
  }
}
