import type { z } from 'zod';
import { ServiceBusy, type Call } from '../http/faults';
import { parseReply, readReply } from '../http/reply';
import { credentialsFor, send, type WayOut } from '../http/way-out';

/** "Skype and Teams Tenant Admin API"; the same id in all public clouds. */
export const TEAMS_ADMIN_SCOPE = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239/.default';

export interface TeamsAdminClient {
  /** The organisation-wide (`Global`) configuration of a type, such as `TeamsClientConfiguration`. */
  read<S extends z.ZodType>(type: string, schema: S): Promise<{ value: z.output<S>; requestId?: string }>;
  /** Writes only the properties given; the others stay as they are. */
  write(type: string, properties: Record<string, unknown>): Promise<{ requestId?: string }>;
}

export function teamsAdminClient(out: WayOut, baseUrl: string): TeamsAdminClient {
  async function ask(method: 'GET' | 'PUT', type: string, body?: unknown) {
    const route = `/Skype.Policy/configurations/${type}/configuration/Global`;
    const call: Call = { service: 'Teams administration', method, route };
    const headers = {
      ...(await credentialsFor(out, TEAMS_ADMIN_SCOPE)),
      accept: 'application/json',
      'x-ms-correlation-id': out.newId(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const init: RequestInit = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await send(out, `${baseUrl}${route}`, init).catch(() => {
      // No connection: nothing was heard, and the same call may succeed later.
      throw new ServiceBusy(call, new Date(out.now().getTime() + 15_000).toISOString());
    });
    return { call, reply: await readReply(call, response, out.now) };
  }

  return {
    async read(type, schema) {
      const { call, reply } = await ask('GET', type);
      // Some instances of the service answer a list of one.
      const body =
        Array.isArray(reply.body) && reply.body.length === 1 ? (reply.body[0] as unknown) : reply.body;
      return {
        value: parseReply(call, { ...reply, body }, schema),
        ...(reply.requestId && { requestId: reply.requestId }),
      };
    },
    async write(type, properties) {
      const { reply } = await ask('PUT', type, { Identity: 'Global', ...properties });
      return reply.requestId === undefined ? {} : { requestId: reply.requestId };
    },
  };
}
