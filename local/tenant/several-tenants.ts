import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';
import { answerIdentity } from './identity/managed-identity';
import { createMeter, type Peak } from './limits/call-meter';
import { createTenant, type TenantInCloud, type TenantOptions, type TenantView } from './tenant';
import type { TenantFile } from './tenant-file';
import type { TenantState } from './tenant-state';
import { tenantIn } from './identity/tokens';
import { answerVault } from './identity/key-vault';
import { write } from './write-answer';

/** Where Microsoft's services answer, as the app's settings want it. */
interface CloudAddresses {
  identity: string;
  identityHeader: string;
  graph: string;
  teamsAdmin: string;
  /** Followed by `/secrets/` and a name. */
  vault: string;
}

export interface Cloud extends CloudAddresses {
  /** The home tenant of the managed identity first. */
  tenants: TenantInCloud[];
  /** How near the application came to each limit that holds for it in all tenants together. */
  applicationPeaks(): Peak[];
  stop(): Promise<void>;
}

export interface CloudOptions {
  /** The home tenant of the managed identity first. */
  tenants: { file: TenantFile; state?: TenantState }[];
  clock: Clock;
  inFlight: InFlight;
  /** Lets time pass while calls are under way, everywhere; left out: here alone. Milliseconds. */
  pass?: ((milliseconds: number) => Promise<void>) | undefined;
  /** What the key vault of the home tenant holds, by name. */
  secrets?: ReadonlyMap<string, string>;
}

/** Both services know their tenants by the token of the call alone, as Microsoft's do. */
const SERVICES = [
  { name: 'graph', prefix: /^\/graph\/(v1\.0|beta)(?=\/)/ },
  { name: 'teamsAdmin', prefix: /^\/teams-admin()(?=\/)/ },
] as const;

/** Microsoft's cloud over HTTP, on this machine: the identity endpoint, Graph and Teams administration of some tenants. */
export async function startCloud({
  tenants: files,
  clock,
  inFlight,
  pass,
  secrets = new Map(),
}: CloudOptions): Promise<Cloud> {
  const application = createMeter('application');
  const tenants = files.map((one) => createTenant({ ...one, clock, inFlight, application, pass }));
  const byId = new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
  const [home] = tenants;
  if (home === undefined) throw new Error('A cloud without a tenant is no cloud.');
  const identityHeader = randomBytes(16).toString('hex');
  const iso = (): string => new Date(clock.now()).toISOString();
  const tenantOf = (authorization: string | undefined): TenantInCloud =>
    byId.get(tenantIn(authorization) ?? '') ?? home;

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://cloud');
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const { method = 'GET' } = message;
    if (url.pathname === '/identity') {
      const answer = await home?.throughFaults(
        { time: iso(), service: 'identity', method, route: '/identity', path: '/identity' },
        () => answerIdentity(home, identityHeader, message, url),
      );
      return answer === 'lost' || answer === undefined
        ? void message.socket.destroy()
        : write(response, answer);
    }
    if (url.pathname.startsWith('/vault/'))
      return write(response, answerVault(home as TenantInCloud, secrets, message.headers.authorization, url));
    const service = SERVICES.find(({ prefix }) => prefix.test(url.pathname));
    const { authorization, consistencylevel } = message.headers;
    const tenant = tenantOf(authorization);
    if (service === undefined) {
      tenant.note({
        time: iso(),
        service: 'graph',
        method,
        route: 'unknown',
        path: url.pathname,
        status: 404,
      });
      return write(response, { status: 404 });
    }
    const [prefix = '', version = ''] = service.prefix.exec(url.pathname) ?? [];
    const answer = await tenant.answer(service.name, {
      method,
      path: url.pathname.slice(prefix.length) + url.search,
      version: version === '' ? 'v1.0' : version,
      authorization,
      consistencyLevel: consistencylevel?.toString(),
      text: Buffer.concat(chunks).toString(),
    });
    if (answer === 'lost') message.socket.destroy();
    else write(response, answer);
  }

  const server = createServer((message, response) => void inFlight.during(() => serve(message, response)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = addressOf(server);
  return {
    identity: `${base}/identity`,
    identityHeader,
    graph: `${base}/graph`,
    teamsAdmin: `${base}/teams-admin`,
    vault: `${base}/vault`,
    tenants,
    applicationPeaks: application.peaks,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One tenant and where it is reached. */
export interface SimulatedTenant extends TenantView, CloudAddresses {
  stop(): Promise<void>;
}

export async function startTenant({ clock, inFlight, ...one }: TenantOptions): Promise<SimulatedTenant> {
  return seenAsTenant(await startCloud({ tenants: [one], clock, inFlight }));
}

/** A cloud as its home tenant sees it. */
export function seenAsTenant({ tenants: [home], ...cloud }: Cloud): SimulatedTenant {
  if (home === undefined) throw new Error('A cloud without a tenant is no cloud.');
  return { ...home, ...cloud };
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}
