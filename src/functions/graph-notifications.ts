import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { runOfClientState } from '../access/signed-token';
import { receiveGraphNotifications } from '../api/routes/graph-notifications';
import type { Services } from '../services';
import { serve, type Call } from './serve';
import { ringBell } from './start-run';

/** `POST /graph-notifications`: Teams says that somebody joined the canary. Answers at once; the run does the rest. */
export function registerGraphNotifications(services: Services): void {
  serve(services, receiveGraphNotifications, (call) => receive(services, call), { usesDurable: true });
}

async function receive(
  services: Services,
  { query: { validationToken }, body, context }: Call<typeof receiveGraphNotifications>,
): Promise<HttpResponseInit> {
  if (validationToken !== undefined) {
    return {
      status: 200,
      headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
      body: validationToken,
    };
  }
  for (const { clientState = '', resourceData, lifecycleEvent } of body.value) {
    const id = runOfClientState(services.statusTokenSecret, clientState);
    // Noise, or somebody who guesses: answered like the rest, so that he learns nothing.
    if (id === undefined) continue;
    const at = services.now().toISOString();
    // `missed` says that something was not delivered: worth a look, but about nobody in particular.
    if (lifecycleEvent !== undefined && lifecycleEvent !== 'missed') continue;
    const subject = resourceData?.id;
    const told = await services.store.tell(id, {
      kind: 'guestSeen',
      at,
      by: 'Microsoft Graph',
      ...(subject && { subject }),
    });
    if (told.kind === 'told') await ringBell(df.getClient(context), id, context);
  }
  return { status: 202 };
}
