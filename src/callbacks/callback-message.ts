import type { CallbackFormat } from '../domain/events/callback-request';
import type { Delivery } from '../domain/events/delivery';

/** One event on its way to one receiver. */
export interface OutgoingEvent {
  webhookId: string;
  url: string;
  format: CallbackFormat;
  event: Delivery['event'];
}

/** What is sent, before it is signed. */
export interface Message {
  method: 'POST' | 'PATCH';
  body: string;
  headers: Record<string, string>;
}
