import { anonymousCallerId } from '../../../src/access/client-address';
import { isFromAnotherSite } from '../../../src/access/cross-site';
import { developmentCaller, developmentCookie, isLoopback } from '../../../src/access/development-sign-in';
import { keyHolder } from '../../../src/access/function-key';
import { appIdentity, clientIdentity, personIdentity } from '../../../src/access/identity';
import { callerOfPrincipal, PRINCIPAL_HEADER } from '../../../src/access/principal';
import { loadConfig } from '../../../src/config';

const headers = (of: Record<string, string>) => new Headers(of);
const principal = (claims: Record<string, string | string[]>, more: object = {}): string => {
  const list = Object.entries({ tid: HOME, ...claims }).flatMap(([typ, vals]) =>
    [vals].flat().map((val) => ({ typ, val })),
  );
  return Buffer.from(JSON.stringify({ auth_typ: 'aad', claims: list, ...more })).toString('base64');
};
const HOME = '11111111-2222-3333-4444-555555555555';
const LONG_ROLE = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
const LONG_TID = 'http://schemas.microsoft.com/identity/claims/tenantid';
const OTHER = '99999999-2222-3333-4444-555555555555';
const LONG_OID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';
const PERSON = { oid: 'o-1', preferred_username: 'ada@contoso.example', name: 'Ada Admin' };

describe('a principal of App Service Authentication', () => {
  it.each([
    ['roles', principal({ ...PERSON, roles: ['Approver', 'Reader', 'Owner'] })],
    ['the long name of a role', principal({ ...PERSON, [LONG_ROLE]: ['Reader', 'Approver'] })],
    [
      'the name it says itself',
      principal({ ...PERSON, groups: ['Reader', 'Approver'] }, { role_typ: 'groups' }),
    ],
  ])('has its roles under %s', (_, header) => {
    expect(callerOfPrincipal(header, [HOME])).toEqual({
      kind: 'person',
      name: 'ada@contoso.example',
      alsoKnownAs: ['o-1', 'Ada Admin'],
      roles: ['Reader', 'Approver'],
      identity: `person:${HOME}/o-1`,
      callerId: `person:${HOME}/o-1`,
    });
  });

  it.each([
    ['a person by an older token', { upn: 'ada@contoso.example', [LONG_OID]: 'o-1' }, 'ada@contoso.example'],
    ['a person without a sign-in name', { oid: 'o-1' }, 'o-1'],
    [
      'a person in an application',
      { ...PERSON, appid: 'a-1', scp: 'user_impersonation' },
      'ada@contoso.example',
    ],
    ['a nameless person in an application', { oid: 'o-1', azp: 'a-1', scp: 'user_impersonation' }, 'o-1'],
    ['an application alone', { oid: 'o-2', azp: 'a-1', roles: 'Requester' }, 'app a-1'],
    ['an application that says so', { oid: 'o-2', appid: 'a-1', idtyp: 'app' }, 'app a-1'],
  ])('names %s', (_, claims, name) => {
    expect(callerOfPrincipal(principal(claims as Record<string, string>), [HOME])?.name).toBe(name);
  });

  it.each([
    ['text that is not Base64', '%%%'],
    ['Base64 of no JSON', Buffer.from('{').toString('base64')],
    ['JSON of another shape', Buffer.from('{"claims":{}}').toString('base64')],
    ['nobody', principal({ roles: 'Operator' })],
    ['another provider', principal(PERSON, { auth_typ: 'github' })],
    ['no provider', principal(PERSON, { auth_typ: undefined })],
    ['a directory that may not sign in', principal({ ...PERSON, tid: OTHER })],
    ['no directory', principal({ ...PERSON, tid: [] })],
    ['two directories', principal({ ...PERSON, tid: [HOME, OTHER] })],
    ['two directories under two names', principal({ ...PERSON, [LONG_TID]: OTHER })],
    ['two people', principal({ ...PERSON, [LONG_OID]: 'o-2' })],
    ['two applications', principal({ azp: 'a-1', appid: 'a-2' })],
    ['an empty directory', principal({ ...PERSON, tid: '' })],
    ['an empty account', principal({ ...PERSON, oid: '' })],
    ['something before its issuer', principal({ ...PERSON, iss: `x https://sts.windows.net/${HOME}/` })],
    ['something after its issuer', principal({ ...PERSON, iss: `https://sts.windows.net/${HOME}/x` })],
    [
      'two issuers, one of another directory',
      principal({ ...PERSON, iss: [HOME, OTHER].map((id) => `https://sts.windows.net/${id}/`) }),
    ],
    ['an issuer that is not Entra', principal({ ...PERSON, iss: `https://evil.example/${HOME}/v2.0` })],
    [
      'Entra for another directory',
      principal({ ...PERSON, iss: `https://login.microsoftonline.com/${OTHER}/v2.0` }),
    ],
    ['no address as an issuer', principal({ ...PERSON, iss: 'Entra' })],
  ])('is nobody for %s', (_, header) => {
    expect(callerOfPrincipal(header, [HOME])).toBeUndefined();
  });
});

describe('an application that comes alone', () => {
  it('is itself, with its roles, and no person', () => {
    const roles = ['Requester'];
    const alone = callerOfPrincipal(principal({ oid: 'o-2', azp: 'A-1', roles }), [HOME]);
    const identity = 'app:a-1';
    expect(alone).toEqual({
      kind: 'app',
      name: 'app a-1',
      alsoKnownAs: [],
      roles,
      identity,
      callerId: identity,
    });
    const saying = { ...PERSON, appid: 'a-1', idtyp: 'app' };
    expect(callerOfPrincipal(principal(saying), [HOME])).toMatchObject({ kind: 'app', identity });
    const forSomebody = { ...PERSON, appid: 'a-1', idtyp: 'user' };
    expect(callerOfPrincipal(principal(forSomebody), [HOME])).toMatchObject({ kind: 'person' });
    expect(PRINCIPAL_HEADER).toBe('x-ms-client-principal');
  });
});

describe('who somebody is', () => {
  const identityOf = (claims: Record<string, string>) =>
    callerOfPrincipal(principal(claims), [HOME])?.identity;

  it('is the account in its directory, whatever it is called in this token', () => {
    const { preferred_username: _, name: __, ...nameless } = PERSON;
    const clouds = [
      'login.microsoftonline.com',
      'login.microsoftonline.us',
      'login.partner.microsoftonline.cn',
    ];
    const issuers = [
      ...clouds.map((cloud) => `https://${cloud}/${HOME}/v2.0`),
      ...['sts.windows.net', 'sts.chinacloudapi.cn'].map((cloud) => `https://${cloud}/${HOME}/`),
    ];
    const same = [PERSON, nameless, { ...PERSON, preferred_username: 'new@contoso.example' }];
    const tokens = [...same, ...issuers.map((iss) => ({ ...PERSON, iss })), { ...PERSON, oid: 'O-1' }];
    expect(new Set(tokens.map(identityOf))).toEqual(new Set([`person:${HOME}/o-1`]));
    expect(identityOf({ ...PERSON, oid: 'o-2' })).toBe(`person:${HOME}/o-2`);
  });

  it('is the client id of an application that comes alone, whatever account it has here', () => {
    expect(identityOf({ oid: 'o-2', azp: 'A-1' })).toBe('app:a-1');
    expect(identityOf({ oid: 'o-3', appid: 'a-1', idtyp: 'app' })).toBe('app:a-1');
  });

  it('is written in lower case, by the directory and the account', () => {
    const person = personIdentity({ tenantId: 'ABC', objectId: 'O-1' });
    expect([person, appIdentity('A-1'), clientIdentity('servicenow')]).toEqual([
      'person:abc/o-1',
      'app:a-1',
      'client:servicenow',
    ]);
  });

  it('is told in a development sign-in by the name, however it is typed', () => {
    const asked = (name: string) =>
      developmentCaller('http://127.0.0.1/', headers({ cookie: `gastvrij-development=${name}:Reader` }));
    expect(asked('%20ADA%20%20admin%20')?.identity).toBe('development:ada admin');
    expect(asked('%EF%BC%A1da%20Admin')?.identity).toBe('development:ada admin');
    expect(asked('Ada%20Admin')?.identity).toBe('development:ada admin');
    expect(asked('Ada')?.identity).not.toBe(asked('Ada%20Admin')?.identity);
  });
});

describe('callers whom nobody knows', () => {
  const from = (address: string) => anonymousCallerId(headers({ 'x-forwarded-for': address }));

  it('are told apart by the address that the platform saw last, without its port', () => {
    expect(from('203.0.113.7:51234')).toBe(from('198.51.100.1, 203.0.113.7:4711'));
    expect(from('203.0.113.7')).not.toBe(from('203.0.113.8'));
    expect(from('[2001:db8:0:1::2]:443')).toBe(from('2001:db8::1:9:9:9:9'));
    expect(from('2001:db8:0:1::2')).not.toBe(from('2001:db8:0:2::2'));
    expect(anonymousCallerId(headers({}))).toBe('anonymous');
    expect(from('203.0.113.7, ')).toBe('anonymous');
    expect(from('203.0.113.7')).toMatch(/^anonymous:\d+$/);
  });

  it.each([
    ['an address of IPv4 in the spelling of IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['that spelling with brackets and a port', '[::FFFF:203.0.113.7]:4711', '203.0.113.7:80'],
    ['one network of IPv6, whatever is left out', '2001:db8::5', '2001:0DB8:0:0::9'],
    ['one network of IPv6 that begins with nothing', '::1', '0:0:0:0:9:9:9:9'],
    ['a text that is no address, with a port', 'unknown:4711', 'unknown'],
  ])('are one for %s', (_, one, other) => {
    expect(from(one)).toBe(from(other));
  });

  it.each([
    ['two addresses of IPv4 in the spelling of IPv6', '::ffff:203.0.113.7', '::ffff:203.0.113.9'],
    ['networks that differ in the fourth group', '2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['texts that are no addresses', 'unknown', '_hidden'],
    ['texts with more than a port behind', 'a:1b', 'a'],
    ['texts with brackets later on', 'a[::1]', '[::1]'],
    ['networks whose groups only look alike in a row', '1:12::', '11:2::'],
  ])('are several for %s', (_, one, other) => {
    expect(from(one)).not.toBe(from(other));
  });

  it('share a bounded number of budgets, however many addresses they come from', () => {
    const ids = new Set(
      Array.from({ length: 20_000 }, (_, n) => from(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)),
    );
    expect(ids.size).toBeGreaterThan(1000);
    expect(ids.size).toBeLessThanOrEqual(4096);
  });
});

describe('a function key', () => {
  const keyed = (key: string, keysMayApprove = false) =>
    keyHolder(
      { keysMayApprove, roleTenants: {} },
      'https://gastvrij.example/api',
      headers({ 'x-functions-key': key }),
    );

  it('names nobody, and agrees to no plan unless a setting says so', () => {
    expect(keyed('one')).toEqual({
      kind: 'key',
      name: 'key',
      alsoKnownAs: [],
      roles: ['Reader', 'Requester', 'Operator'],
      callerId: keyed('one').callerId,
    });
    expect(keyed('one').callerId).toMatch(/^key:[\w-]{16}$/);
    expect(keyed('one').identity).toBeUndefined();
    expect(keyed('one', true).roles).toContain('Approver');
  });

  it('is told from another, also in the address, and shown to nobody', () => {
    expect(keyed('one').callerId).not.toBe(keyed('two').callerId);
    const inAddress = keyHolder(
      { keysMayApprove: false, roleTenants: {} },
      'https://gastvrij.example/api?code=one',
      headers({}),
    );
    expect(inAddress.callerId).toBe(keyed('one').callerId);
    const none = keyHolder(
      { keysMayApprove: false, roleTenants: {} },
      'https://gastvrij.example/api',
      headers({}),
    );
    expect(none.callerId).toBe(keyed('').callerId);
    expect(keyed('one').callerId).not.toContain('one');
  });
});

describe('a development sign-in', () => {
  const here = 'http://127.0.0.1:7071/api/enablements';
  const cookie = 'a=b; gastvrij-development=Ada%20Admin:Reader,Operator,Owner';
  it('is whom the cookie says', () => {
    const caller = developmentCaller(here, headers({ cookie }));
    const identity = 'development:ada admin';
    expect(caller).toEqual({
      kind: 'person',
      name: 'Ada Admin',
      alsoKnownAs: [],
      roles: ['Reader', 'Operator'],
      identity,
      callerId: identity,
    });
    const loose = developmentCaller(
      here,
      headers({ cookie: 'gastvrij-development= Ada Admin : Reader, Operator ' }),
    );
    expect(loose).toEqual(caller);
    const ofCookie = developmentCookie('Ada Admin', ['Reader', 'Operator']);
    expect(developmentCaller(here, headers({ cookie: `gastvrij-development=${ofCookie}` }))).toEqual(caller);
    expect(developmentCaller(here, headers({ cookie: 'gastvrij-development=Ada' }))?.roles).toEqual([]);
  });

  it.each([
    ['localhost:7071', true],
    ['LOCALHOST', true],
    ['127.0.0.1', true],
    ['127.10.20.30:7071', true],
    ['[::1]:7071', true],
    ['127.0.0.1.evil.example', false],
    ['evil-localhost', false],
    ['127.0.0.1:7071.evil.example', false],
    ['127.0.0', false],
    ['', false],
  ])('takes %s for this machine: %s', (host, isHere) => {
    expect(isLoopback(host)).toBe(isHere);
  });

  it.each([
    ['on another machine', 'http://gastvrij.example/api', { cookie }],
    ['on a name that only looks like this machine', 'http://localhost.evil.example/api', { cookie }],
    ['through a proxy', here, { cookie, 'x-forwarded-for': '203.0.113.7' }],
    ['through a proxy of the newer kind', here, { cookie, forwarded: 'for=203.0.113.7' }],
    ['without a cookie', here, {}],
    ['without a name', here, { cookie: 'gastvrij-development=:Reader' }],
    ['with blanks for a name', here, { cookie: 'gastvrij-development=%20:Reader' }],
    ['by a cookie of a longer name', here, { cookie: 'xgastvrij-development=Ada:Reader' }],
    ['by broken text', here, { cookie: 'gastvrij-development=%E0%A4%A:Reader' }],
  ])('is nobody %s', (_, url, of) => {
    expect(developmentCaller(url, headers(of as Record<string, string>))).toBeUndefined();
  });
});

describe('a request from another site', () => {
  const url = 'http://gastvrij.example/api/enablements';
  it.each([
    [{}, false],
    [{ 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
    [{ origin: 'https://gastvrij.example' }, false],
    [{ origin: 'https://gastvrij.example.evil.example' }, true],
    [{ origin: 'null' }, true],
  ])('is known by %j', (of, isForeign) => {
    expect(isFromAnotherSite(url, headers(of as Record<string, string>))).toBe(isForeign);
  });
});

const NOT_PROTECTED = 'EASY_AUTH is on, and the platform does not say that App Service Authentication is';

describe('the settings of the door', () => {
  it('let people in whose directory the platform lets in, else those of the home tenant', () => {
    const on = { ...SETTINGS, EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'True' };
    expect(loadConfig(on).authenticator.signInTenants).toEqual([HOME]);
    const listed = { ...on, WEBSITE_AUTH_AAD_ALLOWED_TENANTS: `${HOME.toUpperCase()}, ${OTHER}` };
    expect(loadConfig(listed).authenticator.signInTenants).toEqual([HOME, OTHER]);
  });

  const SETTINGS = {
    TENANT_ID: '11111111-2222-3333-4444-555555555555',
    STATUS_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
    RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    SWEEP_SCHEDULE: '0 */5 * * * *',
  };
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  it('are closed where nothing is said', () => {
    const { authenticator, budgets } = loadConfig(SETTINGS);
    expect(authenticator).toEqual({
      easyAuth: false,
      signInTenants: [SETTINGS.TENANT_ID],
      developmentSignIn: false,
      clientSecrets: {},
      clientTenants: {},
      roleTenants: {},
      keysMayApprove: false,
    });
    expect(budgets).toEqual({ requests: 300, reads: 1200 });
  });

  it.each([
    ['EASY_AUTH must be', { EASY_AUTH: 'yes' }],
    [NOT_PROTECTED, { EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'False' }],
    [NOT_PROTECTED, { EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: '' }],
    [NOT_PROTECTED, { EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'yes' }],
    [NOT_PROTECTED, { EASY_AUTH: 'on' }],
    [NOT_PROTECTED, { EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'untrue' }],
    [NOT_PROTECTED, { EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'true?' }],
    ['KEYS_MAY_APPROVE must be', { KEYS_MAY_APPROVE: 'yes' }],
    ['exclude each other', { EASY_AUTH: 'on', DEV_SIGN_IN: 'on', WEBSITE_HOSTNAME: 'localhost:7071' }],
    ['only its own machine can reach', { DEV_SIGN_IN: 'on', WEBSITE_HOSTNAME: 'gastvrij.azurewebsites.net' }],
    ['only its own machine can reach', { DEV_SIGN_IN: 'on' }],
    ['REQUESTS_PER_MINUTE must be', { REQUESTS_PER_MINUTE: 'many' }],
    ['CLIENT_SECRETS must be JSON such as', { CLIENT_SECRETS: SECRET }],
    ['CLIENT_SECRETS must be', { CLIENT_SECRETS: JSON.stringify({ servicenow: SECRET }) }],
    ['CLIENT_SECRETS must be', { CLIENT_SECRETS: JSON.stringify({ ServiceNow: [SECRET] }) }],
    ['CLIENT_SECRETS must be', { CLIENT_SECRETS: JSON.stringify({ servicenow: ['whsec_c2hvcnQ='] }) }],
    ['CLIENT_SECRETS must be', { CLIENT_SECRETS: JSON.stringify({ servicenow: [SECRET, SECRET, SECRET] }) }],
  ])('stop the start where they are wrong, and say "%s"', (words, settings) => {
    const start = () => loadConfig({ ...SETTINGS, ...settings });
    expect(start).toThrow(words);
    expect(start).not.toThrow(SECRET);
  });
});
