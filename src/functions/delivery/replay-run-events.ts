import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { replayCallback } from '../../api/routes/callbacks';
import { again } from '../../domain/events/delivery';
import type { Services } from '../../composition/services';
import { startDispatcher } from '../../workflows/delivery/start-dispatcher';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { followUp, unknownRun } from '../enablements/status-answer';

/** `POST /enablements/{id}/callback/replay`: sends dead deliveries again, as the same events, with a day of their own. */
export function registerReplayCallback(services: Services): void {
  serve(services, replayCallback, (call) => replay(services, call), { usesDurable: true });
}

/** Sends the dead deliveries of a run again. */
export async function replay(
  services: Services,
  { params: { id }, request, context }: Call<typeof replayCallback>,
): Promise<HttpResponseInit> {
  const { store, now } = services;
  const run = await store.find(id);
  if (run === undefined) return unknownRun(id);
  const dead = (await store.deliveries(id)).filter(({ state }) => state === 'undelivered');
  if (dead.length === 0) {
    const title = `Enablement ${id} has no callback that failed for good.`;
    return problem({ status: 409, type: 'nothing-to-replay', title });
  }
  if ((await store.findAddress(run.tenantId, id)) === undefined) {
    const title = `The address enablement ${id} was to call back is forgotten.`;
    const detail = 'It is kept for thirty days after the end. Read the status instead.';
    return problem({ status: 409, type: 'address-forgotten', title, detail });
  }
  for (const { version, ...delivery } of dead)
    await store.replace(id, version, again(delivery, now().toISOString()));
  await startDispatcher(df.getClient(context), id, context);
  const events = dead.map(({ event }) => event.type);
  return { status: 202, headers: followUp(services, request, run), jsonBody: { id, events } };
}
