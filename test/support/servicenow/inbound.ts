import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuiltApp } from './built-app';

/** What comes into an instance: who it is, whether the role is there, and then the script of the resource. */
export interface Inbound {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  url: string;
  /** An OAuth application, whose tokens act as an integration user with these roles. */
  addClient(roles: string[]): { clientId: string; clientSecret: string };
  stop(): Promise<void>;
}

type Receive = (
  path: string,
  headers: Record<string, string>,
  body: string,
) => Promise<{ status: number; headers: Record<string, string>; body: unknown }>;

const refusal = (message: string) => ({ error: { message, detail: null }, status: 'failure' });

/** https://www.servicenow.com/docs: OAuth client credentials; Scripted REST APIs */
export async function serveInbound(app: BuiltApp, receive: Receive): Promise<Inbound> {
  const clients = new Map<string, { clientSecret: string; roles: string[] }>();
  const tokens = new Map<string, string[]>();

  function signIn(form: URLSearchParams): [number, unknown] {
    const client = clients.get(form.get('client_id') ?? '');
    const isKnown = client !== undefined && client.clientSecret === form.get('client_secret');
    if (form.get('grant_type') !== 'client_credentials' || !isKnown)
      return [401, { error: 'invalid_client', error_description: 'access_denied' }];
    const token = randomBytes(16).toString('hex');
    tokens.set(token, client.roles);
    return [200, { access_token: token, token_type: 'Bearer', expires_in: 1799, scope: 'useraccount' }];
  }

  async function handle(request: IncomingMessage): Promise<[number, unknown, Record<string, string>?]> {
    const body = await textOf(request);
    const path = request.url ?? '';
    if (path === '/oauth_token.do') return signIn(new URLSearchParams(body));
    const roles = tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (roles === undefined) return [401, refusal('User Not Authenticated')];
    const resource = app.resources.find((one) => one.path === path && one.method === request.method);
    if (resource === undefined) return [400, refusal('Requested URI does not represent any resource')];
    if (!resource.roles.some((role) => roles.includes(role))) return [403, refusal('User Not Authorized')];
    const answer = await receive(path, request.headers as Record<string, string>, body);
    return [answer.status, { result: answer.body }, answer.headers];
  }

  const server = createServer((request, response) => {
    const answered = handle(request).catch((error: Error) => [500, refusal(error.message)] as const);
    void answered.then(([status, body, headers = {}]) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addClient(roles) {
      const [clientId, clientSecret] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
      clients.set(clientId, { clientSecret, roles });
      return { clientId, clientSecret };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
