import { ROUTES } from '../../src/api/route-table';
import { BASE, type Route } from '../../src/api/route';
import { SIGN_IN, signedInAs } from '../support/callers';
import {
  BODIES,
  FIELD_VALUES,
  HEADER_VALUES,
  PATH_PARTS,
  QUERY_VALUES,
  sendRaw,
  type Sent,
} from '../support/hostile';
import { startGastvrij, TENANT_ID, type Gastvrij } from '../support/start-gastvrij';

/** May do everything, so that it is the input that is refused. */
const EVERYBODY = signedInAs('ada@contoso.example', 'Reader', 'Requester', 'Approver', 'Operator');
const JSON_TYPE = { ...EVERYBODY, 'content-type': 'application/json' };
const PAGES = [
  ...['/requests/{id}', '/requests/{id}/live', '/requests/{id}/evidence.json', '/requests/{id}/evidence.csv'],
  ...[
    '/tenants/{id}/readiness',
    '/tenants/{id}/why',
    '/tenants/{id}/domains',
    '/findings/{id}',
    '/assets/{id}',
  ],
  ...['/{id}', '/?from={id}', '/requests?tenant={id}', '/requests?continuation={id}', '/tenants?after={id}'],
  '/audits?tenant={id}',
];

let world: Gastvrij;
beforeAll(async () => {
  const settings = { ...SIGN_IN, REQUESTS_PER_MINUTE: '1000000', READS_PER_MINUTE: '1000000' };
  world = await startGastvrij('already-on', { settings });
});

/** Sends everything, and answers what came of it but should not have: a line each. */
async function faultsOf(all: readonly Sent[]): Promise<string[]> {
  const faults: string[] = [];
  const waiting = [...all];
  const lane = async (): Promise<void> => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const { status, type, text } = await sendRaw(world.origin, one);
      const isOurs = one.path.startsWith(BASE) && text !== '';
      const isProblem = status < 400 || !isOurs || type.startsWith('application/problem+json');
      if (status >= 500 || !isProblem)
        faults.push(
          `${status} ${one.method} ${one.path.slice(0, 120)} ${JSON.stringify(one.headers ?? {}).slice(-80)} ${String(one.body ?? '').slice(0, 120)}`,
        );
    }
  };
  await Promise.all([1, 2, 3, 4].map(lane));
  return faults;
}

const pathOf = ({ path }: Route, part: string = TENANT_ID): string =>
  `${BASE}${path.replace(/\{\w+\}/g, () => part)}`;
/** A body that nothing is wrong with but what the path says. */
const FIELDS: Readonly<Record<string, unknown>> = {
  ...{ by: 'Ada', requestedBy: 'Ada', reason: 'Why', decision: 'approve', planHash: '0'.repeat(64) },
  ...{ until: '2026-06-01T00:00:00Z', ownerId: TENANT_ID, goal: 'guestAccess', tenantId: TENANT_ID },
};
const filledIn = ({ body, actor }: Route): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(body?.shape ?? {}).flatMap((name) =>
      name in FIELDS && name !== actor ? [[name, FIELDS[name]]] : [],
    ),
  );
const FREE_TEXT = ['justification', 'ticketId', 'comment', 'reason', 'symptom', 'name', 'testGuestEmail'];
const takesBody = ({ method }: Route): boolean => method === 'POST' || method === 'PUT';

describe('whatever somebody sends, it is the sender who is told', () => {
  it('in the path of a call', async () => {
    const routes = ROUTES.filter(({ path }) => path.includes('{'));
    const all = routes.flatMap((route) =>
      PATH_PARTS.map((part) => ({
        method: route.method,
        path: pathOf(route, part),
        headers: JSON_TYPE,
        ...(takesBody(route) && { body: JSON.stringify(filledIn(route)) }),
      })),
    );
    expect(await faultsOf(all)).toEqual([]);
  });

  it('in the path and the query of a page', async () => {
    const all = PAGES.flatMap((page) =>
      PATH_PARTS.map((part) => ({ method: 'GET', path: page.replace('{id}', part), headers: EVERYBODY })),
    );
    const form = { ...EVERYBODY, 'content-type': 'application/x-www-form-urlencoded' };
    const actions = ['send', 'cancel', 'decision', 'undo', 'extend', 'confirm', 'replay', 'probe', '%25ff'];
    const pressed = actions.flatMap((action) =>
      PATH_PARTS.map((part) => ({
        method: 'POST',
        path: `/requests/${part}/${action}`,
        headers: form,
        body: 'a=%ff&by=%00',
      })),
    );
    expect(await faultsOf([...all, ...pressed])).toEqual([]);
  });

  it('in the query of a call', async () => {
    const all = ROUTES.filter(({ query }) => query).flatMap((route) =>
      Object.keys(route.query?.shape ?? {}).flatMap((name) =>
        QUERY_VALUES.map((value) => ({
          method: route.method,
          path: `${pathOf(route)}?${name}=${value.replace('NAME', name)}`,
          headers: JSON_TYPE,
          ...(takesBody(route) && { body: '{}' }),
        })),
      ),
    );
    expect(await faultsOf(all)).toEqual([]);
  });

  it('in a header', async () => {
    const names = [
      ...['idempotency-key', 'if-match', 'accept', 'content-type', 'cookie', 'accept-language', 'x-anything'],
      ...['webhook-id', 'webhook-signature', 'x-ms-client-principal', 'x-forwarded-for', 'traceparent'],
    ];
    const calls: Sent[] = [
      { method: 'GET', path: `${BASE}/enablements` },
      { method: 'POST', path: `${BASE}/enablements`, body: '{}' },
      { method: 'PUT', path: `${BASE}/tenants/${TENANT_ID}`, body: '{}' },
      { method: 'GET', path: '/requests' },
    ];
    const all = calls.flatMap((call) =>
      names.flatMap((name) =>
        HEADER_VALUES.map((value) => ({ ...call, headers: { ...JSON_TYPE, [name]: value } })),
      ),
    );
    expect(await faultsOf(all)).toEqual([]);
  });

  it('in a body', async () => {
    const all = ROUTES.filter(takesBody).flatMap((route) => {
      const call = { method: route.method, path: pathOf(route), headers: JSON_TYPE };
      const names = Object.keys(route.body?.shape ?? {});
      const filled = FIELD_VALUES.flatMap((value) => [
        JSON.stringify(Object.fromEntries(names.map((name) => [name, value]))),
        ...names
          .filter((name) => FREE_TEXT.includes(name))
          .map((name) => JSON.stringify({ ...filledIn(route), [name]: value })),
      ]);
      return [...BODIES, ...filled].map((body) => ({ ...call, body }));
    });
    expect(await faultsOf(all)).toEqual([]);
  });
});
