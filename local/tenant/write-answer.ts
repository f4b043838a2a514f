import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Answer } from './answers';

/** Sends an answer, or as much of it as arrives. */
export function write(response: ServerResponse, { status, body, text, headers = {}, cutAt }: Answer): void {
  response.statusCode = status;
  response.setHeader('request-id', randomUUID());
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const content = Buffer.from(body === undefined ? (text ?? '') : JSON.stringify(body));
  if (cutAt === undefined) return void response.end(content);
  // Announced in full and never complete. What has no body breaks off before its status line ends the answer.
  if (content.length === 0) return void response.socket?.destroy();
  response.setHeader('content-length', content.length);
  response.flushHeaders();
  response.write(content.subarray(0, Math.min(cutAt, content.length - 1)));
  response.socket?.destroySoon();
}
