import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { runOfClientState } from '../../access/signed-token';
import { receiveGraphNotifications, type GraphNotification } from '../../api/routes/graph-notifications';
import type { ReportKind } from '../../domain/enablement/enablement';
import type { Services } from '../../composition/services';
import { serve, type Call } from '../http/serve';
import { wakeRun } from '../../workflows/engine/wake-run';

/**
 * `POST /graph-notifications`: Teams says that somebody joined the canary, or Graph what became of our subscription.
 * Answers at once; the run does the rest.
 */
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
  const notes = new Set<string>();
  for (const { clientState = '', ...notification } of body.value) {
    const id = runOfClientState(services.statusTokenSecret, clientState);
    const report = reportIn(notification);
    // Noise, or somebody who guesses: answered like the rest, so that he learns nothing.
    if (id === undefined || report === undefined) continue;
    const at = services.now().toISOString();
    const { kind } = await services.store.sendCommand(id, { ...report, at, by: 'Microsoft Graph' });
    if (kind === 'commandReceived') notes.add(id);
  }
  // Whatever came in one delivery needs one ring.
  for (const id of notes) await wakeRun(df.getClient(context), id, context);
  return { status: 202 };
}

/** https://learn.microsoft.com/graph/change-notifications-lifecycle-events */
const LIFECYCLE: Readonly<Record<string, ReportKind>> = {
  reauthorizationRequired: 'subscriptionExpiring',
  subscriptionRemoved: 'subscriptionLost',
  missed: 'reportMissed',
};

/** What a notification says to the run it is about; undefined for an event nobody documents. */
function reportIn({
  lifecycleEvent,
  subscriptionId,
  resourceData,
}: Omit<GraphNotification, 'clientState'>): { kind: ReportKind; subject?: string } | undefined {
  const isAboutUs = typeof lifecycleEvent === 'string';
  const kind = isAboutUs ? LIFECYCLE[lifecycleEvent] : 'guestSeen';
  if (kind === undefined) return undefined;
  const subject = isAboutUs ? subscriptionId : resourceData?.id;
  return { kind, ...(subject && { subject }) };
}
