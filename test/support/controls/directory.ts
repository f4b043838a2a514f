import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What somebody who runs a hook may do. */
interface Rights {
  /** Privileged Role Administrator: grants permissions and directory roles. */
  grants: boolean;
  /** Contributor of the resource group. */
  deploys: boolean;
}

export interface Directory {
  url: string;
  /** `POST /servicePrincipals/…`: everything asked for but GET, in order. */
  writes: string[];
  appRoles: { principalId: string; resourceId: string; appRoleId: string }[];
  directoryRoles: { id: string; principalId: string; roleDefinitionId: string }[];
  applications: string[];
  secrets: Map<string, string>;
  rights: Rights;
  /** How often a fresh identity is still unknown when something is granted to it. */
  unknownFor: number;
  stop(): Promise<void>;
}

const GRAPH_APP = '00000003-0000-0000-c000-000000000000';
export const GRAPH_OBJECT = 'bbbbbbbb-0000-4000-8000-000000000003';

interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
}
type Answer = { status: number; body?: unknown };

const refusal = (status: number, message: string): Answer => ({
  status,
  body: { error: { code: 'x', message } },
});
const forbidden = (): Answer => refusal(403, 'Insufficient privileges to complete the operation.');

/** Entra and Azure Resource Manager, as far as the hooks of a deployment speak to them. */
export async function startDirectory(
  offered: readonly string[],
  more: Partial<Directory> = {},
): Promise<Directory> {
  const principals = new Map([[GRAPH_APP, GRAPH_OBJECT]]);
  const server = createServer((request, response) => {
    void read(request).then((asked) => {
      const { status, body } = answer(asked, request.headers.authorization ?? '');
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const directory: Directory = {
    url,
    writes: [],
    appRoles: [],
    directoryRoles: [],
    applications: [],
    secrets: new Map(),
    rights: { grants: true, deploys: true },
    unknownFor: 0,
    stop: () => new Promise((done) => server.close(() => done())),
    ...more,
  };
  return directory;

  function answer({ method, path, body }: Asked, authorization: string): Answer {
    if (authorization !== `Bearer token for ${url}/.default`) return refusal(401, 'The token is not for us.');
    if (method !== 'GET') directory.writes.push(`${method} ${path}`);
    if (path.startsWith('/subscriptions/')) return resourceManager(method, path, body);
    const byApp = /^\/v1\.0\/servicePrincipals\(appId='([^']+)'\)/.exec(path)?.[1];
    if (byApp !== undefined) return principal(byApp);
    if (path.startsWith('/v1.0/applications(')) return application(path);
    if (path === '/v1.0/servicePrincipals') {
      principals.set(String(body['appId']), 'bbbbbbbb-0000-4000-8000-000000000048');
      return { status: 201, body: {} };
    }
    if (path.endsWith('/appRoleAssignments')) return appRole(method, path, body);
    if (path.startsWith('/v1.0/roleManagement/directory/roleAssignments')) return role(method, path, body);
    return refusal(404, `Nothing here: ${path}`);
  }

  function principal(appId: string): Answer {
    const id = principals.get(appId);
    if (id === undefined) return refusal(404, `Resource '${appId}' does not exist.`);
    return {
      status: 200,
      body: { id, appRoles: offered.map((value) => ({ value, id: `role of ${value}` })) },
    };
  }

  function application(path: string): Answer {
    const name = /uniqueName='([^']+)'/.exec(path)?.[1] ?? '';
    if (!directory.applications.includes(name)) return refusal(404, `Resource '${name}' does not exist.`);
    directory.applications = directory.applications.filter((one) => one !== name);
    return { status: 204 };
  }

  function appRole(method: string, path: string, body: Record<string, unknown>): Answer {
    const principalId = path.split('/').at(-2) ?? '';
    const mine = directory.appRoles.filter((one) => one.principalId === principalId);
    if (method === 'GET') return { status: 200, body: { value: mine } };
    if (!directory.rights.grants) return forbidden();
    if (directory.unknownFor-- > 0) return refusal(404, `Resource '${principalId}' does not exist.`);
    if (mine.some(({ appRoleId }) => appRoleId === body['appRoleId']))
      return refusal(400, 'Permission being assigned already exists on the object');
    directory.appRoles.push(body as unknown as Directory['appRoles'][number]);
    return { status: 201, body: {} };
  }

  function role(method: string, path: string, body: Record<string, unknown>): Answer {
    const filter = new URL(path, url).searchParams.get('$filter') ?? '';
    const [, principalId, roleDefinitionId] =
      /principalId eq '(.+)' and roleDefinitionId eq '(.+)'/.exec(filter) ?? [];
    if (method === 'GET') {
      const value = directory.directoryRoles.filter(
        (one) => one.principalId === principalId && one.roleDefinitionId === roleDefinitionId,
      );
      return { status: 200, body: { value } };
    }
    if (!directory.rights.grants) return forbidden();
    if (method === 'DELETE') {
      directory.directoryRoles = directory.directoryRoles.filter(({ id }) => !path.endsWith(`/${id}`));
      return { status: 204 };
    }
    if (body['directoryScopeId'] !== '/') return refusal(400, 'A scope is needed.');
    const id = `assignment-${directory.directoryRoles.length + 1}`;
    directory.directoryRoles.push({ id, ...(body as { principalId: string; roleDefinitionId: string }) });
    return { status: 201, body: {} };
  }

  function resourceManager(method: string, path: string, body: Record<string, unknown>): Answer {
    const [place = '', query = ''] = path.split('?');
    if (!query.includes('api-version=')) return refusal(400, 'The api-version query parameter is required.');
    if (method === 'GET')
      return directory.secrets.has(place) ? { status: 200, body: {} } : refusal(404, 'SecretNotFound');
    if (!directory.rights.deploys) return forbidden();
    if (method === 'PUT')
      directory.secrets.set(place, String((body['properties'] as { value: string } | undefined)?.value));
    return { status: 200, body: {} };
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}
