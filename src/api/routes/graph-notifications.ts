import { z } from 'zod';
import { route } from '../route';
import { worded } from '../field-descriptions';

/** https://learn.microsoft.com/graph/change-notifications-delivery-webhooks */
const notificationSchema = z.object({
  clientState: z.string().max(128).optional(),
  subscriptionId: z.string().max(128).optional(),
  changeType: z.string().nullish(),
  lifecycleEvent: z.string().nullish(),
  resourceData: z.object({ id: z.string().max(512).optional() }).nullish(),
});

export type GraphNotification = z.output<typeof notificationSchema>;

const NOTIFICATIONS = worded(z.object({ value: z.array(notificationSchema).max(1000).default([]) }), {
  value: 'What happened, as Microsoft Graph puts it.',
});

export const receiveGraphNotifications = route({
  method: 'POST',
  path: '/graph-notifications',
  operationId: 'ReceiveGraphNotifications',
  summary: 'Receive change notifications',
  description:
    'Microsoft Graph says that somebody joined the test team, or what became of our subscription to it. Each notification proves itself by its signed client state.',
  access: 'anyone',
  about: 'nothing',
  query: worded(z.object({ validationToken: z.string().optional() }), {
    validationToken: 'Sent once, when the subscription is made: answered as it came.',
  }),
  body: NOTIFICATIONS,
  isBodyOptional: true,
  answers: {
    200: { description: 'The validation token.', also: ['text/plain'] },
    202: { description: 'Taken, or not ours: the answer is the same.' },
  },
});
