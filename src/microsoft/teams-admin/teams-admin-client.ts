import type { z } from 'zod';
import { isRefused, Refused, ServiceThrottled, UnexpectedReply, type Call } from '../http/service-errors';
import { parseReply, readReply } from '../http/reply';
import { credentialsFor, send, type ClientContext } from '../http/client-context';

/** "Skype and Teams Tenant Admin API"; the same id in all public clouds. */
export const TEAMS_ADMIN_SCOPE = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239/.default';

export interface TeamsAdminClient {
  /**
   * The organisation-wide (`Global`) configuration of a type, such as `TeamsClientConfiguration`.
   * @throws ServiceBusy; Refused, also for a reply we do not understand: Microsoft documents none
   */
  read<S extends z.ZodType>(type: string, schema: S): Promise<{ value: z.output<S>; requestId?: string }>;
  /**
   * Writes only the properties given; the others stay as they are.
   * @throws ServiceBusy, Refused
   */
  write(type: string, properties: Record<string, unknown>): Promise<{ requestId?: string }>;
}

export function teamsAdminClient(clientContext: ClientContext, baseUrl: string): TeamsAdminClient {
  async function ask(method: 'GET' | 'PUT', type: string, body?: unknown) {
    const route = `/Skype.Policy/configurations/${type}/configuration/Global`;
    const call: Call = { service: 'Teams administration', method, route };
    const headers = {
      ...(await credentialsFor(clientContext, TEAMS_ADMIN_SCOPE)),
      accept: 'application/json',
      'x-ms-correlation-id': clientContext.newId(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const init: RequestInit = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await send(clientContext, `${baseUrl}${route}`, init).catch(() => {
      // No connection: nothing was heard, and the same call may succeed later.
      throw new ServiceThrottled(call, new Date(clientContext.now().getTime() + 15_000).toISOString());
    });
    return { call, reply: await readReply(call, response, clientContext.now) };
  }

  async function readOne(type: string) {
    const { call, reply } = await ask('GET', type);
    // Some instances of the service answer a list of one.
    const [only, ...more] = Array.isArray(reply.body) ? (reply.body as unknown[]) : [reply.body];
    return { call, reply: { ...reply, body: more.length === 0 ? only : reply.body } };
  }

  return {
    async read(type, schema) {
      try {
        const { call, reply } = await readOne(type);
        return {
          value: parseReply(call, reply, schema),
          ...(reply.requestId && { requestId: reply.requestId }),
        };
      } catch (fault) {
        if (!(fault instanceof UnexpectedReply)) throw fault;
        const { call, requestId, message } = fault;
        throw new Refused(call, { status: 200, message, ...(requestId && { requestId }) });
      }
    },
    async write(type, properties) {
      const body = { Identity: 'Global', ...properties };
      const { reply } = await ask('PUT', type, body).catch(async (fault: unknown) => {
        // Clients differ on whether a write must repeat the opaque `Key` of a reading: first as Microsoft's own module
        // does, without; with it where that is refused as malformed.
        const key = isRefused(fault, 400) ? keyIn((await readOne(type)).reply.body) : undefined;
        if (key === undefined) throw fault;
        return ask('PUT', type, { Key: key, ...body });
      });
      return reply.requestId === undefined ? {} : { requestId: reply.requestId };
    },
  };
}

const keyIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'Key' in body ? body.Key : undefined;

/** The client for whoever has waited long enough: a throttling service counts as one that refuses. */
export function withoutRetry(client: TeamsAdminClient): TeamsAdminClient {
  const giveUp = (fault: unknown): never => {
    if (!(fault instanceof ServiceThrottled)) throw fault;
    throw new Refused(fault.call, fault.raw ?? { status: 503, message: 'No answer.' });
  };
  return {
    read: (type, schema) => client.read(type, schema).catch(giveUp),
    write: (type, properties) => client.write(type, properties).catch(giveUp),
  };
}
