import type { ServerResponse } from 'node:http';
import type { DurableExtension } from '../contract';
import type { Keys } from '../keys';
import type { ReceivedRequest } from './http-input';
import { writeEmpty } from './http-output';

const WEBHOOKS = /^\/runtime\/webhooks\/durabletask\//i;

/** Hands a request to the durable extension: by its system key from outside, without one from this machine's own SDK. */
export async function writeDurable(
  durable: DurableExtension | undefined,
  keys: Keys,
  key: string | undefined,
  request: ReceivedRequest,
  response: ServerResponse,
): Promise<void> {
  const { message, method, search, host, body } = request;
  const isWebhook = WEBHOOKS.test(request.path);
  const holder = keys.holderOf(key);
  if (isWebhook && holder !== 'system' && holder !== 'master') return writeEmpty(response, 401);
  if (durable === undefined) return writeEmpty(response, 404);
  const raw = (message.url ?? '').split('?')[0] ?? '';
  const path = raw.replace(isWebhook ? WEBHOOKS : /^\/durabletask\//i, '');
  const headers = new Headers(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const answer = await durable.handle({
    method,
    path,
    query: new URLSearchParams(search),
    headers,
    body,
    origin: `http://${host}`,
  });
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.end(answer.body ?? '');
}
