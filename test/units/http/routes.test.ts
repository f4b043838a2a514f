import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { RegisteredFunction } from '../../../local/host/contract';
import { buildRoutes, findRoute } from '../../../local/host/http/router';
import { methodsAt } from '../../../src/api/allowed-methods';
import { BASE, functionNameOf, type Route } from '../../../src/api/route';
import { ROUTES } from '../../../src/api/route-table';
import { UNKNOWN_CALL } from '../../../src/functions/http/unknown-call';

const functionOf = (name: string, route: string, methods: string[]): RegisteredFunction => ({
  name,
  functionId: name,
  trigger: { name: 'request', type: 'httpTrigger', direction: 'in', route, methods },
  inputs: [],
  bindings: {},
  callback: () => undefined,
});

const addressOf = ({ path }: Route): string => `${BASE}${path.replace(/\{\w+\}/g, 'en-1')}`.slice(1);

describe('the route table', () => {
  const room = path.join(__dirname, '../../../src/api/routes');
  it.each(readdirSync(room).filter((file) => file.endsWith('.js')))('lists every call of %s', (file) => {
    const load = createRequire(__filename);
    const exported = Object.values(load(path.join(room, file)) as Record<string, unknown>);
    const calls = exported.filter(
      (one): one is Route => typeof one === 'object' && one !== null && 'operationId' in one,
    );
    expect(calls.filter((one) => !ROUTES.includes(one)).map(({ operationId }) => operationId)).toEqual([]);
  });
});

describe('the route table on a host that knows no precedence', () => {
  const host = buildRoutes(
    [
      functionOf(UNKNOWN_CALL.name, UNKNOWN_CALL.route, ['GET', 'POST', 'PUT', 'DELETE']),
      ...ROUTES.map((route) =>
        functionOf(functionNameOf(route), `${BASE}${route.path}`.slice(1), [route.method]),
      ),
    ],
    '',
  );

  it('has no route that is at fault', () => {
    expect([host.fatal, [...host.faults]]).toEqual([undefined, []]);
  });

  it.each(ROUTES.map((route) => [route.operationId, route] as const))(
    'serves %s by its own function',
    (_, route) => {
      const found = findRoute(host, route.method, addressOf(route));
      expect(found?.route.fn.name).toBe(functionNameOf(route));
    },
  );

  it.each(['api', 'api/nothing', 'api/enablements/en-1/nothing'])(
    'leaves %s to the last of all',
    (address) => {
      expect(findRoute(host, 'GET', address)?.route.fn.name).toBe(UNKNOWN_CALL.name);
    },
  );

  it('knows the methods of an address as the host does', () => {
    for (const route of ROUTES) expect(methodsAt(ROUTES, `/${addressOf(route)}`)).toContain(route.method);
    expect(methodsAt(ROUTES, '/api/enablements')).toEqual(['POST', 'GET']);
    expect(methodsAt(ROUTES, '/api/HEALTH/')).toEqual(['GET']);
    expect(methodsAt(ROUTES, '/api/healthXjson')).toEqual([]);
    expect(methodsAt(ROUTES, '/api/openapiXjson')).toEqual([]);
  });
});
