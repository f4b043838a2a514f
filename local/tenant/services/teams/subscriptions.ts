import { z } from 'zod';
import { badRequest, created, forbidden, noContent, notFound, ok, type Answer } from '../../answers';
import type { Subscription } from '../../tenant-state';
import type { Endpoint, Tenant } from '../service';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long Graph goes on delivering after it asked for a new authorisation; it names no figure. */
const GRACE = 15 * MINUTE;
const READ = ['TeamMember.Read.All'];
const expirationDateTime = z.iso.datetime();
const subscription = z.strictObject({
  changeType: z.literal('created'),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: z.url().optional(),
  resource: z.string().regex(/^\/teams\/[\w-]+\/members$/),
  expirationDateTime,
  clientState: z.string().max(128).optional(),
});
const renewal = z.strictObject({ expirationDateTime });

/** Graph asks for https; an address of this machine may do without, which is our one deviation. */
const isReachable = (url: string): boolean =>
  /^https:\/\//.test(url) || /^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(url);

/** https://learn.microsoft.com/graph/api/resources/subscription */
export function subscriptions({ file, state, clock, notifier, serviceFaults, newId }: Tenant): Endpoint[] {
  /** What is not renewed in time is deleted. */
  const live = (): Subscription[] =>
    (state.subscriptions = state.subscriptions.filter(({ expires }) => expires > clock.now()));

  /** The client state is a secret between Graph and whoever subscribed: no answer repeats it. */
  const shown = ({ id, resource, notificationUrl, lifecycleUrl, expires }: Subscription) => ({
    id,
    resource,
    changeType: 'created',
    notificationUrl,
    lifecycleNotificationUrl: lifecycleUrl ?? null,
    expirationDateTime: new Date(expires).toISOString(),
    clientState: null,
  });

  const badExpiry = (text: string): Answer | undefined => {
    const life = Date.parse(text) - clock.now();
    if (life <= 0) return badRequest('Subscription expiration must be in the future.');
    if (life > file.quirks.subscriptionMinutes * MINUTE)
      return badRequest(
        `Subscription expiration can only be ${file.quirks.subscriptionMinutes} minutes in the future.`,
      );
    return undefined;
  };

  function befall(made: Subscription): void {
    const trouble = serviceFaults.strikeSubscription();
    if (trouble === undefined) return;
    clock.at(clock.now() + trouble.afterHours * HOUR, () => {
      if (!live().includes(made)) return;
      if (trouble.kind === 'fadeSubscription') {
        made.pausedFrom = clock.now() + GRACE;
        notifier.notifyOwner(made, 'reauthorizationRequired');
      } else {
        state.subscriptions = live().filter((one) => one !== made);
        notifier.notifyOwner(made, 'subscriptionRemoved');
      }
    });
  }

  async function make(body: unknown): Promise<Answer> {
    const parsed = subscription.safeParse(body);
    if (!parsed.success) return badRequest('The subscription is not valid.');
    const {
      notificationUrl,
      lifecycleNotificationUrl: lifecycleUrl,
      resource,
      clientState = '',
    } = parsed.data;
    const expires = Date.parse(parsed.data.expirationDateTime);
    if (!isReachable(notificationUrl)) return badRequest('The notificationUrl must be an https address.');
    if (expires - clock.now() > HOUR && lifecycleUrl === undefined)
      return badRequest(
        'lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.',
      );
    const refused = badExpiry(parsed.data.expirationDateTime);
    if (refused) return refused;
    // One for an application and a team. https://learn.microsoft.com/graph/change-notifications-overview#supported-resources
    if (live().some((one) => one.resource === resource))
      return forbidden('The application has reached its limit of 1 subscription for this team.');
    for (const url of new Set([notificationUrl, lifecycleUrl ?? notificationUrl])) {
      if (!(await notifier.shakeHands(url)))
        return badRequest(
          'Subscription validation request failed. The notification address did not answer with the validation token.',
        );
    }
    const made: Subscription = {
      id: newId(),
      resource,
      notificationUrl,
      ...(lifecycleUrl && { lifecycleUrl }),
      clientState,
      expires,
    };
    state.subscriptions.push(made);
    befall(made);
    return created(shown(made));
  }

  return [
    { method: 'POST', route: '/subscriptions', anyOf: READ, answer: ({ body }) => make(body) },
    {
      // What this application made, and no query of any kind. https://learn.microsoft.com/graph/api/subscription-list
      method: 'GET',
      route: '/subscriptions',
      anyOf: READ,
      answer: ({ query }) =>
        query.size > 0
          ? badRequest('The list of subscriptions takes no query options.')
          : ok({ value: live().map(shown) }),
    },
    {
      method: 'PATCH',
      route: '/subscriptions/{id}',
      anyOf: READ,
      answer({ ids: [id = ''], body }) {
        const parsed = renewal.safeParse(body);
        const found = live().find((one) => one.id === id);
        if (found === undefined) return notFound(id);
        if (!parsed.success)
          return badRequest('A renewal names the new expirationDateTime and nothing else.');
        const refused = badExpiry(parsed.data.expirationDateTime);
        if (refused) return refused;
        found.expires = Date.parse(parsed.data.expirationDateTime);
        delete found.pausedFrom;
        return ok(shown(found));
      },
    },
    {
      method: 'DELETE',
      route: '/subscriptions/{id}',
      anyOf: READ,
      answer({ ids: [id = ''] }) {
        if (!live().some((one) => one.id === id)) return notFound(id);
        state.subscriptions = live().filter((one) => one.id !== id);
        return noContent;
      },
    },
  ];
}
