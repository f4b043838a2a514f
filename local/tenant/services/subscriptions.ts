import { z } from 'zod';
import { badRequest, created, noContent, notFound } from '../answers';
import type { Endpoint, Tenant } from './service';

const HOUR = 3_600_000;
const LONGEST = 3 * 24 * HOUR;
const subscription = z.strictObject({
  changeType: z.literal('created'),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: z.url().optional(),
  resource: z.string().regex(/^\/teams\/[\w-]+\/members$/),
  expirationDateTime: z.iso.datetime(),
  clientState: z.string().max(128).optional(),
});

/** Graph asks for https; an address of this machine may do without, which is our one deviation. */
const isReachable = (url: string): boolean =>
  /^https:\/\//.test(url) || /^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(url);

/** https://learn.microsoft.com/graph/api/subscription-post-subscriptions */
export const subscriptions = ({ state, clock, notifier, newId }: Tenant): Endpoint[] => [
  {
    method: 'POST',
    route: '/subscriptions',
    anyOf: ['TeamMember.Read.All'],
    async answer({ body }) {
      const parsed = subscription.safeParse(body);
      if (!parsed.success) return badRequest('The subscription is not valid.');
      const {
        notificationUrl,
        lifecycleNotificationUrl,
        resource,
        expirationDateTime,
        clientState = '',
      } = parsed.data;
      const life = Date.parse(expirationDateTime) - clock.now();
      if (!isReachable(notificationUrl)) return badRequest('The notificationUrl must be an https address.');
      if (life > HOUR && lifecycleNotificationUrl === undefined)
        return badRequest(
          'lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.',
        );
      if (life <= 0 || life > LONGEST)
        return badRequest('Subscription expiration can only be within the allowed time.');
      if (!(await notifier.shakeHands(notificationUrl)))
        return badRequest(
          'Subscription validation request failed. The notification address did not answer with the validation token.',
        );
      const made = {
        id: newId(),
        resource,
        notificationUrl,
        clientState,
        expires: Date.parse(expirationDateTime),
      };
      state.subscriptions.push(made);
      return created({
        id: made.id,
        resource,
        changeType: 'created',
        notificationUrl,
        lifecycleNotificationUrl,
        expirationDateTime,
        clientState: null,
      });
    },
  },
  {
    method: 'DELETE',
    route: '/subscriptions/{id}',
    anyOf: ['TeamMember.Read.All'],
    answer({ ids: [id = ''] }) {
      if (!state.subscriptions.some((one) => one.id === id)) return notFound(id);
      state.subscriptions = state.subscriptions.filter((one) => one.id !== id);
      return noContent;
    },
  },
];
