import { Webhook } from 'standardwebhooks';
import { ROLES, type Role } from '../../src/access/caller';
import { ROUTES } from '../../src/api/route-table';
import { BASE, type Route } from '../../src/api/route';
import { aTenant, startGastvrij, type Gastvrij } from '../support/start-gastvrij';

const SECRETS = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_b2xkLWFuZC1uZXctYXJlLWJvdGgtYWNjZXB0ZWQ='];
const OTHER = 'whsec_c29tZWJvZHktZWxzZS1rbm93cy10aGlzLW9uZS4=';
const MINUTE = 60_000;

type Headers = Record<string, string>;

/** What App Service Authentication puts before a request of somebody who is signed in. */
const signedInAs = (name: string, ...roles: string[]): Headers => {
  const claims = [
    { typ: 'preferred_username', val: name },
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: `oid of ${name}` },
    ...roles.map((val) => ({ typ: 'roles', val })),
  ];
  const principal = { auth_typ: 'aad', name_typ: 'name', role_typ: 'roles', claims };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };
};

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij(aTenant(), {
    settings: { EASY_AUTH: 'on', CLIENT_SECRETS: JSON.stringify({ servicenow: SECRETS }) },
  });
});

let messages = 0;
const signed = (
  body: string,
  { secret = SECRETS[0] ?? '', id = `msg_${messages++}`, at = world.clock.now() } = {},
): Headers => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
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
  const told = ROUTES.map(async (route) => {
    const { status } = await call(route, headersFor(route));
    const word = status === 401 || status === 403 ? status : status >= 500 ? 'broken' : 'in';
    return [nameOf(route), word] as const;
  });
  return Object.fromEntries(await Promise.all(told));
}

/** What the table says, for somebody with these roles; without a list, for somebody we do not know. */
const asTheTableSays = (roles?: readonly Role[]): Record<string, number | 'in'> =>
  Object.fromEntries(
    ROUTES.map((route) => {
      const { access } = route;
      if (access === 'anyone') return [nameOf(route), 'in'];
      if (access === 'tokenHolder' || roles === undefined) return [nameOf(route), 401];
      return [nameOf(route), access.some((role) => roles.includes(role)) ? 'in' : 403];
    }),
  );

describe('where people sign in', () => {
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
    ['a signature under another secret', (route: Route) => signed(bodyOf(route), { secret: OTHER })],
    ['a signature over another body', (route: Route) => signed(`${bodyOf(route)} `)],
    [
      'a signature of six minutes ago',
      (route: Route) => signed(bodyOf(route), { at: world.clock.now() - 6 * MINUTE }),
    ],
    [
      'a signature from the future',
      (route: Route) => signed(bodyOf(route), { at: world.clock.now() + 6 * MINUTE }),
    ],
  ] as [string, (route: Route) => Headers][])('answers 401 to %s', async (_, headersFor) => {
    expect(await outcomes(headersFor)).toEqual(asTheTableSays());
  });

  it.each([0, 1])('takes what a client signs with its secret %#, for asking and reading', async (which) => {
    const headersFor = (route: Route): Headers => signed(bodyOf(route), { secret: SECRETS[which] ?? '' });
    expect(await outcomes(headersFor)).toEqual(asTheTableSays(['Reader', 'Requester']));
  });

  it('does not rescue a wrong signature with a sign-in', async () => {
    const headersFor = (route: Route): Headers => ({
      ...signedInAs('ada@contoso.example', ...ROLES),
      ...signed(bodyOf(route), { secret: OTHER }),
    });
    expect(await outcomes(headersFor)).toEqual(asTheTableSays());
  });
});
