import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { InFlight } from '../../clock/in-flight';
import type { Admin } from '../admin/admin';
import type { DurableExtension, Invoke, Log } from '../contract';
import { HostFault } from '../host-fault';
import { mayCall, type Keys } from '../keys';
import { writeDurable } from './durable-mount';
import { httpInput, type ReceivedRequest } from './http-input';
import { writeEmpty, writeOutput } from './http-output';
import { decodePath, resolveDots } from './request-path';
import { findRoute, type Routes } from './router';

/** The platform refuses larger bodies, and does it with an empty 500. */
const MOST_BYTES = 100 * 1024 * 1024;

export interface HttpOptions {
  routes: Routes;
  disabled: ReadonlySet<string>;
  keys: Keys;
  invoke: Invoke;
  admin: Admin;
  durable?: DurableExtension;
  customHeaders: Record<string, string>;
  inFlight: InFlight;
  log: Log;
}

export function createHttpServer(options: HttpOptions): Server {
  const server = createServer((message, response) => {
    const leave = options.inFlight.enter();
    answer(options, message, response)
      .catch((error: unknown) => {
        options.log('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
        if (!response.headersSent) writeEmpty(response, 500);
        else response.destroy();
      })
      .finally(leave);
  });
  // A client that waits for a day keeps its connection; we do not cut it.
  server.requestTimeout = 0;
  return server;
}

export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new HostFault(`Port ${port} is in use.`) : error),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(
  options: HttpOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { routes, keys, admin } = options;
  for (const [name, value] of Object.entries(options.customHeaders)) response.setHeader(name, value);
  // Refused before it is read: nobody should send all of it first.
  if (Number(message.headers['content-length'] ?? 0) > MOST_BYTES)
    return writeEmpty(response, 500, { connection: 'close' });
  const request = await receive(message);
  if (request === 'malformed') return writeEmpty(response, 400);
  const lowerPath = request.path.toLowerCase();
  const key = keyOf(request);
  if (/^\/(runtime\/webhooks\/durabletask|durabletask)\//.test(lowerPath))
    return writeDurable(options.durable, keys, key, request, response);
  if (await admin.answer(request, key, response)) return;
  if (routes.fatal !== undefined) {
    response.statusCode = 503;
    return void response.end('Function host is not running.');
  }

  const found = findRoute(routes, request.method, request.path.slice(1));
  if (found === undefined || options.disabled.has(found.route.fn.name)) {
    return request.path === '/' ? writeHome(response) : writeEmpty(response, 404);
  }
  const { fn } = found.route;
  if (!mayCall(keys.holderOf(key, fn.name), (fn.trigger['authLevel'] as string | undefined) ?? 'anonymous'))
    return writeEmpty(response, 401);
  if (request.method === 'TRACE') return writeEmpty(response, 500);
  await call(options, fn, httpInput(request, found.params), response);
}

async function call(
  options: HttpOptions,
  fn: Parameters<Invoke>[0],
  input: Parameters<Invoke>[1]['input'],
  response: ServerResponse,
): Promise<void> {
  try {
    const { returnValue, result } = await options.invoke(fn, { input });
    if (result === undefined || result === null) return writeEmpty(response, 204);
    writeOutput(response, returnValue);
  } catch (error) {
    options.log(
      'error',
      `[${fn.name}] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    writeEmpty(response, 500);
  }
}

async function receive(message: IncomingMessage): Promise<ReceivedRequest | 'malformed'> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const [target = '/', ...query] = (message.url ?? '/').split('?');
  const rawPath = target.replace(/^http:\/\/[^/]*/i, '');
  const path = decodePath(rawPath);
  const host = message.headers.host;
  if (path === undefined || host === undefined || !path.startsWith('/')) return 'malformed';
  const search = query.length > 0 ? `?${query.join('?')}` : '';
  return {
    message,
    method: (message.method ?? 'GET').toUpperCase(),
    path: resolveDots(path),
    search,
    host,
    body: Buffer.concat(parts),
  };
}

/** The header wins over the query; a wrong one in it is not rescued by a right `code`. */
function keyOf({ message, search }: ReceivedRequest): string | undefined {
  const header = message.headers['x-functions-key'];
  if (header !== undefined) return String(header);
  for (const [name, value] of new URLSearchParams(search)) if (name.toLowerCase() === 'code') return value;
  return undefined;
}

function writeHome(response: ServerResponse): void {
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html><title>Functions host</title><p>Your local Functions host is up and running.</p></html>\n',
  );
}
