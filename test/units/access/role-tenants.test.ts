import type { Caller, Role } from '../../../src/access/caller';
import { grantsOf, mayOn, reachOf } from '../../../src/access/role-tenants';
import { clientCaller } from '../../../src/access/signature';
import { loadConfig } from '../../../src/config';
import { beyondBoundary } from '../../../src/functions/http/tenant-boundary';
import type { Services } from '../../../src/composition/services';

const [HOME, CONTOSO, FABRIKAM] = [1, 2, 3].map((n) => `${n}1111111-2222-3333-4444-555555555555`) as [
  string,
  string,
  string,
];
const lists = { 'Requester.Contoso': [CONTOSO], 'Requester.Fabrikam': [FABRIKAM], Approver: [HOME] };
const holding = (...values: string[]): Caller => ({
  kind: 'person',
  name: 'Ada',
  alsoKnownAs: [],
  callerId: 'ada',
  ...grantsOf(values, lists),
});

describe('an app role', () => {
  it.each<[string, string[], readonly Role[], 'all' | string[]]>([
    ['holds for every tenant where no list names it', ['Reader'], ['Reader'], 'all'],
    ['holds for its list where one does', ['Approver'], ['Approver'], [HOME]],
    ['of a part holds for the tenants of that part', ['Requester.Contoso'], ['Requester'], [CONTOSO]],
    [
      'of two parts for those of both',
      ['Requester.Contoso', 'Requester.Fabrikam'],
      ['Requester'],
      [CONTOSO, FABRIKAM],
    ],
    [
      'that is plain beside a part holds for every tenant',
      ['Requester', 'Requester.Contoso'],
      ['Requester'],
      'all',
    ],
    ['of a part that nobody listed holds for none', ['Requester.Litware'], ['Requester'], []],
    [
      'that is another application’s means nothing',
      ['constructor', 'Requester.', 'Owner'],
      ['Requester'],
      [],
    ],
  ])('%s', (_, values, access, reach) => {
    expect(reachOf(holding(...values), access)).toEqual(reach);
  });

  it('lends its tenants to no other role', () => {
    const ada = holding('Reader', 'Requester.Contoso', 'Approver');
    expect(mayOn(ada, ['Requester'], CONTOSO)).toBe(true);
    expect(mayOn(ada, ['Approver'], CONTOSO)).toBe(false);
    expect(mayOn(ada, ['Approver', 'Requester'], CONTOSO)).toBe(true);
    expect(mayOn(ada, ['Reader'], FABRIKAM)).toBe(true);
    expect(mayOn(ada, ['Operator'], CONTOSO)).toBe(false);
    expect(mayOn(ada, ['Operator', 'Reader'], CONTOSO)).toBe(true);
    expect(reachOf(ada, ['Operator'])).toEqual([]);
  });
});

describe('a client', () => {
  const of = (clientTenants: Record<string, string[]>, roleTenants = {}) =>
    reachOf(clientCaller('servicenow', { clientTenants, roleTenants }), ['Requester']);

  it('works on the tenants its setting names, else where its roles hold', () => {
    expect(of({})).toBe('all');
    expect(of({ servicenow: [CONTOSO] })).toEqual([CONTOSO]);
    expect(of({}, { Requester: [FABRIKAM] })).toEqual([FABRIKAM]);
    expect(of({ servicenow: [CONTOSO] }, { Requester: [FABRIKAM] })).toEqual([CONTOSO]);
  });
});

describe('the boundary', () => {
  const services = {
    tenants: { home: HOME },
    store: { find: async (id: string) => (id === 'en-1' ? { id, tenantId: HOME } : undefined) },
  } as unknown as Services;
  const ada = holding('Requester.Contoso');
  const access = ['Requester'] as const;

  it.each([
    ['tenant', { tenant: HOME }, 403],
    ['tenant', {}, 403],
    ['tenant', { tenant: '' }, 403],
    ['tenant', { tenant: CONTOSO }, undefined],
    ['tenant', { tenant: CONTOSO.toUpperCase() }, undefined],
    ['tenant', { tenant: [HOME] }, undefined],
    ['tenantOrEvery', {}, 403],
    ['tenantOrEvery', { tenant: CONTOSO }, undefined],
    ['tenantInPath', { id: HOME, tenant: CONTOSO }, 403],
    ['tenantInPath', { id: CONTOSO, tenant: HOME }, undefined],
    ['everyTenant', { tenant: CONTOSO }, 403],
    ['run', { id: 'en-1' }, 404],
    ['run', { id: 'en-2' }, undefined],
    ['finding', { id: `${HOME}.T-1.AllowGuestUser` }, 404],
    ['finding', { id: `${CONTOSO}.T-1.AllowGuestUser` }, undefined],
    ['finding', { id: `%2531${HOME.slice(1)}.T-1` }, 404],
    ['finding', { id: '%25ff' }, 404],
  ] as const)('of a call about %s %j answers %s', async (about, named, status) => {
    const answer = await beyondBoundary(services, { about, access }, ada, named);
    expect(answer?.status).toBe(status);
  });
});

describe('the settings of tenants', () => {
  const SETTINGS = {
    TENANT_ID: HOME,
    STATUS_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
    RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    SWEEP_SCHEDULE: '0 */5 * * * *',
    CLIENT_SECRETS: JSON.stringify({ servicenow: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }),
  };
  const start = (more: Record<string, unknown>) =>
    loadConfig({
      ...SETTINGS,
      ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, JSON.stringify(value)])),
    }).authenticator;

  it('are read in lower case', () => {
    const authenticator = start({
      CLIENT_TENANTS: { servicenow: ['ABCDEF11-2222-3333-4444-555555555555'] },
      ROLE_TENANTS: { 'Approver.Contoso': [CONTOSO] },
    });
    expect(authenticator.clientTenants).toEqual({ servicenow: ['abcdef11-2222-3333-4444-555555555555'] });
    expect(authenticator.roleTenants).toEqual({ 'Approver.Contoso': [CONTOSO] });
  });

  it.each([
    ['CLIENT_TENANTS names a client that CLIENT_SECRETS does not', { CLIENT_TENANTS: { servicnow: [HOME] } }],
    ['CLIENT_TENANTS must be JSON', { CLIENT_TENANTS: { servicenow: [] } }],
    ['CLIENT_TENANTS must be JSON', { CLIENT_TENANTS: { servicenow: ['contoso'] } }],
    ['CLIENT_TENANTS must be JSON', { CLIENT_TENANTS: { servicenow: [`x${HOME}`] } }],
    ['CLIENT_TENANTS must be JSON', { CLIENT_TENANTS: { servicenow: [`${HOME}x`] } }],
    ['ROLE_TENANTS must be JSON', { ROLE_TENANTS: { Owner: [HOME] } }],
    ['ROLE_TENANTS must be JSON', { ROLE_TENANTS: [HOME] }],
    ['ROLE_TENANTS must be JSON', { ROLE_TENANTS: 'Requester' }],
  ])('stop the start where they would leave somebody free by mistake: %s', (words, more) => {
    expect(() => start(more)).toThrow(words);
  });
});
