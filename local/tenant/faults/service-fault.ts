import { z } from 'zod';
import { routeName } from '../route-name';

const route = routeName;

/** What may go wrong at Microsoft's, as a tenant file tells it. */
export const serviceFault = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('throttle'),
      route,
      times: z.int().positive(),
      retryAfterSeconds: z.number().positive(),
    })
    .describe('answers 429 to the next calls of a route'),
  z
    .strictObject({
      kind: z.literal('fail'),
      route,
      times: z.int().positive(),
      status: z.union([z.literal(403), z.int().min(500).max(504)]),
    })
    .describe('refuses the next calls of a route, or answers an error of the service'),
  z
    .strictObject({ kind: z.literal('loseReply'), route, times: z.int().positive() })
    .describe('does what is asked and cuts the connection before the answer'),
  z
    .strictObject({
      kind: z.literal('revert'),
      control: z.enum(['E-1', 'T-1', 'S-1']),
      value: z.union([z.string(), z.boolean()]),
      afterHours: z.number().min(0),
    })
    .describe('somebody sets a switch back so long after it was changed'),
  z
    .strictObject({ kind: z.literal('failTeam'), times: z.int().positive() })
    .describe('accepts the request for a team, and fails to make it'),
  z
    .strictObject({ kind: z.literal('dropNotifications'), times: z.int().positive() })
    .describe('loses change notifications, and says nothing'),
  z
    .strictObject({ kind: z.literal('missNotifications'), times: z.int().positive() })
    .describe('loses change notifications, and says so: the lifecycle event `missed`'),
  z
    .strictObject({ kind: z.literal('fadeSubscription'), afterHours: z.number().min(0) })
    .describe(
      'wants the next subscription authorised anew so long after it was made: the lifecycle event `reauthorizationRequired`, and no delivery a quarter of an hour later unless it was',
    ),
  z
    .strictObject({ kind: z.literal('removeSubscription'), afterHours: z.number().min(0) })
    .describe(
      'takes the next subscription away so long after it was made: the lifecycle event `subscriptionRemoved`',
    ),
]);

export type ServiceFault = z.output<typeof serviceFault>;
