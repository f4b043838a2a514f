import { z } from 'zod';
import type { Clock } from '../clock/clock';
import { badRequest, forbidden, graphError, ok, type Answer, type Outgoing } from './answers';
import type { ThroughFaults } from './faults/through-faults';
import type { Judge } from './limits/caller-conduct';
import type { ServiceFaults } from './faults/service-faults';
import type { LoggedRequest } from './request-log';
import { findEndpoint } from './routes';
import type { Endpoint } from './services/service';
import { rolesOf, type Tokens } from './identity/tokens';

export interface Service {
  name: 'graph' | 'teamsAdmin';
  audience: string;
  endpoints: Endpoint[];
}

export interface Incoming {
  method: string;
  /** With its query, without the prefix of the service. */
  path: string;
  version: string;
  authorization?: string | undefined;
  /** `eventual` for the queries that Graph answers from its index. */
  consistencyLevel?: string | undefined;
  text: string;
}

export interface DispatcherParts {
  clock: Clock;
  judge: Judge;
  serviceFaults: ServiceFaults;
  tokens: Tokens;
  throughFaults: ThroughFaults;
  note: (call: LoggedRequest) => void;
}

const batchSchema = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        id: z.string(),
        method: z.string(),
        url: z.string().startsWith('/'),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(20),
});

const DENIED = graphError(
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
);
const unavailable = (status: number) =>
  graphError(status, 'ServiceUnavailable', 'The service is unavailable.');

/** Takes a call through token, judge and service faults to its endpoint, and writes it into the log. */
export function createDispatcher({
  clock,
  judge,
  serviceFaults,
  tokens,
  throughFaults,
  note,
}: DispatcherParts) {
  const iso = (): string => new Date(clock.now()).toISOString();

  async function dispatch(service: Service, incoming: Incoming): Promise<Outgoing> {
    const { method, path: whole, version, text, consistencyLevel } = incoming;
    const { pathname: path, searchParams } = new URL(whole, 'http://tenant');
    if (service.name === 'graph' && method === 'POST' && path === '/$batch') return batch(service, incoming);
    const found = findEndpoint(service.endpoints, method, path, version);
    const route = found?.endpoint.route ?? 'unknown';
    const body = parse(text);
    const entry = {
      time: new Date(clock.now()).toISOString(),
      service: service.name,
      method,
      route,
      path: whole,
      ...(body !== undefined && { body }),
    };
    const answered = (answer: Answer, more: Partial<LoggedRequest> = {}): Answer => {
      note({ ...entry, status: answer.status, ...more });
      return answer;
    };
    judge.see({ service: service.name, method, route, path: whole, body, now: clock.now() });

    const refused = refusal(service, found?.endpoint, incoming.authorization);
    if (refused) return answered(refused);
    if (found === undefined) {
      judge.fault(`${method} ${path} is a call nobody expects`);
      return answered(badRequest(`Resource not found for the segment '${path.split('/')[1]}'.`));
    }
    if (text !== '' && body === undefined)
      return answered(badRequest('Unable to read JSON request payload.'));
    const struck = serviceFaults.strike(method, route);
    if (struck?.kind === 'throttle') {
      const { retryAfterSeconds: seconds } = struck;
      judge.putOff({ service: service.name, method, route, until: clock.now() + seconds * 1000 });
      const headers = { 'retry-after': String(seconds) };
      return answered(
        { ...graphError(429, 'TooManyRequests', 'Too many requests.'), headers },
        { note: 'throttled' },
      );
    }
    if (struck?.kind === 'fail')
      return answered(struck.status === 403 ? DENIED : unavailable(struck.status), { note: 'serviceFault' });
    const { endpoint, ids } = found;
    const isEventual = consistencyLevel === 'eventual';
    const isLost = struck?.kind === 'loseReply';
    const done = await throughFaults({ ...entry, ...(isLost && { note: 'reply lost' }) }, () =>
      endpoint.answer({ ids, query: searchParams, body, isEventual }),
    );
    return isLost ? 'lost' : done;
  }

  /** Each request in a batch is a call of its own. https://learn.microsoft.com/graph/json-batching */
  async function batch(service: Service, incoming: Incoming): Promise<Outgoing> {
    const { method, path } = incoming;
    const call = { time: iso(), service: service.name, method, route: '/$batch', path };
    return throughFaults({ ...call, isQuiet: true }, () => answerBatch(service, incoming));
  }

  async function answerBatch(service: Service, { version, authorization, text }: Incoming): Promise<Answer> {
    const parsed = batchSchema.safeParse(parse(text));
    if (!parsed.success) return badRequest('Invalid batch payload format.');
    const { requests } = parsed.data;
    if (new Set(requests.map(({ id }) => id)).size < requests.length)
      return badRequest('The ids of the requests in a batch must differ.');
    const responses = await Promise.all(
      requests.map(async ({ id, method, url, body, headers = {} }) => {
        const inner = body === undefined ? '' : JSON.stringify(body);
        const consistencyLevel = headers['ConsistencyLevel'];
        const call = { method, path: url, version, authorization, consistencyLevel, text: inner };
        const answer = await dispatch(service, call);
        return { id, ...inBatch(answer) };
      }),
    );
    // They come in any order.
    return ok({ responses: responses.reverse() });
  }

  /** The token is checked before anything else: audience, life, and one role that is enough. */
  function refusal(
    service: Service,
    endpoint: Endpoint | undefined,
    header: string | undefined,
  ): Answer | undefined {
    const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
    const claims = token === undefined ? undefined : tokens.read(token);
    if (claims?.aud !== service.audience) {
      if (claims) judge.fault(`a token for ${claims.aud} was sent to ${service.name}`);
      return graphError(
        401,
        'InvalidAuthenticationToken',
        'Access token is empty, expired or for another audience.',
      );
    }
    if (endpoint === undefined) return undefined;
    const has = service.name === 'graph' ? claims.roles : rolesOf(claims);
    const { anyOf } = endpoint;
    return anyOf.length === 0 || anyOf.some((role) => has.includes(role)) ? undefined : forbidden();
  }

  return dispatch;
}

/** An answer as it stands in a batch: one that broke is the gateway's 504, one that is no JSON a text. */
function inBatch(answer: Outgoing): Omit<Answer, 'text' | 'cutAt'> {
  if (answer === 'lost' || answer.cutAt !== undefined) return { status: 504 };
  const { text, ...rest } = answer;
  return text === undefined ? rest : { ...rest, body: text.toString('utf8') };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
