import { TableClient } from '@azure/data-tables';
import { scenario } from '../../../local/tenant/scenarios';
import { ROUTES } from '../../../src/api/route-table';
import { BASE, type Route } from '../../../src/api/route';
import { RUNS_TABLE, runKey } from '../../../src/store/tables/keys';
import { SIGN_IN, signedInAs } from '../../support/callers/callers';
import {
  BODIES,
  FIELD_VALUES,
  HEADER_VALUES,
  pairs,
  PATH_PARTS,
  QUERY_VALUES,
  sendRaw,
  type Sent,
} from '../../support/hostile';
import { aRequest, startGastvrij, TENANT_ID, type Gastvrij } from '../../support/start/start-gastvrij';

/** May do everything, so that it is the input that is refused. */
const EVERYBODY = signedInAs('ada@contoso.example', 'Reader', 'Requester', 'Approver', 'Operator');
const JSON_TYPE = { ...EVERYBODY, 'content-type': 'application/json' };
const PAGES = [
  ...['/requests/{id}', '/requests/{id}/live', '/requests/{id}/evidence.json', '/requests/{id}/evidence.csv'],
  ...[
    '/tenants/{id}/readiness',
    '/tenants/{id}/explain',
    '/tenants/{id}/domains',
    '/findings/{id}',
    '/assets/{id}',
  ],
  ...['/{id}', '/?from={id}', '/requests?tenant={id}', '/requests?continuation={id}', '/tenants?after={id}'],
  '/audits?tenant={id}',
];

let world: Gastvrij;
beforeAll(async () => {
  const settings = {
    ...SIGN_IN,
    REQUESTS_PER_MINUTE: '1000000',
    READS_PER_MINUTE: '1000000',
    CANARY_GROUP_ID: '',
  };
  const { app, ...tenant } = scenario('already-on');
  const mayMakeTeams = { ...app, graphRoles: [...app.graphRoles, 'Team.Create'] };
  world = await startGastvrij({ ...tenant, app: mayMakeTeams }, { settings });
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

/** The first route of each kind of thing, whose id is read by code of its own. */
const isFirstOfItsKind = ({ path }: Route, at: number, all = WITH_ID): boolean =>
  all.findIndex((one) => one.path.split('/')[1] === path.split('/')[1]) === at;
const WITH_ID = ROUTES.filter(({ path }) => path.includes('{'));

describe('whatever somebody sends, it is the sender who is told', () => {
  it('in the path of a call', async () => {
    const all = pairs(WITH_ID, PATH_PARTS, isFirstOfItsKind).map(([route, part]) => ({
      method: route.method,
      path: pathOf(route, part),
      headers: JSON_TYPE,
      ...(takesBody(route) && { body: JSON.stringify(filledIn(route)) }),
    }));
    expect(await faultsOf(all)).toEqual([]);
  });

  it('in the path and the query of a page', async () => {
    const all = pairs(PAGES, PATH_PARTS).map(([page, part]) => ({
      method: 'GET',
      path: page.replace('{id}', part),
      headers: EVERYBODY,
    }));
    const form = { ...EVERYBODY, 'content-type': 'application/x-www-form-urlencoded' };
    const actions = ['send', 'cancel', 'decision', 'undo', 'extend', 'confirm', 'replay', 'probe', '%25ff'];
    const pressed = pairs(actions, PATH_PARTS).map(([action, part]) => ({
      method: 'POST',
      path: `/requests/${part}/${action}`,
      headers: form,
      body: part.length > 3 ? 'a=%ff&by=Ada' : 'a=%ff&by=%00',
    }));
    expect(await faultsOf([...all, ...pressed])).toEqual([]);
  });

  it('in the query of a call', async () => {
    const places = ROUTES.flatMap((route) =>
      Object.keys(route.query?.shape ?? {}).map((name) => ({ route, name })),
    );
    const all = pairs(places, QUERY_VALUES, ({ name }) => name === 'continuation').map(
      ([{ route, name }, value]) => ({
        method: route.method,
        path: `${pathOf(route)}?${name}=${value.replace('NAME', name)}`,
        headers: JSON_TYPE,
        ...(takesBody(route) && { body: '{}' }),
      }),
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
    const places = calls.flatMap((call) => names.map((name) => ({ call, name })));
    const all = pairs(places, HEADER_VALUES).map(([{ call, name }, value]) => ({
      ...call,
      headers: { ...JSON_TYPE, [name]: value },
    }));
    expect(await faultsOf(all)).toEqual([]);
  });

  it('in a body', async () => {
    const routes = ROUTES.filter(takesBody);
    const whole = pairs(routes, [...BODIES, ...FIELD_VALUES.map((value) => ({ value }))]).map(
      ([route, sent]) => ({
        route,
        body:
          typeof sent === 'string' || Buffer.isBuffer(sent)
            ? sent
            : JSON.stringify(
                Object.fromEntries(Object.keys(route.body?.shape ?? {}).map((name) => [name, sent.value])),
              ),
      }),
    );
    const fields = routes.flatMap((route) =>
      Object.keys(route.body?.shape ?? {})
        .filter((name) => FREE_TEXT.includes(name))
        .map((name) => ({ route, name })),
    );
    const single = pairs(fields, FIELD_VALUES, ({ name }) => name === 'justification').map(
      ([{ route, name }, value]) => ({
        route,
        body: JSON.stringify({ ...filledIn(route), [name]: value }),
      }),
    );
    const all = [...whole, ...single].map(({ route, body }) => ({
      method: route.method,
      path: pathOf(route),
      headers: JSON_TYPE,
      body,
    }));
    expect(await faultsOf(all)).toEqual([]);
  });
});

/** Text as people paste it: line ends of every kind, a letter of two units, right-to-left, what other readers stumble over. */
const ODD = 'a\u2028b\u2029c\u0085d\te\r\nf 📫 \u202bשלום\u202c \u200bg \ufeffh "\\/\'<>&;=%00 \\u0000';
const ask = (method: string, path: string, body?: unknown, more = {}) =>
  sendRaw(world.origin, {
    ...{ method, path: path.startsWith('/') ? `${BASE}${path}` : `/${path}` },
    headers: { ...JSON_TYPE, ...more },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

describe('what somebody writes', () => {
  it('is kept as it was sent, whatever line ends and letters are in it', async () => {
    const sent = await ask('POST', '/enablements', {
      ...aRequest({ dryRun: true, justification: ODD, ticketId: 'T\u2028\u2029📫' }),
      requestedBy: undefined,
    });
    expect(sent.status).toBe(202);
    const { id } = JSON.parse(sent.text) as { id: string };
    await world.conductor.settle();
    const status = await ask('GET', `/enablements/${id}`);
    expect([status.status, JSON.parse(status.text)]).toMatchObject([
      200,
      { outcome: 'planned', ticketId: 'T\u2028\u2029📫' },
    ]);
    const evidence = JSON.parse((await ask('GET', `/enablements/${id}/steps`)).text) as {
      steps: { result: unknown }[];
      chain: unknown;
    };
    expect(evidence.steps[0]?.result).toMatchObject({ justification: ODD });
    expect(evidence.chain).toMatchObject({ isWhole: true });
    const { headers } = await fetch(`${world.api}/tenants/${TENANT_ID}`, { headers: EVERYBODY });
    const version = headers.get('etag') ?? '';
    const name = 'Contoso\u2028\u2029📫';
    const registered = await ask('PUT', `/tenants/${TENANT_ID}`, { name }, { 'if-match': version });
    expect([registered.status, JSON.parse(registered.text)]).toMatchObject([
      200,
      { tenantSettings: { name } },
    ]);
  });

  it.each([
    ['a character that ends a text elsewhere', '\u0000', 'has a character that no text needs (U+0000)'],
    ['an escape', '\u001b[31m', 'has a character that no text needs (U+001B)'],
    ['a control character of eight bits', '\u009b31m', 'has a character that no text needs (U+009B)'],
    ['what is no character', '\uffff', 'has a character that no text needs (U+FFFF)'],
    ['the first half of a letter', '\ud83d', 'has half of a character (U+D83D), which no text can hold'],
    ['the second half of a letter', '\udceb x', 'has half of a character (U+DCEB), which no text can hold'],
  ])('is refused by every call that takes a text where it holds %s', async (_, odd, message) => {
    const places = ROUTES.filter(takesBody).flatMap((route) =>
      Object.keys(route.body?.shape ?? {})
        .filter((name) =>
          ['justification', 'comment', 'reason', 'symptom', 'name', 'ticketId'].includes(name),
        )
        .map((name) => ({ route, name })),
    );
    expect(places.length).toBeGreaterThan(7);
    const answers = await Promise.all(
      places.map(async ({ route, name }) => {
        const body = { ...filledIn(route), [name]: `a ${odd} b` };
        const { status, text } = await ask(route.method, pathOf(route).slice(BASE.length), body);
        const { violations = [] } = JSON.parse(text) as {
          violations?: { pointer: string; message: string }[];
        };
        return [route.operationId, status, violations.find(({ pointer }) => pointer === `/${name}`)?.message];
      }),
    );
    expect(answers).toEqual(places.map(({ route }) => [route.operationId, 422, message]));
  });

  it('into a page is refused with a page where it holds such a character', async () => {
    const headers = { ...EVERYBODY, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await sendRaw(world.origin, {
      ...{ method: 'POST', path: '/requests/en-1/undo', headers, body: 'justification=a%00b' },
    });
    expect([answer.status, answer.type]).toEqual([422, 'text/html; charset=utf-8']);
  });
});

describe('where the installation says under which address it is known', () => {
  const FOREIGN = 'elsewhere.example';
  const foreign = { host: FOREIGN };
  // A team that is being made stays so while its service is busy and the clock stands.
  beforeAll(() => {
    world.tenant.serviceFault({
      kind: 'throttle',
      route: 'POST /teams',
      times: 99,
      retryAfterSeconds: 3_600,
    });
  });

  it.each([
    [
      'a new enablement',
      'POST',
      '/enablements',
      { goal: 'guestAccess', tenantId: TENANT_ID, dryRun: true },
      202,
    ],
    ['a list of enablements', 'GET', '/enablements', undefined, 200],
    ['an audit', 'POST', '/audits', {}, 202],
    ['cleanup', 'POST', '/cleanup', { dryRun: true }, 202],
    ['a test team that is made', 'POST', '/canary', { tenantId: TENANT_ID, ownerId: TENANT_ID }, 202],
    ['a test team that is being made', 'GET', '/canary', undefined, 202],
    ['OpenAPI', 'GET', '/openapi.json', undefined, 200],
    ['the custom connector', 'GET', '/swagger.json', undefined, 200],
  ])('%s leads there, whatever host a caller names', async (_, method, path, body, expected) => {
    const answer = await ask(method, path, body, foreign);
    await world.conductor.settle();
    expect(answer.status).toBe(expected);
    expect(answer.location + answer.text).not.toContain(FOREIGN);
    expect(answer.location + answer.text).toContain(new URL(world.origin).host);
  });

  it('neither does any other answer or page name the host a caller named', async () => {
    const { items } = JSON.parse((await ask('GET', '/enablements')).text) as { items: { id: string }[] };
    const id = items[0]?.id ?? '';
    const gets = ROUTES.filter(({ method }) => method === 'GET').map((route) => pathOf(route, id));
    const pages = [
      '/',
      ...PAGES.map((page) => page.replace('{id}', id)),
      '/tenants',
      '/approvals',
      '/sign-in',
    ];
    const named = await Promise.all(
      [...gets, ...pages].map(async (path) => {
        const headers = { ...EVERYBODY, ...foreign };
        const { location, text } = await sendRaw(world.origin, { method: 'GET', path, headers });
        return (location + text).includes(FOREIGN) ? [path] : [];
      }),
    );
    expect(id).toMatch(/^en-/);
    expect(named.flat()).toEqual([]);
  });
});

describe('a page whose record cannot be read', () => {
  it('says so, and what to tell whom', async () => {
    const { items } = JSON.parse((await ask('GET', '/enablements')).text) as { items: { id: string }[] };
    const id = items[0]?.id ?? '';
    const options = { allowInsecureConnection: true };
    const table = TableClient.fromConnectionString(world.storage, RUNS_TABLE, options);
    const { partitionKey, rowKey } = runKey(id);
    const { request } = await table.getEntity<{ request: string }>(partitionKey, rowKey);
    await table.updateEntity({ partitionKey, rowKey, request: '[' }, 'Merge');
    const answer = await sendRaw(world.origin, {
      method: 'GET',
      path: `/requests/${id}`,
      headers: EVERYBODY,
    });
    await table.updateEntity({ partitionKey, rowKey, request }, 'Merge');
    expect([answer.status, answer.type]).toEqual([409, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('recordUnreadable');
  });
});
