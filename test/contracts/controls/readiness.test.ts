import { checkReadiness } from '../../../src/inspection/check-readiness';
import { say } from '../../../src/texts/say';
import type { Check, Goal, Readiness } from '../../../src/inspection/assess-readiness';
import { permissionsOf } from '../../../src/microsoft/permissions/permission-sets';
import { clientsOf, startTenantOnly, writesOf, type TenantOnly } from '../../support/start/start-tenant';

const CANARY = 'cccccccc-0000-4000-8000-00000000ca7a';
const READY = { testGuestEmail: 'probe@fabrikam.example', canaryGroupId: CANARY };

const check = (tenant: TenantOnly, more: object = READY, goal: Goal = 'guestAccess'): Promise<Readiness> => {
  const { tenantId, clientContext } = tenant;
  const tenantSettings = { tenantId, approval: 'whenLoosening', teamsSettings: 'api', ...more } as const;
  return checkReadiness(
    { ...tenantSettings, clients: clientsOf(tenant), clientContext, now: clientContext.now },
    goal,
    undefined,
  );
};
const lineOf = ({ checks }: Readiness, name: Check['check']): Check | undefined =>
  checks.find((one) => one.check === name);

describe('the readiness of a tenant', () => {
  it('is told line by line, without a write', async () => {
    const tenant = await startTenantOnly();
    const readiness = await check(tenant);
    expect(readiness.checks.map((one) => `${one.check} ${one.state}`)).toEqual([
      'tenant ok',
      'permissions ok',
      'teamsRole ok',
      'canary ok',
      'testGuest ok',
      'licences ok',
    ]);
    expect([readiness.isReady, tenant.faults]).toEqual([true, []]);
    expect(writesOf(tenant).filter((write) => write !== 'POST /$batch')).toEqual([]);
  });

  const { graph, roles } = permissionsOf('guestAccess');
  it.each(graph)('names %s, where it is missing, and the command that grants it', async (name) => {
    const tenant = await startTenantOnly({ app: { graphRoles: graph.filter((one) => one !== name) } });
    const readiness = await check(tenant);
    const missing = readiness.checks.filter(({ state }) => state === 'missing');
    expect(missing).toEqual([
      {
        check: 'permissions',
        state: 'missing',
        ...say('verdict.lacks', { missing: say('permissions', { graph: [name], roles: [] }).said }),
        remediate: 'node infra/hooks/postprovision.mjs',
      },
    ]);
  });

  it('needs the directory role only where the app sets what Teams holds', async () => {
    const tenant = await startTenantOnly({ app: { directoryRoles: [] } });
    expect(lineOf(await check(tenant), 'teamsRole')).toMatchObject({
      state: 'missing',
      text: `The app lacks the directory role ${roles.join()}.`,
    });
    const manualSteps = await check(tenant, { ...READY, teamsSettings: 'manual' });
    expect(lineOf(manualSteps, 'teamsRole')?.state).toBe('ok');
  });

  it.each<[string, object, Check['check'], RegExp]>([
    ['no test team', { canaryGroupId: undefined }, 'canary', /no test team/],
    [
      'a test team that is gone',
      { canaryGroupId: 'cccccccc-0000-4000-8000-000000000bad' },
      'canary',
      /not a team/,
    ],
    ['no test guest', { testGuestEmail: undefined }, 'testGuest', /no test guest/],
    ['an address Microsoft refuses', { testGuestEmail: 'a+b@fabrikam.example' }, 'testGuest', /"\+"/],
    [
      'a test guest of its own domain',
      { testGuestEmail: 'ben@contoso.example' },
      'testGuest',
      /verified domain/,
    ],
    ['the address of a member', { testGuestEmail: 'eve@outside.example' }, 'testGuest', /member/],
  ])('says what is wrong with %s, and how to mend it', async (_, more, name, text) => {
    const member = {
      id: 'aaaaaaaa-0000-4000-8000-000000000009',
      mail: 'eve@outside.example',
      displayName: 'Eve',
    };
    const readiness = await check(await startTenantOnly({ users: [member] }), { ...READY, ...more });
    const line = lineOf(readiness, name);
    expect([readiness.isReady, line?.state]).toEqual([false, 'missing']);
    expect(line?.text).toMatch(text);
    expect(line?.fix).toMatch(/^(PUT|POST) \/api\//);
  });

  it('cannot tell what a trial holds back, and leaves guests out where they are not meant', async () => {
    const tenant = await startTenantOnly({ hasTrialOnly: true });
    expect(lineOf(await check(tenant), 'licences')?.state).toBe('cannotTell');
    const federation = await check(tenant, {}, 'externalAccess');
    expect([federation.isReady, lineOf(federation, 'canary')]).toEqual([true, undefined]);
  });

  it('says whose tenant it is, where the identity belongs to another', async () => {
    const tenant = await startTenantOnly();
    const readiness = await check(tenant, { ...READY, tenantId: '99999999-2222-3333-4444-555555555555' });
    expect(lineOf(readiness, 'tenant')).toMatchObject({ state: 'missing' });
  });
});
