import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { replayCallback } from '../api/routes/callbacks';
import { again } from '../enablement/letter';
import type { Services } from '../services';
import { summonCourier } from '../workflows/summon-courier';
import { problem } from './problem';
import { serve, type Call } from './serve';
import { followUp, unknownRun } from './status-answer';

/** `POST /enablements/{id}/callback/replay`: sends dead letters again, as the same events, with a day of their own. */
export function registerReplayCallback(services: Services): void {
  serve(services, replayCallback, (call) => replay(services, call), { usesDurable: true });
}

/** Sends the dead letters of a run again. */
export async function replay(
  services: Services,
  { params: { id }, request, context }: Call<typeof replayCallback>,
): Promise<HttpResponseInit> {
  const { store, now } = services;
  const run = await store.find(id);
  if (run === undefined) return unknownRun(id);
  const dead = (await store.letters(id)).filter(({ state }) => state === 'undelivered');
  if (dead.length === 0) {
    const title = `Enablement ${id} has no callback that failed for good.`;
    return problem({ status: 409, type: 'nothing-to-replay', title });
  }
  if ((await store.findAddress(run.tenantId, id)) === undefined) {
    const title = `The address enablement ${id} was to call back is forgotten.`;
    const detail = 'It is kept for thirty days after the end. Read the status instead.';
    return problem({ status: 409, type: 'address-forgotten', title, detail });
  }
  for (const { version, ...letter } of dead)
    await store.replace(id, version, again(letter, now().toISOString()));
  await summonCourier(df.getClient(context), id, context);
  const events = dead.map(({ event }) => event.type);
  return { status: 202, headers: followUp(services, request, run), jsonBody: { id, events } };
}
