import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import { runOfClientState } from '../access/signed-token';
import type { ReportKind } from '../enablement/enablement';
import type { Services } from '../services';
import { readJson } from './json-body';
import { answering, problem } from './problem';
import { ringBell } from './start-run';

/** https://learn.microsoft.com/graph/change-notifications-delivery-webhooks */
const notificationSchema = z.object({
  clientState: z.string().max(128).optional(),
  subscriptionId: z.string().max(128).optional(),
  lifecycleEvent: z.string().optional(),
  resourceData: z.object({ id: z.string().max(512).optional() }).nullish(),
});
const notificationsSchema = z.object({ value: z.array(notificationSchema).max(1000) });
type Notification = z.output<typeof notificationSchema>;

/**
 * `POST /graph-notifications`: Teams says that somebody joined the canary, or Graph what became of our subscription.
 * Answers at once; the run does the rest.
 */
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
  for (const { clientState = '', ...notification } of notifications.data.value) {
    const id = runOfClientState(services.statusTokenSecret, clientState);
    const report = reportIn(notification);
    // Noise, or somebody who guesses: answered like the rest, so that he learns nothing.
    if (id === undefined || report === undefined) continue;
    const at = services.now().toISOString();
    const told = await services.store.tell(id, { ...report, at, by: 'Microsoft Graph' });
    if (told.kind === 'told') await ringBell(df.getClient(context), id, context);
  }
  return { status: 202 };
}

/** https://learn.microsoft.com/graph/change-notifications-lifecycle-events */
const LIFECYCLE: Readonly<Record<string, ReportKind>> = {
  reauthorizationRequired: 'watchFading',
  subscriptionRemoved: 'watchLost',
  missed: 'reportMissed',
};

/** What a notification says to the run it is about; undefined for an event nobody documents. */
function reportIn({
  lifecycleEvent,
  subscriptionId,
  resourceData,
}: Notification): { kind: ReportKind; subject?: string } | undefined {
  const kind = lifecycleEvent === undefined ? 'guestSeen' : LIFECYCLE[lifecycleEvent];
  if (kind === undefined) return undefined;
  const subject = lifecycleEvent === undefined ? resourceData?.id : subscriptionId;
  return { kind, ...(subject && { subject }) };
}
