import type { CallbackFormat } from '../enablement/callback';
import type { Letter } from '../enablement/letter';

/** One event on its way to one receiver. */
export interface Delivery {
  webhookId: string;
  url: string;
  format: CallbackFormat;
  event: Letter['event'];
}

/** What is sent, before it is signed. */
export interface Message {
  method: 'POST' | 'PATCH';
  body: string;
  headers: Record<string, string>;
}
