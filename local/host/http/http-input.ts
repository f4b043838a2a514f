import type { IncomingMessage } from 'node:http';
import type { TypedData } from '../contract';
import { encodePath } from './request-path';

type Nullable = Record<string, { value: string }>;

/** A request as the host got it, with its path decoded once. */
export interface ReceivedRequest {
  message: IncomingMessage;
  method: string;
  /** Decoded, with a leading slash. */
  path: string;
  /** The query as it came, with its question mark, or an empty string. */
  search: string;
  /** `localhost:7071`: what the caller called us. */
  host: string;
  body: Buffer;
}

/** The value of an HTTP trigger, as the worker protocol has it. */
export function httpInput(request: ReceivedRequest, params: Record<string, string>): TypedData {
  const { message, method, path, search, host, body } = request;
  // Only a declared length makes a body: what comes in chunks is lost on the platform too.
  const hasBody = Number(message.headers['content-length'] ?? 0) > 0;
  return {
    http: {
      method,
      url: `http://${host}${encodePath(path)}${search}`,
      nullableHeaders: headersOf(message),
      nullableQuery: queryOf(search),
      nullableParams: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { value }])),
      params,
      ...(hasBody && { body: { bytes: body } }),
    },
  };
}

/** Lower-case names; repeated headers are joined without a space. */
function headersOf(message: IncomingMessage): Nullable {
  const headers: Nullable = {};
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    const name = (message.rawHeaders[at] ?? '').toLowerCase();
    // Node reads header bytes as Latin-1; the platform reads them as UTF-8.
    const value = Buffer.from(message.rawHeaders[at + 1] ?? '', 'latin1').toString();
    headers[name] = { value: headers[name] ? `${headers[name].value},${value}` : value };
  }
  return headers;
}

/** Repeated names are joined with a comma, whatever their case; the last spelling stays. */
function queryOf(search: string): Nullable {
  const query: { name: string; value: string }[] = [];
  for (const [name, value] of new URLSearchParams(search)) {
    const known = query.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (known) Object.assign(known, { name, value: `${known.value},${value}` });
    else query.push({ name, value });
  }
  return Object.fromEntries(query.map(({ name, value }) => [name, { value }]));
}
