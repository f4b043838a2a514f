import { request } from 'node:https';
import type { Role } from '../../../src/access/caller';
import { developmentIdentity } from '../../../src/access/identity';
import type { TenantAnswer } from '../../../src/api/answers/tenant';
import type { Readiness } from '../../../src/inspection/assess-readiness';
import { cookieOf, OSCAR } from '../../support/callers/people';
import {
  aRequest,
  aTenant,
  HOUR,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
  SWEEPS_HOURLY,
} from '../../support/start/start-gastvrij';

const idOf = (n: number): string => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}`;
const canaryOf = (n: number): string => `cccccccc-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A tenant whose test team nobody else has: a call that strays into another tenant meets a 404. */
const theTenant = (n: number, more: Record<string, unknown> = {}) =>
  aTenant({
    tenantId: idOf(n),
    verifiedDomains: [`tenant${n}.example`],
    settings: { allowGuestUser: false },
    teams: [{ id: canaryOf(n), displayName: 'Gastvrij canary' }],
    propagation: { teams: { hours: 1 }, roster: { hours: 0.2 } },
    flapMinutes: 0,
    ...more,
  });

/** Tenants that are only looked at. */
const MANY = Array.from({ length: 200 }, (_, index) => 1001 + index);

const tenantSettingsOf = (n: number) => ({
  name: `Tenant ${n}`,
  testGuestEmail: 'probe@fabrikam.example',
  canaryGroupId: canaryOf(n),
});

/** An administrator opens the consent page and agrees; answers where he is sent then. */
const agreeAt = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    request(url, { rejectUnauthorized: false }, ({ headers: { location = '' } }) => resolve(location))
      .on('error', reject)
      .end();
  });

describe('several tenants', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij('already-on', {
      otherTenants: [
        theTenant(1),
        theTenant(2),
        theTenant(3),
        theTenant(4, { app: { isConsented: false } }),
        ...MANY.map((n) => theTenant(n)),
      ],
      settings: { ...SWEEPS_HOURLY.settings, REQUESTS_PER_MINUTE: '1000', DEV_SIGN_IN: 'on' },
    });
  });
  const tenantOf = (n: number) => gastvrij.tenants.find(({ tenantId }) => tenantId === idOf(n));

  it('are registered once each; the home tenant is served without', async () => {
    for (const n of [1, 2, 3, 4]) {
      const answer = await gastvrij.put(`/tenants/${idOf(n)}`, tenantSettingsOf(n));
      expect([answer.status, await answer.json()]).toMatchObject([
        201,
        { tenantId: idOf(n), isHome: false, inForce: { name: `Tenant ${n}`, approval: 'whenLoosening' } },
      ]);
      const { lastChange } = (await (await gastvrij.get(`/tenants/${idOf(n)}`)).json()) as TenantAnswer;
      expect(lastChange).toEqual({
        by: 'somebody with a key',
        at: expect.stringMatching(/Z$/) as string,
      });
    }
    const { items } = (await (await gastvrij.get('/tenants')).json()) as { items: { tenantId: string }[] };
    expect(items.map(({ tenantId }) => tenantId)).toEqual([TENANT_ID, ...[1, 2, 3, 4].map(idOf)]);
    expect(items[0]).toMatchObject({ isHome: true, tenantSettings: {} });
  });

  it('are changed under the version that was read, so that no operator overwrites another', async () => {
    const address = `/tenants/${idOf(1)}`;
    const version = (await gastvrij.get(address)).headers.get('etag') ?? '';
    const change = (name: string, headers: Record<string, string>) =>
      gastvrij.put(address, { ...tenantSettingsOf(1), name }, headers);
    const first = await change('First', { 'if-match': version });
    expect(first.status).toBe(200);
    for (const headers of [{ 'if-match': version }, {}] as Record<string, string>[])
      expect((await change('Second', headers)).status).toBe(412);
    const read = await gastvrij.get(address);
    expect(await read.json()).toMatchObject({ tenantSettings: { name: 'First' } });
    expect(read.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('keep who saved them last, by identity and not by a name alone', async () => {
    const address = `/tenants/${idOf(1)}`;
    const { name, value } = cookieOf(gastvrij, OSCAR);
    const version = (await gastvrij.get(address)).headers.get('etag') ?? '';
    const save = (more: Record<string, unknown>): Promise<Response> =>
      fetch(`${gastvrij.api}${address}`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          cookie: `${name}=${value}`,
          'if-match': version,
        },
        body: JSON.stringify({ ...tenantSettingsOf(1), ...more }),
      });
    expect((await save({ lastChange: { by: 'Somebody Else', at: '2026-01-01T00:00:00Z' } })).status).toBe(
      422,
    );
    expect((await save({ name: 'By Oscar' })).status).toBe(200);
    const { lastChange, tenantSettings, inForce } = (await (
      await gastvrij.get(address)
    ).json()) as TenantAnswer;
    const at = new Date(gastvrij.clock.now()).toISOString();
    expect(lastChange).toEqual({ by: OSCAR.name, byId: developmentIdentity(OSCAR.name), at });
    expect(tenantSettings).toMatchObject({ name: 'By Oscar' });
    for (const settings of [tenantSettings, inForce]) expect(settings).not.toHaveProperty('lastChange');
  });

  it('are told everything that is wrong with a registration, at once', async () => {
    const wrong = { testGuestEmail: 'a+b@fabrikam.example', canaryGroupId: 'x', colour: 'red' };
    const answer = await gastvrij.put('/tenants/contoso', wrong, { 'if-match': 'yesterday' });
    const { violations } = (await answer.json()) as { violations: { pointer: string }[] };
    expect([answer.status, violations.map(({ pointer }) => pointer).sort()]).toEqual([
      422,
      ['#header/If-Match', '#path/id', '/canaryGroupId', '/colour', '/testGuestEmail'],
    ]);
    expect((await gastvrij.get(`/tenants/${idOf(9)}`)).status).toBe(404);
  });

  it('are enabled side by side, each with its own test team and with tokens of its own', async () => {
    const ids = await Promise.all([1, 2, 3].map((n) => gastvrij.ask(aRequest({ tenantId: idOf(n) }))));
    for (const id of ids)
      expect(await gastvrij.finish(id)).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
    for (const n of [1, 2, 3]) {
      const { log = [], faults, state } = tenantOf(n) ?? {};
      expect([n, faults, log.filter(({ status }) => status === 401 || status === 403)]).toEqual([n, [], []]);
      const invitations = log.filter(({ method, route }) => method === 'POST' && route === '/invitations');
      expect([invitations.length, state?.groups[0]?.members]).toEqual([1, []]);
    }
    expect(gastvrij.calls()).toEqual([]);
  });

  it('are each asked why a guest cannot get in, where the question names one', async () => {
    for (const { log } of gastvrij.tenants) log.length = 0;
    const asked = { guestEmail: 'ben@fabrikam.example', tenantId: idOf(3) };
    const answer = await gastvrij.post('/explanations', asked);
    expect(await answer.json()).toMatchObject({
      question: asked,
      verdict: { kind: 'PENDING', control: 'T-1' },
    });
    expect([tenantOf(3)?.log.length, gastvrij.calls()]).toEqual([expect.any(Number), []]);
    const unknown = await gastvrij.post('/explanations', { ...asked, tenantId: idOf(9) });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      422,
      { violations: [{ pointer: '/tenantId', message: 'is not a tenant of this installation' }] },
    ]);
  });

  it('that never let the app in is named as such, and nothing of it is touched', async () => {
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ tenantId: idOf(4) })));
    expect(status).toMatchObject({ outcome: 'failed', verdict: { kind: 'PERMISSION' } });
    expect(status.verdict?.text).toMatch(/consent.*AADSTS700016/);
    expect(tenantOf(4)?.log).toEqual([]);
  });

  it('lets the app in on the consent page, and is enabled from then on', async () => {
    const about = async () =>
      (await (await gastvrij.get(`/tenants/${idOf(4)}/readiness`)).json()) as Readiness;
    const before = await about();
    expect(before).toMatchObject({ isReady: false, checks: [{ check: 'consent', state: 'missing' }] });
    expect(before.checks[0]?.fix).toBe(`GET /api/tenants/${idOf(4)}/consent`);

    const seenBy = async (...roles: Role[]): Promise<string> => {
      const { name, value } = cookieOf(gastvrij, { name: 'Oscar', roles });
      const headers = { cookie: `${name}=${value}`, 'accept-language': 'nl' };
      return (await fetch(`${gastvrij.origin}/tenants/${idOf(4)}/readiness?goal=both`, { headers })).text();
    };
    expect(await seenBy('Operator')).toMatch(
      /href="[^"]+\/adminconsent\?[^"]+">\s*Open de toestemmingspagina/,
    );
    expect(await seenBy('Reader')).toContain(`<code>GET /api/tenants/${idOf(4)}/consent</code>`);

    const { url } = (await (await gastvrij.get(`/tenants/${idOf(4)}/consent`)).json()) as { url: string };
    const comeBack = await agreeAt(url);
    const forAnother = new URL(comeBack);
    forAnother.searchParams.set('tenant', idOf(3));
    expect((await fetch(forAnother)).status).toBe(409);
    const refusedThere = new URL(comeBack);
    refusedThere.searchParams.set('error', 'access_denied');
    expect((await fetch(refusedThere)).status).toBe(409);
    const person = await fetch(comeBack, { headers: { accept: 'text/html' } });
    expect(person.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect([person.status, await person.text()]).toEqual([200, expect.stringContaining('let in')]);

    expect(await (await gastvrij.get(`/tenants/${idOf(4)}`)).json()).toHaveProperty('consentedAt');
    expect(await about()).toMatchObject({ isReady: true });
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ tenantId: idOf(4) })));
    expect(status).toMatchObject({ outcome: 'succeeded' });
  });

  it('that does not exist is named as such', async () => {
    expect((await gastvrij.put(`/tenants/${idOf(8)}`, tenantSettingsOf(8))).status).toBe(201);
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ tenantId: idOf(8) })));
    expect(status).toMatchObject({ outcome: 'failed', verdict: { kind: 'PERMISSION' } });
    expect(status.verdict?.text).toContain('AADSTS90002');
  });

  it('that nobody registered is refused', async () => {
    const answer = await gastvrij.post('/enablements', aRequest({ tenantId: idOf(9) }));
    expect(answer.status).toBe(422);
  });

  it('are asked two hundred at once, and no token of one is ever shown to another', async () => {
    for (const { log } of gastvrij.tenants) log.length = 0;
    await Promise.all(MANY.map((n) => gastvrij.put(`/tenants/${idOf(n)}`, tenantSettingsOf(n))));
    const answers = await Promise.all(
      MANY.map((n) => gastvrij.get(`/tenants/${idOf(n)}/readiness?goal=externalAccess`)),
    );
    for (const [index, answer] of answers.entries()) {
      const n = MANY[index] ?? 0;
      const { isReady, checks } = (await answer.json()) as Readiness;
      expect([n, isReady, checks[0]?.text]).toEqual([n, true, `Verified domains: tenant${n}.example.`]);
    }
    for (const n of MANY) {
      const { log = [], faults } = tenantOf(n) ?? {};
      const refused = log.filter(({ status }) => status >= 400);
      expect([n, log.length > 0, refused, faults]).toEqual([n, true, [], []]);
    }
  });

  it('cost a sweep nothing where no work is under way, however many they are', async () => {
    const operations = (): number =>
      Object.values(gastvrij.recordsStorage.operations()).reduce((sum, one) => sum + one, 0);
    // The first sweep strikes those whose runs are over.
    await gastvrij.conductor.advanceBy(HOUR);
    const before = operations();
    await gastvrij.conductor.advanceBy(HOUR);
    const swept = operations() - before;
    expect(swept).toBeGreaterThan(0);
    expect(swept).toBeLessThan(10);
  });
});
