import { isFromAnotherSite } from '../../src/access/cross-site';
import { developmentCaller } from '../../src/access/development-sign-in';
import { callerOfPrincipal } from '../../src/access/principal';
import { loadConfig } from '../../src/config';

const headers = (of: Record<string, string>) => new Headers(of);
const principal = (claims: Record<string, string | string[]>, more: object = {}): string => {
  const list = Object.entries(claims).flatMap(([typ, vals]) => [vals].flat().map((val) => ({ typ, val })));
  return Buffer.from(JSON.stringify({ auth_typ: 'aad', claims: list, ...more })).toString('base64');
};
const LONG_ROLE = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
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
    expect(callerOfPrincipal(header)).toEqual({
      kind: 'person',
      name: 'ada@contoso.example',
      alsoKnownAs: ['o-1', 'Ada Admin'],
      roles: ['Reader', 'Approver'],
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
    expect(callerOfPrincipal(principal(claims as Record<string, string>))?.name).toBe(name);
  });

  it.each([
    ['text that is not Base64', '%%%'],
    ['Base64 of no JSON', Buffer.from('{').toString('base64')],
    ['JSON of another shape', Buffer.from('{"claims":{}}').toString('base64')],
    ['nobody', principal({ roles: 'Operator' })],
  ])('is nobody for %s', (_, header) => {
    expect(callerOfPrincipal(header)).toBeUndefined();
  });
});

describe('a development sign-in', () => {
  const here = 'http://127.0.0.1:7071/api/enablements';
  const cookie = 'a=b; gastvrij-development=Ada%20Admin:Reader,Operator,Owner';
  it('is whom the cookie says', () => {
    const caller = developmentCaller(here, headers({ cookie }));
    expect(caller).toMatchObject({ kind: 'person', name: 'Ada Admin', roles: ['Reader', 'Operator'] });
  });

  it.each([
    ['on another machine', 'http://gastvrij.example/api', { cookie }],
    ['on a name that only looks like this machine', 'http://localhost.evil.example/api', { cookie }],
    ['through a proxy', here, { cookie, 'x-forwarded-for': '203.0.113.7' }],
    ['through a proxy of the newer kind', here, { cookie, forwarded: 'for=203.0.113.7' }],
    ['without a cookie', here, {}],
    ['without a name', here, { cookie: 'gastvrij-development=:Reader' }],
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

describe('the settings of the door', () => {
  const SETTINGS = {
    TENANT_ID: '11111111-2222-3333-4444-555555555555',
    STATUS_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
    RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    SWEEP_SCHEDULE: '0 */5 * * * *',
  };
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  it('are closed where nothing is said', () => {
    const { door, budgets } = loadConfig(SETTINGS);
    expect(door).toEqual({ easyAuth: false, developmentSignIn: false, clientSecrets: {} });
    expect(budgets).toEqual({ requests: 300, reads: 1200 });
  });

  it.each([
    ['EASY_AUTH must be', { EASY_AUTH: 'yes' }],
    [
      'EASY_AUTH is on, and App Service Authentication is not',
      { EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'False' },
    ],
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
