import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import { runOfClientState } from '../access/signed-token';
import type { Services } from '../services';
import { readJson } from './json-body';
import { answering, problem } from './problem';
import { ringBell } from './start-run';

/** https://learn.microsoft.com/graph/change-notifications-delivery-webhooks */
const notificationsSchema = z.object({
  value: z
    .array(
      z.object({
        clientState: z.string().max(128).optional(),
        changeType: z.string().optional(),
        lifecycleEvent: z.string().optional(),
        resourceData: z.object({ id: z.string().max(512).optional() }).optional(),
      }),
    )
    .max(1000),
});

/** `POST /graph-notifications`: Teams says that somebody joined the canary. Answers at once; the run does the rest. */
export function registerGraphNotifications(services: Services): void {
  app.http('graphNotifications', {
    route: 'graph-notifications',
    methods: ['POST'],
    // Microsoft Graph has no key of ours: each notification proves itself by its signed client state.
    authLevel: 'anonymous',
    extraInputs: [df.input.durableClient()],
    handler: (request, context) => answering(services, context, () => receive(services, request, context)),
  });
}

async function receive(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const validationToken = request.query.get('validationToken');
  if (validationToken !== null) {
    return {
      status: 200,
      headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
      body: validationToken,
    };
  }
  const notifications = notificationsSchema.safeParse(await readJson(request));
  if (!notifications.success) {
    return problem({
      status: 400,
      type: 'not-notifications',
      title: 'This is not a collection of change notifications.',
    });
  }
  for (const { clientState = '', resourceData, lifecycleEvent } of notifications.data.value) {
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
