import { z } from 'zod';
import type { GraphClient, GraphReader } from '../graph/graph-client';
import { isRefused, Refused, type RawError } from '../http/service-errors';
import { remove, type Removal } from './remove-object';

/** Which members we want to hear of, and where Graph is to tell us. */
export interface SubscriptionTarget {
  teamId: string;
  notificationUrl: string;
}

/** `until`, ISO 8601, is what was granted; it may be less than was asked for. */
export type Watching =
  { kind: 'watching'; subscriptionId: string; until: string } | { kind: 'refused'; raw: RawError };

const subscriptionSchema = z.object({ id: z.string(), expirationDateTime: z.string() });
const ANY_ROSTER = /^teams\/[^/]+\/members$/;
const resourceOf = ({ teamId }: Pick<SubscriptionTarget, 'teamId'>): string => `/teams/${teamId}/members`;

/** Asks Teams to tell us when somebody joins the canary. https://learn.microsoft.com/graph/teams-changenotifications-teammembership */
export function subscribeToRoster(
  graph: GraphClient,
  place: SubscriptionTarget,
  { clientState, until }: { clientState: string; until: string },
): Promise<Watching> {
  const { notificationUrl } = place;
  const body = {
    changeType: 'created',
    notificationUrl,
    // Mandatory for a subscription of more than an hour.
    lifecycleNotificationUrl: notificationUrl,
    resource: resourceOf(place),
    expirationDateTime: until,
    clientState,
  };
  return watching(
    graph.call('POST', '/subscriptions', '/subscriptions', { schema: subscriptionSchema, body }),
  );
}

/** Prolongs a watch, and authorises it anew. https://learn.microsoft.com/graph/api/subscription-update */
export async function renewRosterSubscription(
  graph: GraphClient,
  subscriptionId: string,
  until: string,
): Promise<Watching | { kind: 'gone' }> {
  const renewed = await watching(
    graph.call('PATCH', '/subscriptions/{id}', `/subscriptions/${subscriptionId}`, {
      schema: subscriptionSchema,
      body: { expirationDateTime: until },
    }),
  );
  return renewed.kind === 'refused' && renewed.raw.status === 404 ? { kind: 'gone' } : renewed;
}

async function watching(asked: Promise<{ value: z.output<typeof subscriptionSchema> }>): Promise<Watching> {
  try {
    const { id, expirationDateTime } = (await asked).value;
    return { kind: 'watching', subscriptionId: id, until: expirationDateTime };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    return { kind: 'refused', raw: fault.raw };
  }
}

/**
 * The watches of ours on a canary, or on any team where none is named; also those whose making was never confirmed to us.
 * Graph lists what this application made, which takes no further permission; whoever may not even do that has none. A
 * page holds more than we ever make. https://learn.microsoft.com/graph/api/subscription-list
 */
export async function findSubscriptions(
  graph: GraphReader,
  place: Pick<SubscriptionTarget, 'notificationUrl'> & Partial<SubscriptionTarget>,
): Promise<string[]> {
  const one = z.object({ id: z.string(), resource: z.string(), notificationUrl: z.string().nullish() });
  const { teamId, notificationUrl: here } = place;
  const bare = (path: string): string => path.replace(/^\//, '').toLowerCase();
  const isOfTeam = (resource: string): boolean =>
    teamId === undefined ? ANY_ROSTER.test(bare(resource)) : bare(resource) === bare(resourceOf({ teamId }));
  try {
    const { value } = await graph.call('GET', '/subscriptions', '/subscriptions', {
      schema: z.object({ value: z.array(one) }),
    });
    return value.value
      .filter(({ resource, notificationUrl }) => isOfTeam(resource) && notificationUrl === here)
      .map(({ id }) => id);
  } catch (fault) {
    if (!isRefused(fault, 401, 403)) throw fault;
    return [];
  }
}

/** Ends a watch; one that is gone already is as good as ended. */
export const endSubscription = (graph: GraphClient, subscriptionId: string): Promise<Removal> =>
  remove(graph, '/subscriptions/{id}', `/subscriptions/${subscriptionId}`);

/**
 * The account a notified membership is about. The id is declared opaque, but has been base64 of `team##user` in
 * Microsoft's samples: good for a hint, and undefined where it is not of that form.
 */
export function memberOf(membershipId: string): string | undefined {
  return /##([0-9a-f-]{36})$/i.exec(Buffer.from(membershipId, 'base64').toString('utf8'))?.[1]?.toLowerCase();
}
