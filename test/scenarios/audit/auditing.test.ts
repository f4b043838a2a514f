import { parseTenantFile } from '../../../local/tenant/tenant-file';
import type { AuditReport } from '../../../src/api/answers/audit';
import { openTables } from '../../../src/store/tables/tables';
import { tableTenantStore } from '../../../src/store/tenants/table-tenant-store';
import {
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const OTHERS = Array.from({ length: 40 }, (_, n) => `22222222-0000-4000-8000-0000000000${10 + n}`);
const EVERYBODY = [TENANT_ID, ...OTHERS];
const READ_ONCE = '/policies/authorizationPolicy';

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij(aTenant({ settings: { allowInvitesFrom: 'none' } }), {
    otherTenants: OTHERS.map((tenantId) => parseTenantFile({ tenantId })),
    settings: { AUDIT_SCHEDULE: '0 0 2 * * *' },
    now: Date.parse('2026-03-02T01:50:00Z'),
  });
  const tenantRecords = tableTenantStore(openTables({ connectionString: world.storage }));
  for (const tenantId of OTHERS) await tenantRecords.put(tenantId, {});
});

const list = async () =>
  (
    (await (await world.get('/audits')).json()) as {
      items: { id: string; finishedAt?: string; startedBy: string }[];
    }
  ).items;
/** Asks for an audit, some time after the last one. */
const ask = async (tenantId?: string): Promise<string> => {
  await world.conductor.advanceBy(MINUTE);
  const answer = await world.post('/audits', { by: 'Ada Admin', ...(tenantId && { tenantId }) });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
};
const report = async (id: string) => (await (await world.get(`/audits/${id}`)).json()) as AuditReport;
const finish = async (): Promise<string> => {
  const isOver = async () => (await list())[0]?.finishedAt !== undefined;
  expect(await world.conductor.runUntil(isOver, world.clock.now() + 2 * HOUR)).toBe(true);
  return (await list())[0]?.id ?? '';
};
const readsOf = (tenantId: string): number =>
  world.tenants.find((one) => one.tenantId === tenantId)?.log.filter(({ route }) => route === READ_ONCE)
    .length ?? 0;

describe('an audit of all tenants', () => {
  it('that is killed in the middle of the night resumes, and says of each tenant one thing once', async () => {
    let answered = 0;
    for (const { onCall } of world.tenants)
      onCall(({ route }) => {
        if (route === READ_ONCE && ++answered === 12) void world.killHost();
      });
    await world.conductor.advanceBy(11 * MINUTE);
    expect(answered).toBeGreaterThanOrEqual(12);
    expect(answered).toBeLessThan(EVERYBODY.length);
    await world.restartHost();
    const { tenants, missing, startedBy } = await report(await finish());
    expect(tenants.map(({ tenantId }) => tenantId)).toEqual(EVERYBODY);
    expect([missing, startedBy]).toEqual([[], 'timer']);
    expect(tenants.every(({ outcome }) => outcome === 'clean')).toBe(true);
    // What was under way when the host died is read once more, and no tenant is read a third time.
    expect(Math.max(...EVERYBODY.map(readsOf))).toBeLessThanOrEqual(2);
    expect(world.tenants.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('waits on a timer where Microsoft asks for patience, and holds up no other lane', async () => {
    const [first] = world.tenants;
    first?.serviceFault({ kind: 'throttle', route: `GET ${READ_ONCE}`, times: 2, retryAfterSeconds: 90 });
    const id = await ask();
    // Whoever asks for the same meanwhile gets the same.
    const again = await world.post('/audits', { by: 'Bob Admin' });
    expect(await again.json()).toMatchObject({ id });
    const { tenants } = await report(await finish());
    const [home, ...others] = tenants.map(({ at }) => Date.parse(at));
    // Behind it wait two tenants, in the same lane; the other lanes have gone on.
    const before = others.filter((time) => (home ?? 0) - time >= 2 * MINUTE);
    expect(before).toHaveLength(OTHERS.length - 2);
    expect(world.tenants.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('asks each at most eight times and writes nothing, and all together no faster than Microsoft allows', async () => {
    const before = world.tenants.map((one) => ({ requests: one.requests(), calls: one.log.length }));
    await ask();
    await finish();
    const asked = world.tenants.map((one, n) => one.requests() - (before[n]?.requests ?? 0));
    expect([Math.min(...asked), Math.max(...asked)]).toEqual([8, 8]);
    const calls = world.tenants
      .flatMap(({ log }, n) => log.slice(before[n]?.calls))
      .filter(({ service }) => service === 'graph' || service === 'teamsAdmin');
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);

    // So many tenants begin in one second, however many there are.
    const begun = calls.filter(({ route }) => route === READ_ONCE).map(({ time }) => time);
    const seconds = [...new Set(begun)];
    expect(seconds.map((second) => begun.filter((time) => time === second).length)).toEqual([20, 20, 1]);
    // The peak is that of all audits so far, the one that was killed and came back among them.
    for (const { taken, most } of world.applicationPeaks()) expect(taken / most).toBeLessThan(0.25);
    expect(world.tenants.flatMap(({ faults }) => faults)).toEqual([]);
  });
});

describe('a finding', () => {
  it('is reported as JSON, as a table and as a page, and accepted by somebody who says why', async () => {
    const [home] = world.tenants;
    if (home) home.state.switches.allowInvitesFrom.stored = 'everyone';
    await ask(TENANT_ID);
    const id = await finish();
    const { counts, tenants } = await report(id);
    expect(counts).toMatchObject({ tenants: 1, loosened: 1, new: 1 });
    expect(tenants[0]?.findings).toMatchObject([
      { key: 'E-1.allowInvitesFrom', kind: 'loosened', state: 'new' },
    ]);

    const csv = await (await world.get(`/audits/${id}`, { accept: 'text/csv' })).text();
    expect(csv).toContain(`${TENANT_ID},loosened,E-1,allowInvitesFrom,new`);
    const page = await world.get(`/audits/${id}`, { accept: 'text/html' });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    for (const words of ['none → everyone', 'CIS 5.1.6.3', 'MS.AAD.8.2', 'EIDSCA.AP04'])
      expect(html).toContain(words);
    expect(html).not.toMatch(/https?:|<script/);

    const { items } = (await (await world.get('/findings')).json()) as { items: { id: string }[] };
    const address = `/findings/${items[0]?.id}/accept`;
    const bad = await world.post(address, { by: 'Ada Admin', until: '2020-01-01T00:00:00Z' });
    expect(
      ((await bad.json()) as { violations: { pointer: string }[] }).violations.map(({ pointer }) => pointer),
    ).toEqual(['/reason', '/until']);
    const until = new Date(world.clock.now() + 48 * HOUR).toISOString();
    const accepted = await world.post(address, { by: 'Ada Admin', reason: 'A trade fair.', until });
    expect(await accepted.json()).toMatchObject({
      state: 'accepted',
      acceptance: { by: 'Ada Admin', until },
    });
    await ask(TENANT_ID);
    expect((await report(await finish())).tenants[0]).toMatchObject({
      outcome: 'clean',
      findings: [{ state: 'accepted' }],
    });
  });

  it('that is taken for the baseline is gone with the next audit', async () => {
    const { items } = (await (await world.get('/findings')).json()) as { items: { id: string }[] };
    const address = `/findings/${items[0]?.id}/accept`;
    await world.post(address, { by: 'Ada Admin', reason: 'We open up.', asBaseline: true });
    await ask(TENANT_ID);
    expect((await report(await finish())).tenants[0]?.findings).toMatchObject([{ state: 'resolved' }]);
  });

  it('that does not exist, of an audit that does not exist, is said so', async () => {
    const until = '2027-01-01T00:00:00Z';
    const asked = { by: 'Ada Admin', reason: 'Why not.', until };
    expect((await world.post(`/findings/${TENANT_ID}.T-1.AllowGuestUser/accept`, asked)).status).toBe(404);
    expect((await world.get('/audits/au-000000000-nothing')).status).toBe(404);
    expect(
      (await world.post('/audits', { by: 'Ada Admin', tenantId: OTHERS[0]?.replace('2', '9') })).status,
    ).toBe(404);
  });
});

it('is asked for at the health page, which says when a night passed without one', async () => {
  const health = async () =>
    (await (await fetch(`${world.api}/health`)).json()) as { checks: { audits: string } };
  // Until the next audit is due, and while it may still be late.
  await world.conductor.advanceBy(Date.parse('2026-03-03T01:59:00Z') - world.clock.now());
  expect((await health()).checks.audits).toBe('onTime');
  await world.killHost();
  await world.conductor.advanceBy(30 * HOUR);
  // The timer is put off for good: as if it had been switched off by hand in the portal.
  await world.restartHost({ AUDIT_SCHEDULE: '0 0 2 1 1 *' });
  expect(await health()).toMatchObject({ status: 'degraded', checks: { audits: 'late' } });
  // One of a single tenant is none of the night.
  await ask(TENANT_ID);
  await finish();
  expect(await health()).toMatchObject({ status: 'degraded', checks: { audits: 'late' } });
  // A timer says so once, not with every tick.
  await world.conductor.advanceBy(3 * HOUR);
  const said = world
    .host()
    .output()
    .split('\n')
    .filter((line) => line.includes('"event":"auditOverdue"'));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('"reason":"notBegun"');
});
