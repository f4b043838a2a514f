import { logChange } from '../../../local/tenant/directory/directory-log';
import type { ReceivedCall } from '../../../local/receiver/receiver';
import type { TenantAnswer } from '../../../src/api/answers/tenant';
import { auditEventSchema, type AuditEvent } from '../../../src/domain/events/audit-event';
import { rowsOf } from '../../support/records/rows';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const SIG = 'sig-that-nobody-may-read';
const { graphRoles } = aTenant().app;
const E1 = 'PATCH /policies/authorizationPolicy';

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij(
    aTenant({ app: { graphRoles: [...graphRoles, 'AuditLog.Read.All'] }, flapMinutes: 0 }),
    { settings: { SWEEP_SCHEDULE: '0 30 12 * * *' } },
  );
});

const address = (): string => `${world.receiver.urlOf('/news')}?sig=${SIG}`;
const calls = (): ReceivedCall[] => world.receiver.calls('/news');
const auditChangesIn = ({ body }: ReceivedCall): AuditEvent['data'] =>
  auditEventSchema.parse(JSON.parse(body)).data;
const idOf = ({ headers }: ReceivedCall): string => String(headers['webhook-id']);
const inShort = (call: ReceivedCall): string[] =>
  auditChangesIn(call).findings.map(({ control, change }) => `${control} ${change}`);
const tenant = async () => {
  const answer = await world.get(`/tenants/${TENANT_ID}`);
  return { etag: answer.headers.get('etag') ?? '', notes: (await answer.json()) as TenantAnswer };
};
const until = async (time: string): Promise<void> =>
  world.conductor.advanceBy(Date.parse(time) - world.clock.now());

/** Audits the tenant, and answers the id of the audit. */
async function audit(): Promise<string> {
  await world.conductor.advanceBy(MINUTE);
  const asked = await world.post('/audits', { by: 'Ada Admin', tenantId: TENANT_ID });
  const { id } = (await asked.json()) as { id: string };
  const isOver = async () => (await world.get(`/audits/${id}`)).status === 200;
  expect(await world.conductor.runUntil(isOver, world.clock.now() + HOUR)).toBe(true);
  await world.conductor.settle();
  return id;
}

describe('who is told what audits find', () => {
  it('is registered, and his address never shown again; whoever sends back what he read keeps it', async () => {
    const quietHours = '22:00-07:00 Europe/Amsterdam';
    const asked = { name: 'Contoso', auditCallbackUrl: address(), quietHours };
    const answer = await world.put(`/tenants/${TENANT_ID}`, asked);
    expect([answer.status, await answer.json()]).toMatchObject([201, { hasAuditCallback: true }]);
    const { etag, notes } = await tenant();
    expect(notes.tenantSettings).toEqual({ name: 'Contoso', quietHours });
    await world.put(`/tenants/${TENANT_ID}`, notes.tenantSettings, { 'if-match': etag });
    expect((await tenant()).notes.hasAuditCallback).toBe(true);
  });

  it('is refused with everything that is wrong, at once', async () => {
    const wrong = {
      auditCallbackUrl: 'https://elsewhere.example/',
      auditCallbackFormat: 'logicApp',
      quietHours: 'at night',
    };
    const answer = await world.put(`/tenants/${TENANT_ID}`, wrong);
    const { violations } = (await answer.json()) as { violations: { pointer: string }[] };
    expect([answer.status, violations.map(({ pointer }) => pointer).sort()]).toEqual([
      422,
      ['/auditCallbackFormat', '/auditCallbackUrl', '/quietHours'],
    ]);
  });
});

describe('what changed from one audit to the next', () => {
  it('is told once, by one message: what, since when, who, and what mends it', async () => {
    await audit();
    expect(calls()).toEqual([]);
    world.furnish({ allowInvitesFrom: 'none', allowGuestUser: false });
    const at = new Date(world.clock.now()).toISOString();
    const properties = ['allowInvitesFrom'];
    logChange(world.tenant.state, E1, { person: 'eve@contoso.example', at, properties });
    const id = await audit();
    await audit();
    const [call, ...more] = calls();
    if (call === undefined) throw new Error('Nothing arrived.');
    expect([more, idOf(call)]).toEqual([[], `${TENANT_ID}-audit-${id}`]);
    const { alarms, tenantName, findings } = auditChangesIn(call);
    expect([alarms, tenantName]).toEqual([0, 'Contoso']);
    expect(findings).toMatchObject([
      { control: 'E-1', change: 'new', kind: 'tightened', changedBy: 'eve@contoso.example', changedAt: at },
      { control: 'T-1', change: 'new', kind: 'tightened', expected: 'true', found: 'false' },
    ]);
    expect(findings[1]?.who).toContain('Microsoft Purview');
  });

  it('waits until quiet hours are over, through a kill, and is told in the order in which it happened', async () => {
    await until('2026-03-02T22:00:00Z');
    world.furnish();
    await audit();
    await until('2026-03-03T01:00:00Z');
    world.furnish({ allowGuestUser: false });
    await audit();
    await world.killHost();
    await world.restartHost();
    await until('2026-03-03T05:59:00Z');
    expect(calls()).toHaveLength(1);
    await until('2026-03-03T06:01:00Z');
    expect(calls().slice(1).map(inShort)).toEqual([['E-1 resolved', 'T-1 resolved'], ['T-1 new']]);
    await audit();
    expect(calls()).toHaveLength(3);
  });

  it('is told once, also when the host is killed while it finds out who it was', async () => {
    let kills = 0;
    world.tenant.onCall(({ route }) => {
      if (route === '/auditLogs/directoryAudits' && kills++ === 0) void world.killHost();
    });
    world.furnish({ allowInvitesFrom: 'none', allowGuestUser: false });
    await world.conductor.advanceBy(MINUTE);
    const asked = await world.post('/audits', { by: 'Ada Admin', tenantId: TENANT_ID });
    const { id } = (await asked.json()) as { id: string };
    await world.conductor.settle();
    await world.restartHost();
    await world.conductor.advanceBy(2 * HOUR);
    expect(kills).toBeGreaterThan(0);
    await audit();
    // A kill between the answer and its record has the same message sent again, under the same id.
    const mine = calls().slice(3);
    expect([...new Set(mine.map(idOf))]).toEqual([`${TENANT_ID}-audit-${id}`]);
    expect(mine.map(inShort)[0]).toEqual(['E-1 new']);
  });

  it('is a dead letter after a day of tries, and sent again on demand, as the same message', async () => {
    world.receiver.answer('/news', { status: 500 });
    world.furnish();
    const id = await audit();
    await world.conductor.advanceBy(26 * HOUR);
    const undelivered = { state: 'undelivered', lastStatus: 500 };
    expect((await tenant()).notes.auditCallback).toMatchObject(undelivered);
    expect(world.host().output()).toContain(`{"event":"callbackGivenUp","audit":"${id}"`);

    world.receiver.answer('/news', { status: 200 });
    const replay = () => world.post(`/tenants/${TENANT_ID}/audit-events/replay`);
    const answer = await replay();
    expect([answer.status, await answer.json()]).toEqual([202, { tenantId: TENANT_ID, audits: [id] }]);
    await world.conductor.settle();
    expect(calls().map(idOf).at(-1)).toBe(`${TENANT_ID}-audit-${id}`);
    expect((await tenant()).notes.auditCallback).toMatchObject({ state: 'delivered' });
    expect((await replay()).status).toBe(409);
  });
});

it('what a run had opened and put back, and somebody opens again, is an alarm that its undo mends', async () => {
  // From now on at any hour, at the address that stays.
  await world.put(`/tenants/${TENANT_ID}`, { name: 'Contoso' }, { 'if-match': (await tenant()).etag });
  world.furnish({ allowGuestUser: false });
  await audit();
  const id = await world.ask(aRequest());
  expect((await world.finish(id)).outcome).toBe('succeeded');
  await world.finish(await world.undo(id));
  await audit();
  world.furnish();
  // Within the hour a reading could still be older than the undo.
  await world.conductor.advanceBy(2 * 3_600_000);
  await audit();
  const { alarms, findings } = auditChangesIn(calls().at(-1) as ReceivedCall);
  expect([alarms, findings.map(({ control, undo }) => [control, undo])]).toEqual([1, [['T-1', id]]]);
  await world.finish(await world.undo(id, { again: true }));
  expect(world.tenant.state.switches.AllowGuestUser.stored).toBe(false);
  await audit();
  expect(inShort(calls().at(-1) as ReceivedCall)).toEqual(['T-1 resolved']);
});

it('the address stands nowhere: no log, no answer, no table', async () => {
  const rows = await rowsOf(world.storage);
  expect(rows).toContain('auditCallbackEncrypted');
  const list = await (await world.get('/tenants')).text();
  for (const shown of [rows, world.host().output(), list]) expect(shown).not.toContain(SIG);
  expect(list).not.toContain('auditCallbackEncrypted');
});

it('an address that is taken back is forgotten, and nobody is told any more', async () => {
  const { etag, notes } = await tenant();
  const nobody = { ...notes.tenantSettings, auditCallbackUrl: '' };
  await world.put(`/tenants/${TENANT_ID}`, nobody, { 'if-match': etag });
  expect((await tenant()).notes.hasAuditCallback).toBe(false);
  const before = calls().length;
  world.furnish({ allowInvitesFrom: 'none' });
  await audit();
  expect(calls()).toHaveLength(before);
  expect(await rowsOf(world.storage)).not.toContain('auditCallbackEncrypted');
});
