import {
  Client,
  GraphError,
  ResponseType,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import type { z } from 'zod';
import { ServiceThrottled, type Call } from '../http/service-errors';
import { parseReply, readReply, type Reply } from '../http/reply';
import { credentialsFor, send, type ClientContext } from '../http/client-context';

/** The fixed scope of Microsoft Graph for an application, in every cloud address we talk to. */
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';

/** Whoever holds this can read, and cannot write. */
export interface GraphReader {
  /** Reads from Microsoft Graph, as `GraphClient.call` does. */
  call<S extends z.ZodType>(
    method: 'GET',
    route: string,
    path: string,
    options: { schema: S; version?: 'beta'; headers?: Readonly<Record<string, string>> },
  ): Promise<{ value: z.output<S>; requestId?: string }>;
}

export interface GraphClient {
  /**
   * Calls Microsoft Graph, v1.0 unless told otherwise.
   * @param route a template for people and records: `/groups/{id}`
   * @param path what is really asked for: `/groups/0c1…`
   * @throws ServiceBusy, Refused, UnexpectedReply
   */
  call<S extends z.ZodType>(
    method: Call['method'],
    route: string,
    path: string,
    options: {
      schema: S;
      body?: unknown;
      version?: 'beta';
      headers?: Readonly<Record<string, string>>;
    },
  ): Promise<{ value: z.output<S>; requestId?: string; location?: string }>;
  /** The address under which the service knows an object, as bodies must name it. */
  urlOf(path: string): string;
  /** Whether its reads travel together. */
  isBatched?: true;
}

export function graphClient(clientContext: ClientContext, baseUrl: string): GraphClient {
  // Microsoft's own middleware would sleep through `Retry-After` inside the call; ours only sends.
  const sendOnce: Middleware = {
    async execute(context: Context) {
      const { request, options } = context as { request: string; options?: RequestInit };
      context.response = await send(clientContext, request, options ?? {});
    },
  };
  const client = Client.initWithMiddleware({
    baseUrl: `${baseUrl}/`,
    defaultVersion: 'v1.0',
    middleware: sendOnce,
  });

  async function ask(
    call: Call,
    path: string,
    body: unknown,
    { version = 'v1.0', headers = {} }: { version?: string; headers?: Readonly<Record<string, string>> },
  ): Promise<Reply> {
    // Asked for out here: the client would wrap what Entra says in an error of its own.
    const credentials = await credentialsFor(clientContext, GRAPH_SCOPE);
    const request = client
      .api(path)
      .version(version)
      .headers({ ...headers, ...credentials })
      .responseType(ResponseType.RAW);
    const sent = {
      GET: () => request.get(),
      POST: () => request.post(body),
      PATCH: () => request.patch(body),
      PUT: () => request.put(body),
      DELETE: () => request.delete(),
    }[call.method]() as Promise<Response>;
    const response = await sent.catch((error: unknown) => {
      // The client wraps a failed fetch in an error without a status; everything else is a bug of ours.
      if (!(error instanceof GraphError) || error.statusCode !== -1) throw error;
      throw new ServiceThrottled(call, new Date(clientContext.now().getTime() + 15_000).toISOString());
    });
    return readReply(call, response, clientContext.now);
  }

  return {
    async call(method, route, path, { schema, body, ...how }) {
      const call: Call = { service: 'Microsoft Graph', method, route };
      const reply = await ask(call, path, body, how);
      return {
        value: parseReply(call, reply, schema),
        ...(reply.requestId && { requestId: reply.requestId }),
        ...(reply.location && { location: reply.location }),
      };
    },
    urlOf: (path) => `https://graph.microsoft.com/v1.0${path}`,
  };
}
