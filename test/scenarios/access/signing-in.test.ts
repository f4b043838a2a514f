import { ROLES, type Role } from '../../../src/access/caller';
import { ROUTES } from '../../../src/api/route-table';
import { BASE, type Route } from '../../../src/api/route';
import {
  MINUTE,
  OTHER,
  post,
  SECRETS,
  SIGN_IN,
  signed,
  signedInAs,
  type Headers,
} from '../../support/callers/callers';
import { startGastvrij, TENANT_ID, type Gastvrij } from '../../support/start/start-gastvrij';

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij('already-on', { settings: SIGN_IN });
});

/** Sends a call that is about nothing that exists: whoever comes in learns that, and whoever does not learns nothing. */
function call({ method, path }: Route, headers: Headers, body = '{}'): Promise<Response> {
  const url = `${world.origin}${BASE}${path.replace('{id}', 'en-0000000000')}`;
  const json = { 'content-type': 'application/json', ...headers };
  return fetch(url, method === 'GET' ? { headers } : { method, headers: json, body });
}

const bodyOf = ({ method }: Route): string => (method === 'GET' ? '' : '{}');
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** 401 and 403 as they are, anything else as "in": whoever is in may be told that there is no such enablement. */
async function outcomes(
  headersFor: (route: Route) => Headers,
): Promise<Record<string, number | 'in' | 'broken'>> {
  const notes = ROUTES.map(async (route) => {
    const { status } = await call(route, headersFor(route));
    const word = status === 401 || status === 403 ? status : status >= 500 ? 'broken' : 'in';
    return [nameOf(route), word] as const;
  });
  return Object.fromEntries<number | 'in' | 'broken'>(await Promise.all(notes));
}

/** What the table says, for somebody with these roles; without a list, for somebody we do not know. */
const asTheTableSays = (roles?: readonly Role[]): Record<string, number | 'in'> =>
  Object.fromEntries<number | 'in'>(
    ROUTES.map((route) => {
      const { access } = route;
      if (access === 'anyone') return [nameOf(route), 'in'];
      if (access === 'tokenHolder' || roles === undefined) return [nameOf(route), 401];
      return [nameOf(route), access.some((role) => roles.includes(role)) ? 'in' : 403];
    }),
  );

describe('where people sign in', () => {
  it('takes a test guest whom the tenant does not know from an operator, and from nobody else', async () => {
    const asked = {
      tenantId: TENANT_ID,
      goal: 'guestAccess',
      dryRun: true,
      testGuestEmail: 'jane@northwind.example',
    };
    const body = JSON.stringify({ ...asked, requestedBy: 'ada@contoso.example' });
    const send = (headers: Headers): Promise<Response> =>
      fetch(`${world.api}/enablements`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    for (const headers of [signedInAs('ada@contoso.example', 'Requester'), signed(world, body)]) {
      const answer = await send(headers);
      expect([answer.status, await answer.json()]).toEqual([
        422,
        expect.objectContaining({
          violations: [
            { pointer: '/testGuestEmail', message: expect.stringMatching(/testGuestDomains/) as string },
          ],
        }),
      ]);
    }
    const planned = await send(signedInAs('ada@contoso.example', 'Operator'));
    expect(planned.status).toBe(202);

    // Nor does a requester send in earnest what an operator had planned.
    await world.conductor.settle();
    const { id } = (await planned.json()) as { id: string };
    const press = (headers: Headers): Promise<Response> =>
      fetch(`${world.origin}/requests/${id}/send`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        redirect: 'manual',
      });
    expect((await press(signedInAs('bob@contoso.example', 'Requester'))).status).toBe(403);
    expect(world.calls(/POST .*invitations/)).toEqual([]);
    expect((await press(signedInAs('oscar@contoso.example', 'Operator'))).status).toBe(303);
    await world.conductor.settle();
  });

  it.each(ROLES)(
    'lets a person with the role %s make exactly the calls the table gives him',
    async (role) => {
      expect(await outcomes(() => signedInAs('ada@contoso.example', role))).toEqual(asTheTableSays([role]));
    },
  );

  it('lets somebody with every role make every call, and somebody with none only what is open', async () => {
    expect(await outcomes(() => signedInAs('ada@contoso.example', ...ROLES))).toEqual(asTheTableSays(ROLES));
    expect(await outcomes(() => signedInAs('ada@contoso.example', 'Owner'))).toEqual(asTheTableSays([]));
  });

  it.each([
    ['nobody we know', () => ({})],
    ['a key: it is not checked here, and opens nothing', () => ({ 'x-functions-key': world.key })],
    ['a principal that is not one', () => ({ 'x-ms-client-principal': '%%%' })],
    [
      'a principal without a person',
      () => ({ 'x-ms-client-principal': Buffer.from('{"claims":[]}').toString('base64') }),
    ],
    ['a development sign-in', () => ({ cookie: 'gastvrij-development=Ada:Operator' })],
    ['a signature under another secret', (route: Route) => signed(world, bodyOf(route), { secret: OTHER })],
    ['a signature over another body', (route: Route) => signed(world, `${bodyOf(route)} `)],
    [
      'a signature of six minutes ago',
      (route: Route) => signed(world, bodyOf(route), { at: world.clock.now() - 6 * MINUTE }),
    ],
    [
      'a signature from the future',
      (route: Route) => signed(world, bodyOf(route), { at: world.clock.now() + 6 * MINUTE }),
    ],
  ] as [string, (route: Route) => Headers][])('answers 401 to %s', async (_, headersFor) => {
    expect(await outcomes(headersFor)).toEqual(asTheTableSays());
  });

  it.each([0, 1])('takes what a client signs with its secret %#, for asking and reading', async (which) => {
    const headersFor = (route: Route): Headers =>
      signed(world, bodyOf(route), { secret: SECRETS[which] ?? '' });
    expect(await outcomes(headersFor)).toEqual(asTheTableSays(['Reader', 'Requester']));
  });

  it('does not rescue a wrong signature with a sign-in', async () => {
    const headersFor = (route: Route): Headers => ({
      ...signedInAs('ada@contoso.example', ...ROLES),
      ...signed(world, bodyOf(route), { secret: OTHER }),
    });
    expect(await outcomes(headersFor)).toEqual(asTheTableSays());
  });
});

it('publishes itself at the address it is asked at, to anyone', async () => {
  const read = async (file: string): Promise<unknown> => (await fetch(`${world.api}/${file}`)).json();
  expect(await read('openapi.json')).toMatchObject({ openapi: '3.0.3', servers: [{ url: world.api }] });
  const { host } = new URL(world.origin);
  expect(await read('swagger.json')).toMatchObject({ swagger: '2.0', host, basePath: '/api' });
});

describe('whoever is kept to other tenants', () => {
  const ELSEWHERE = '99999999-2222-3333-4444-555555555555';
  const everywhere = signedInAs('grace@contoso.example', ...ROLES);
  const confined = signedInAs('eve@contoso.example', ...ROLES.map((role) => `${role}.Elsewhere`));
  let run: string;
  let audit: string;
  beforeAll(async () => {
    await world.killHost();
    const parts = ROLES.map((role) => [`${role}.Elsewhere`, [ELSEWHERE]]);
    await world.restartHost({
      ROLE_TENANTS: JSON.stringify(Object.fromEntries(parts)),
      CLIENT_TENANTS: JSON.stringify({ servicenow: [ELSEWHERE] }),
    });
    const idOf = async (path: string, body: object): Promise<string> =>
      ((await (await post(world, path, body, everywhere)).json()) as { id: string }).id;
    run = await idOf('/enablements', { tenantId: TENANT_ID, goal: 'guestAccess', dryRun: true });
    await world.conductor.settle();
    audit = await idOf('/audits', { tenantId: TENANT_ID });
    await world.conductor.settle();
  });

  /** A call about what is the home tenant's, with nothing else in it. */
  const aboutHome = ({ method, path, about }: Route, headersFor: (body: string) => Headers) => {
    const ids = { run, finding: `${TENANT_ID}.T-1.AllowGuestUser`, tenantInPath: TENANT_ID };
    const id = ids[about as keyof typeof ids] ?? audit;
    const url = `${world.origin}${BASE}${path.replace('{id}', id)}`;
    const body = JSON.stringify(path === '/audits' ? {} : { tenantId: TENANT_ID });
    if (method === 'GET') return fetch(`${url}?tenant=${TENANT_ID}`, { headers: headersFor('') });
    return fetch(url, { method, headers: { 'content-type': 'application/json', ...headersFor(body) }, body });
  };
  const CLOSED = ROUTES.filter(({ access, about }) => typeof access !== 'string' && about !== 'nothing');

  it.each(CLOSED.map((route) => [nameOf(route), route] as const))(
    'does not come to another with %s',
    async (_, route) => {
      const { about, access } = route;
      const hides = about === 'run' || about === 'finding' || route.path === '/audits/{id}';
      const refused = hides ? 404 : 403;
      const mayClient = (access as readonly Role[]).some((role) => role === 'Reader' || role === 'Requester');
      const asEve = await aboutHome(route, () => confined);
      const asClient = await aboutHome(route, (body) => signed(world, body));
      if (about === 'whatTheCallerMaySee' && !route.path.includes('{')) {
        for (const answer of [asEve, asClient]) expect(await answer.json()).toMatchObject({ items: [] });
        const all = await aboutHome(route, () => everywhere);
        return expect(((await all.json()) as { items: unknown[] }).items).not.toEqual([]);
      }
      expect([asEve.status, asClient.status]).toEqual([refused, mayClient ? refused : 403]);
      if (about === 'finding' || route.path === '/cleanup/{id}') return;
      // Whoever is not kept elsewhere comes as far as what is wrong with the call.
      const { status } = await aboutHome(route, () => everywhere);
      expect([403, 404]).not.toContain(status);
    },
  );

  it('is no operator of another, and names none of its test guests', async () => {
    const asked = { tenantId: TENANT_ID, goal: 'guestAccess', dryRun: true };
    const body = { ...asked, testGuestEmail: 'jane@northwind.example' };
    const both = signedInAs('eve@contoso.example', 'Requester', 'Operator.Elsewhere');
    const refused = await post(world, '/enablements', body, both);
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ violations: [expect.objectContaining({ pointer: '/testGuestEmail' })] }),
    ]);
    const { tenantId, goal, testGuestEmail } = body;
    const sendForm = (headers: Headers): Promise<Response> =>
      fetch(`${world.origin}/`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ tenantId, goal, testGuestEmail }).toString(),
        redirect: 'manual',
      });
    expect((await sendForm(both)).status).toBe(422);
    expect((await sendForm(everywhere)).status).toBe(303);
    expect((await post(world, '/enablements', asked, both)).status).toBe(202);
    await world.conductor.settle();
  });

  it('does not come to the home tenant by naming none, twice, or in another way', async () => {
    const looks = ['', `?tenant=${ELSEWHERE}&tenant=${TENANT_ID}`, `?tenant=%20${TENANT_ID}`, '?tenant='];
    for (const look of looks) {
      const { status } = await fetch(`${world.api}/enablements${look}`, { headers: confined });
      expect([look, status]).toEqual([look, 403]);
    }
    const own = await fetch(`${world.api}/enablements?tenant=${ELSEWHERE}`, { headers: confined });
    expect(await own.json()).toEqual({ items: [] });
  });

  it('sees nothing of another on a page', async () => {
    const pages = [
      '/',
      `/?from=${run}`,
      '/requests',
      '/approvals',
      '/tenants',
      '/audits',
      `/requests?tenant=${TENANT_ID}`,
    ];
    for (const path of pages) {
      const of = async (headers: Headers) => (await fetch(`${world.origin}${path}`, { headers })).text();
      // What the address says itself, the page may repeat.
      const text = (await of(confined)).replaceAll(/(from|tenant)(=|%3D)[\w-]+/g, '');
      expect([path, text.includes(TENANT_ID), text.includes(run)]).toEqual([path, false, false]);
    }
    const hidden: [string, number][] = [
      ...['', '/live', '/evidence.json', '/evidence.csv'].map((part): [string, number] => [
        `/requests/${run}${part}`,
        404,
      ]),
      ...['readiness', 'explain', 'domains'].map((part): [string, number] => [
        `/tenants/${TENANT_ID}/${part}`,
        403,
      ]),
      [`/findings/${TENANT_ID}.T-1.AllowGuestUser`, 404],
    ];
    for (const [path, status] of hidden)
      expect([path, (await fetch(`${world.origin}${path}`, { headers: confined })).status]).toEqual([
        path,
        status,
      ]);
    const form = {
      method: 'POST',
      headers: { ...confined, 'content-type': 'application/x-www-form-urlencoded' },
    };
    for (const [path, status] of [
      ['/audits', 403],
      ['/', 403],
      [`/requests/${run}/send`, 404],
    ] as const)
      expect((await fetch(`${world.origin}${path}`, { ...form, body: `tenantId=${TENANT_ID}` })).status).toBe(
        status,
      );
  });
});

describe('where a key opens', () => {
  beforeAll(async () => {
    await world.killHost();
    await world.restartHost({ EASY_AUTH: 'off', ROLE_TENANTS: '', CLIENT_TENANTS: '' });
  });

  it('lets whoever holds one make every call', async () => {
    expect(await outcomes(() => ({ 'x-functions-key': world.key }))).toEqual(asTheTableSays(ROLES));
  });

  it.each([
    ['nobody', () => ({})],
    ['a wrong key', () => ({ 'x-functions-key': 'guess' })],
    ['a principal anybody could write', () => signedInAs('ada@contoso.example', ...ROLES)],
    ['a signature alone', (route: Route) => signed(world, bodyOf(route))],
    [
      'a key with a wrong signature',
      (route: Route) => ({
        'x-functions-key': world.key,
        ...signed(world, bodyOf(route), { secret: OTHER }),
      }),
    ],
  ] as [string, (route: Route) => Headers][])('answers 401 to %s', async (_, headersFor) => {
    expect(await outcomes(headersFor)).toEqual(asTheTableSays());
  });

  it('knows by his signature the client who holds one, and gives him what a client may', async () => {
    const headersFor = (route: Route): Headers => ({
      'x-functions-key': world.key,
      ...signed(world, bodyOf(route)),
    });
    expect(await outcomes(headersFor)).toEqual(asTheTableSays(['Reader', 'Requester']));
  });
});

describe('where a developer says who he is', () => {
  const developer = (roles: string): Headers => ({
    cookie: `gastvrij-development=${encodeURIComponent('Ada Admin')}:${roles}`,
  });
  beforeAll(async () => {
    await world.killHost();
    await world.restartHost({ DEV_SIGN_IN: 'on' });
  });

  it('believes him, on this machine', async () => {
    expect(await outcomes(() => developer('Requester,Reader'))).toEqual(
      asTheTableSays(['Requester', 'Reader']),
    );
  });

  it('takes the key of the host beside him, as `npm start` prints it', async () => {
    expect(await outcomes(() => ({ 'x-functions-key': world.key }))).toEqual(asTheTableSays(ROLES));
    expect((await fetch(`${world.api}/enablements?code=${encodeURIComponent(world.key)}`)).status).toBe(200);
  });

  it.each([
    ['nobody', () => ({})],
    ['a wrong key', () => ({ 'x-functions-key': 'any' })],
    ['an empty key', () => ({ 'x-functions-key': '' })],
    ['half of the right key', () => ({ 'x-functions-key': world.key.slice(0, 20) })],
  ] as [string, () => Headers][])(
    'answers 401 to %s, as a host that checks keys does',
    async (_, headersFor) => {
      expect(await outcomes(headersFor)).toEqual(asTheTableSays());
    },
  );

  it('does not let a right key in the address rescue a wrong one in the header', async () => {
    const url = `${world.api}/enablements?code=${encodeURIComponent(world.key)}`;
    expect((await fetch(url, { headers: { 'x-functions-key': 'any' } })).status).toBe(401);
  });

  it('believes nobody who comes through a proxy or a tunnel', async () => {
    const headers = { ...developer('Operator'), 'x-forwarded-for': '203.0.113.7' };
    expect(await outcomes(() => headers)).toEqual(asTheTableSays());
  });
});

describe('more calls than a minute has room for', () => {
  const keyed = () => ({ 'x-functions-key': world.key });
  beforeAll(async () => {
    await world.killHost();
    await world.restartHost({ DEV_SIGN_IN: 'off', REQUESTS_PER_MINUTE: '3', READS_PER_MINUTE: '5' });
  });

  it('get 429 and the seconds to wait, and room again after them', async () => {
    const ask = () => post(world, '/explanations', '{}', keyed());
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 429]);
    const seconds = Number(answers[3]?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    await world.conductor.advanceBy(seconds * 1000);
    expect((await ask()).status).toBe(422);
  });

  it('are stopped also where nobody has to say who he is: at the end of a callback', async () => {
    await world.conductor.advanceBy(MINUTE);
    const guess = (n: number): Promise<Response> =>
      post(world, '/callbacks/unsubscribe', { callbackUrl: `https://flow.example/?sig=${n}` }, {});
    const answers = [await guess(1), await guess(2), await guess(3), await guess(4)];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    // Whoever comes from elsewhere has a budget of their own, whatever the first one says about where it comes from.
    const from = (address: string) =>
      post(
        world,
        '/callbacks/unsubscribe',
        { callbackUrl: 'https://flow.example/?sig=5' },
        { 'x-forwarded-for': address },
      );
    expect((await from('203.0.113.7:4711')).status).toBe(204);
    const spent = await Promise.all([1, 2, 3].map((n) => from(`10.0.0.${n}, 203.0.113.7:${n}`)));
    expect(spent.map(({ status }) => status).sort()).toEqual([204, 204, 429]);
    await world.conductor.advanceBy(MINUTE);
  });

  it('leave whoever made them able to stop what he began', async () => {
    await world.conductor.advanceBy(MINUTE);
    const notes = (path: string, body: unknown) =>
      post(world, `/enablements/en-0000000000/${path}`, JSON.stringify(body), keyed());
    const probes = [];
    for (let n = 0; n < 5; n++) probes.push((await notes('probe', {})).status);
    expect(probes).toEqual([404, 404, 404, 429, 429]);
    const decision = { decision: 'decline', by: 'Grace', planHash: 'a'.repeat(64) };
    const stops = [await notes('cancel', {}), await notes('decision', decision), await notes('cancel', {})];
    expect(stops.map(({ status }) => status)).toEqual([404, 404, 404]);
    await world.conductor.advanceBy(MINUTE);
  });

  it('leaves a caller who follows his run his requests, and health its answers', async () => {
    const request = { tenantId: TENANT_ID, goal: 'guestAccess', requestedBy: 'Ada', dryRun: true };
    await world.conductor.advanceBy(MINUTE);
    const location = (await post(world, '/enablements', request, keyed())).headers.get('location') ?? '';
    const statuses = async (url: string, times: number): Promise<number[]> =>
      Promise.all(Array.from({ length: times }, async () => (await fetch(url)).status));
    expect((await statuses(location, 6)).filter((status) => status === 429)).toHaveLength(1);
    expect(await statuses(`${world.api}/health`, 10)).toEqual(Array(10).fill(200));
    expect((await post(world, '/explanations', '{}', keyed())).status).toBe(422);
    expect((await fetch(`${world.api}/enablements`, { headers: keyed() })).status).toBe(200);
  });
});
