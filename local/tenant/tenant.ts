import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';
import type { Answer } from './answers';
import { createDispatcher, type Service } from './dispatcher';
import { createJudge } from './judge';
import { createMishaps } from './mishaps';
import { createNotifier } from './notifier';
import { propagationModel } from './propagation';
import type { LoggedRequest } from './request-log';
import { createRoster } from './roster';
import { graphEndpoints, teamsAdminEndpoints } from './routes';
import { scheduleReversals } from './reversals';
import type { Tenant } from './services/service';
import { createSwitches } from './switches';
import type { Mishap, TenantFile } from './tenant-file';
import { startState, type TenantState } from './tenant-state';
import { createTokens, GRAPH_AUDIENCE, TEAMS_AUDIENCE } from './tokens';

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
  const roster = createRoster(state, switches, clock, model, notifier, file.quirks.groupsToldWhileTeamsIsOff);
  const tokens = createTokens(file, clock);
  const tenant: Tenant = { file, state, switches, clock, model, mishaps, judge, notifier, newId: randomUUID };
  const identityHeader = randomBytes(16).toString('hex');
  const log: LoggedRequest[] = [];
  const listeners: ((call: LoggedRequest) => void)[] = [];
  const note = (call: LoggedRequest): void => {
    log.push(call);
    for (const listener of listeners) listener(call);
  };
  const dispatch = createDispatcher({ clock, judge, mishaps, tokens, note });
  scheduleReversals(mishaps, switches, clock);
  roster.resume();

  const services: Service[] = [
    {
      name: 'graph',
      audience: GRAPH_AUDIENCE,
      endpoints: graphEndpoints(tenant, roster),
      prefix: /^\/graph\/(v1\.0|beta)(?=\/)/,
    },
    {
      name: 'teamsAdmin',
      audience: TEAMS_AUDIENCE,
      endpoints: teamsAdminEndpoints(tenant),
      prefix: /^\/teams-admin()(?=\/)/,
    },
  ];

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://tenant');
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    if (url.pathname === '/identity') {
      const answer = identity(message, url);
      const { status } = answer;
      note({
        time: iso(),
        service: 'identity',
        method: 'GET',
        route: '/identity',
        path: '/identity',
        status,
      });
      return write(response, answer);
    }
    const service = services.find(({ prefix }) => prefix.test(url.pathname));
    if (service === undefined) {
      const { method = '' } = message;
      note({ time: iso(), service: 'graph', method, route: 'unknown', path: url.pathname, status: 404 });
      return write(response, { status: 404 });
    }
    const [prefix = '', version = ''] = service.prefix.exec(url.pathname) ?? [];
    const answer = await dispatch(service, {
      method: message.method ?? 'GET',
      path: url.pathname.slice(prefix.length) + url.search,
      version: version === '' ? 'v1.0' : version,
      authorization: message.headers.authorization,
      text: Buffer.concat(chunks).toString(),
    });
    if (answer === 'lost') message.socket.destroy();
    else write(response, answer);
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

function write(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.statusCode = status;
  response.setHeader('request-id', randomUUID());
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}
