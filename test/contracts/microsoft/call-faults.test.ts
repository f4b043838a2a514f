import type { Fault, FaultInput } from '../../../local/tenant/faults/call-fault';
import { startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';

const INVITE = 'POST /invitations';
const READ = 'GET /policies/authorizationPolicy';
const anInvitation = {
  invitedUserEmailAddress: 'ben@fabrikam.example',
  inviteRedirectUrl: 'https://teams.microsoft.com',
};

/** A call under a fault as its client sees it: a status, or that it broke. */
async function seen(
  tenant: TenantOnly,
  method: string,
  path: string,
  body?: unknown,
): Promise<number | 'broken'> {
  try {
    return (await tenant.call(method, path, body)).status;
  } catch {
    return 'broken';
  }
}

const invite = (tenant: TenantOnly) => seen(tenant, 'POST', '/invitations', anInvitation);
const read = (tenant: TenantOnly) => seen(tenant, 'GET', '/policies/authorizationPolicy');

describe('a fault on the way of a call', () => {
  it.each<[FaultInput, number | 'broken', number]>([
    [{ kind: 'cut', route: INVITE }, 'broken', 1],
    [{ kind: 'cut', route: INVITE, when: 'before' }, 'broken', 0],
    [{ kind: 'cut', route: INVITE, atByte: 0 }, 'broken', 1],
    [{ kind: 'cut', route: INVITE, atByte: 40 }, 'broken', 1],
    [{ kind: 'cut', route: INVITE, atByte: 100_000 }, 'broken', 1],
    [{ kind: 'delay', route: INVITE, seconds: 12 }, 201, 1],
    [{ kind: 'garble', route: INVITE, as: 'halfJson' }, 'broken', 1],
    [{ kind: 'garble', route: INVITE, as: 'html' }, 'broken', 1],
    [{ kind: 'garble', route: INVITE, as: 'badGzip' }, 'broken', 1],
    [{ kind: 'garble', route: INVITE, as: 'wrongType' }, 201, 1],
    [{ kind: 'garble', route: INVITE, as: 'otherShape' }, 201, 1],
    [{ kind: 'garble', route: INVITE, as: 'empty' }, 201, 1],
    [{ kind: 'answer', route: INVITE, status: 503 }, 503, 1],
    [{ kind: 'answer', route: INVITE, status: 503, when: 'before' }, 503, 0],
    [{ kind: 'answer', route: INVITE, status: 429, when: 'before', retryAfterSeconds: 20 }, 429, 0],
  ])('%j: its client sees %s, and %i guests were made', async (fault, answer, guests) => {
    const tenant = await startTenantOnly();
    const pending = tenant.injector.add(fault);
    expect(await invite(tenant)).toBe(answer);
    expect(pending.struck()).toBe(1);
    expect(tenant.state.users.filter(({ userType }) => userType === 'Guest')).toHaveLength(guests);
    expect(tenant.log.at(-1)?.note).toMatch(/^fault: /);
  });

  it('does what was asked later than its client gave up', async () => {
    const tenant = await startTenantOnly();
    tenant.injector.add({ kind: 'late', route: INVITE, seconds: 90 });
    expect(await invite(tenant)).toBe('broken');
    expect(tenant.state.invitations).toBe(0);
    tenant.clock.advanceTo(tenant.clock.now() + 90_000);
    expect(tenant.state.invitations).toBe(1);
  });

  it('has a request arrive twice', async () => {
    const tenant = await startTenantOnly();
    tenant.injector.add({ kind: 'repeat', route: INVITE });
    expect(await invite(tenant)).toBe(201);
    expect(tenant.state.invitations).toBe(2);
  });

  it('has a concurrent call go first, and waits for none that is not there', async () => {
    const tenant = await startTenantOnly();
    tenant.injector.add({ kind: 'reorder', route: INVITE, times: 2 });
    await Promise.all([invite(tenant), read(tenant)]);
    expect(tenant.log.slice(-2).map(({ method, route }) => `${method} ${route}`)).toEqual([READ, INVITE]);
    expect(await invite(tenant)).toBe(201);
  });

  it('hits the calls it counts to, so often and no more', async () => {
    const tenant = await startTenantOnly({ faults: [{ kind: 'cut', route: READ, nth: 2, times: 2 }] });
    const answers = [await read(tenant), await read(tenant), await read(tenant), await read(tenant)];
    expect(answers).toEqual([200, 'broken', 'broken', 200]);
  });

  it('hits the calls that a predicate picks', async () => {
    const tenant = await startTenantOnly();
    tenant.injector.addWhere(({ method }) => method === 'POST', { kind: 'answer', status: 502 });
    expect(await read(tenant)).toBe(200);
    expect(await invite(tenant)).toBe(502);
  });

  it('is forgotten when all is to go well', async () => {
    const tenant = await startTenantOnly({
      faults: [{ kind: 'cut', route: READ }] satisfies Partial<Fault>[],
    });
    tenant.calm();
    expect(await read(tenant)).toBe(200);
  });
});

describe('somebody else, while a call is under way', () => {
  it.each([
    ['before', 403],
    ['after', 201],
  ] as const)('acts %s its effect', async (when, status) => {
    const tenant = await startTenantOnly({ propagation: { entra: { hours: 0 } }, flapMinutes: 0 });
    tenant.injector.meanwhile(when, INVITE, async () => {
      await tenant.call('PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'none' });
    });
    expect(await invite(tenant)).toBe(status);
    expect(await invite(tenant)).toBe(403);
  });
});

describe('a reading that lags', () => {
  const SHAREPOINT = '/admin/sharepoint/settings';
  const domains = async (tenant: TenantOnly) =>
    (await tenant.call('GET', SHAREPOINT)).body['sharingDomainRestrictionMode'];

  it('shows for hours what stood there before, all of the document and no other', async () => {
    const tenant = await startTenantOnly({ readsLagHours: { sharePointSettings: 3 } });
    const before = await domains(tenant);
    await tenant.call('PATCH', SHAREPOINT, { sharingDomainRestrictionMode: 'blockList' });
    await tenant.call('PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'none' });
    const entra = await tenant.call('GET', '/policies/authorizationPolicy');
    expect(entra.body).toMatchObject({ allowInvitesFrom: 'none' });
    tenant.clock.advanceTo(tenant.clock.now() + 3 * 3_600_000 - 1);
    expect(await domains(tenant)).toBe(before);
    tenant.clock.advanceTo(tenant.clock.now() + 1);
    expect(await domains(tenant)).toBe('blockList');
  });

  it('shows each write after its own time', async () => {
    const tenant = await startTenantOnly();
    tenant.lag('sharePointSettings', 2);
    const HOUR = 3_600_000;
    await tenant.call('PATCH', SHAREPOINT, { sharingDomainRestrictionMode: 'blockList' });
    tenant.clock.advanceTo(tenant.clock.now() + HOUR);
    await tenant.call('PATCH', SHAREPOINT, { sharingDomainRestrictionMode: 'allowList' });
    tenant.clock.advanceTo(tenant.clock.now() + HOUR);
    expect(await domains(tenant)).toBe('blockList');
    tenant.clock.advanceTo(tenant.clock.now() + HOUR);
    expect(await domains(tenant)).toBe('allowList');
  });
});
