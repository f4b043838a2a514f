import { z } from 'zod';
import type { GraphClient } from '../graph/graph-client';
import { isRefused, Refused, type RawError } from '../http/faults';

export type Watch = { kind: 'watching'; subscriptionId: string } | { kind: 'refused'; raw: RawError };

/** Asks Teams to tell us when somebody joins the canary. https://learn.microsoft.com/graph/teams-changenotifications-teammembership */
export async function watchRoster(
  graph: GraphClient,
  watch: { teamId: string; notificationUrl: string; clientState: string; until: string },
): Promise<Watch> {
  const { teamId, notificationUrl, clientState, until } = watch;
  const body = {
    changeType: 'created',
    notificationUrl,
    // Mandatory for a subscription of more than an hour.
    lifecycleNotificationUrl: notificationUrl,
    resource: `/teams/${teamId}/members`,
    expirationDateTime: until,
    clientState,
  };
  try {
    const { value } = await graph.call('POST', '/subscriptions', '/subscriptions', {
      schema: z.object({ id: z.string() }),
      body,
    });
    return { kind: 'watching', subscriptionId: value.id };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    return { kind: 'refused', raw: fault.raw };
  }
}

export async function endWatch(graph: GraphClient, subscriptionId: string): Promise<void> {
  try {
    await graph.call('DELETE', '/subscriptions/{id}', `/subscriptions/${subscriptionId}`, {
      schema: z.unknown(),
    });
  } catch (fault) {
    if (!isRefused(fault, 404)) throw fault;
  }
}

/**
 * The account a notified membership is about. The id is declared opaque, but has been base64 of `team##user` in
 * Microsoft's samples: good for a hint, and undefined where it is not of that form.
 */
export function memberOf(membershipId: string): string | undefined {
  return /##([0-9a-f-]{36})$/i.exec(Buffer.from(membershipId, 'base64').toString('utf8'))?.[1]?.toLowerCase();
}
