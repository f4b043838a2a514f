import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';
import { badRequest, forbidden, graphError, type Answer } from './answers';
import { createJudge } from './judge';
import { createMishaps } from './mishaps';
import { createNotifier } from './notifier';
import { propagationModel } from './propagation';
import type { LoggedRequest } from './request-log';
import { createRoster } from './roster';
import { findEndpoint, graphEndpoints, teamsAdminEndpoints } from './routes';
import { scheduleReversals } from './reversals';
import type { Endpoint, Tenant } from './services/service';
import { createSwitches } from './switches';
import type { Mishap, TenantFile } from './tenant-file';
import { startState, type TenantState } from './tenant-state';
import { createTokens, GRAPH_AUDIENCE, rolesOf, TEAMS_AUDIENCE } from './tokens';

export interface TenantOptions {
  file: TenantFile;
  clock: Clock;
  inFlight: InFlight;
  /** What an earlier run put away. */
  state?: TenantState;
}

/** A Microsoft 365 tenant over HTTP, on this machine. */
export interface SimulatedTenant {
  /** Addresses, as the app's settings want them. */
  identity: string;
  identityHeader: string;
  graph: string;
  teamsAdmin: string;
  tenantId: string;
  state: TenantState;
  log: LoggedRequest[];
  /** What Microsoft would frown upon; empty at the end of a good run. */
  faults: string[];
  mishap(mishap: Mishap): void;
  /** Hears of each call when it was answered. */
  onCall(listener: (call: LoggedRequest) => void): void;
  stop(): Promise<void>;
}

interface Service {
  name: LoggedRequest['service'];
  audience: string;
  endpoints: Endpoint[];
  /** Where its paths begin. */
  prefix: RegExp;
}

export async function startTenant({
  file,
  clock,
  inFlight,
  state = startState(file),
}: TenantOptions): Promise<SimulatedTenant> {
  const judge = createJudge();
  const mishaps = createMishaps(file.mishaps);
  const model = propagationModel(file);
  const switches = createSwitches(state.switches, clock, model, file.flapMinutes);
  const notifier = createNotifier(state, file.tenantId, clock, inFlight, mishaps, judge);
  const roster = createRoster(state, switches, clock, model, notifier);
  const tokens = createTokens(file, clock);
  const tenant: Tenant = { file, state, switches, clock, model, mishaps, judge, notifier, newId: randomUUID };
  const identityHeader = randomBytes(16).toString('hex');
  const log: LoggedRequest[] = [];
  const listeners: ((call: LoggedRequest) => void)[] = [];
  const note = (call: LoggedRequest): void => {
    log.push(call);
    for (const listener of listeners) listener(call);
  };
  scheduleReversals(mishaps, switches, clock);
  roster.resume();

  const services: Service[] = [
    {
      name: 'graph',
      audience: GRAPH_AUDIENCE,
      endpoints: graphEndpoints(tenant, roster),
      prefix: /^\/graph\/v1\.0(?=\/)/,
    },
    {
      name: 'teamsAdmin',
      audience: TEAMS_AUDIENCE,
      endpoints: teamsAdminEndpoints(tenant),
      prefix: /^\/teams-admin(?=\/)/,
    },
  ];

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://tenant');
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    if (url.pathname === '/identity')
      return write(response, identity(message, url), note, {
        service: 'identity',
        route: '/identity',
        path: '/identity',
        method: 'GET',
        time: iso(),
      });

    const service = services.find(({ prefix }) => prefix.test(url.pathname));
    if (service === undefined)
      return write(response, { status: 404 }, note, {
        service: 'graph',
        route: 'unknown',
        path: url.pathname,
        method: message.method ?? '',
        time: iso(),
      });
    const text = Buffer.concat(chunks).toString();
    await answer(service, message, url, text, response);
  }

  async function answer(
    service: Service,
    message: IncomingMessage,
    url: URL,
    text: string,
    response: ServerResponse,
  ): Promise<void> {
    const method = message.method ?? 'GET';
    const path = url.pathname.replace(service.prefix, '');
    const found = findEndpoint(service.endpoints, method, path);
    const route = found?.endpoint.route ?? 'unknown';
    const body = parse(text);
    const entry = {
      time: iso(),
      service: service.name,
      method,
      route,
      path: path + url.search,
      ...(body !== undefined && { body }),
    };
    judge.see({ service: service.name, method, route, path: path + url.search, body, now: clock.now() });

    const refused = refusal(service, found?.endpoint, message);
    if (refused) return write(response, refused, note, entry);
    if (found === undefined) {
      judge.fault(`${method} ${path} is a call nobody expects`);
      return write(
        response,
        badRequest(`Resource not found for the segment '${path.split('/')[1]}'.`),
        note,
        entry,
      );
    }
    if (text !== '' && body === undefined)
      return write(response, badRequest('Unable to read JSON request payload.'), note, entry);
    const struck = mishaps.strike(method, route);
    if (struck?.kind === 'throttle') {
      judge.putOff({
        service: service.name,
        method,
        route,
        until: clock.now() + struck.retryAfterSeconds * 1000,
      });
      const headers = { 'retry-after': String(struck.retryAfterSeconds) };
      return write(response, { ...graphError(429, 'TooManyRequests', 'Too many requests.'), headers }, note, {
        ...entry,
        note: 'throttled',
      });
    }
    if (struck?.kind === 'fail')
      return write(
        response,
        graphError(struck.status, 'ServiceUnavailable', 'The service is unavailable.'),
        note,
        { ...entry, note: 'mishap' },
      );
    const done = await found.endpoint.answer({ ids: found.ids, query: url.searchParams, body });
    if (struck?.kind === 'loseReply') {
      note({ ...entry, status: done.status, note: 'reply lost' });
      return void message.socket.destroy();
    }
    write(response, done, note, entry);
  }

  /** The token is checked before anything else: audience, life, and one role that is enough. */
  function refusal(
    service: Service,
    endpoint: Endpoint | undefined,
    message: IncomingMessage,
  ): Answer | undefined {
    const token = /^Bearer (.+)$/.exec(message.headers.authorization ?? '')?.[1];
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
    return endpoint.anyOf.some((role) => has.includes(role)) ? undefined : forbidden();
  }

  /** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
  function identity(message: IncomingMessage, url: URL): Answer {
    const struck = mishaps.strike('GET', '/identity');
    if (struck?.kind === 'fail') return { status: struck.status, body: { message: 'Try again later.' } };
    const resource = url.searchParams.get('resource');
    if (message.headers['x-identity-header'] !== identityHeader)
      return { status: 401, body: { message: 'X-IDENTITY-HEADER is missing or wrong.' } };
    if (url.searchParams.get('api-version') !== '2019-08-01' || resource === null)
      return { status: 400, body: { message: 'api-version and resource are required.' } };
    const { token, expires } = tokens.issue(resource.replace(/\/$/, ''));
    return {
      status: 200,
      body: {
        access_token: token,
        expires_on: String(expires),
        resource,
        token_type: 'Bearer',
        client_id: 'eeeeeeee-0000-4000-8000-0000000000a1',
      },
    };
  }

  const iso = (): string => new Date(clock.now()).toISOString();
  const server = createServer((message, response) => void inFlight.during(() => serve(message, response)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = addressOf(server);
  return {
    identity: `${base}/identity`,
    identityHeader,
    graph: `${base}/graph`,
    teamsAdmin: `${base}/teams-admin`,
    tenantId: file.tenantId,
    state,
    log,
    faults: judge.faults,
    mishap: (mishap) => mishaps.add(mishap),
    onCall: (listener) => void listeners.push(listener),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function write(
  response: ServerResponse,
  { status, body, headers = {} }: Answer,
  note: (call: LoggedRequest) => void,
  entry: Omit<LoggedRequest, 'status'>,
): void {
  note({ ...entry, status });
  response.statusCode = status;
  response.setHeader('request-id', randomUUID());
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}
