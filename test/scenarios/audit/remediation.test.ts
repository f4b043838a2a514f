import type { AuditReport, FindingAnswer } from '../../../src/api/answers/audit';
import { aTenant, HOUR, startGastvrij, TENANT_ID, type Gastvrij } from '../../support/start/start-gastvrij';

const DAY = 24 * HOUR;

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij(aTenant({ settings: { allowInvitesFrom: 'adminsAndGuestInviters' } }));
});

const set = (value: string): void => void (world.tenant.state.switches.allowInvitesFrom.stored = value);
const stands = (): unknown => world.tenant.state.switches.allowInvitesFrom.stored;
const report = async (id: string) => (await (await world.get(`/audits/${id}`)).json()) as AuditReport;
/** Audits the tenant, the next day, and answers the audit's id once it is over. */
async function audit(): Promise<string> {
  await world.conductor.advanceBy(DAY);
  const asked = await world.post('/audits', { by: 'Ada Admin', tenantId: TENANT_ID });
  const { id } = (await asked.json()) as { id: string };
  const isOver = async () => (await report(id)).finishedAt !== undefined;
  expect(await world.conductor.runUntil(isOver, world.clock.now() + HOUR)).toBe(true);
  await world.conductor.settle();
  return id;
}
const tenantIn = async (id: string) => (await report(id)).tenants[0];

describe('a tenant that wants a control mended', () => {
  it('names those that can be, and hears of every one that cannot', async () => {
    const refused = await world.put(`/tenants/${TENANT_ID}`, { remediate: ['E-4', 'E-1', 'G-3'] });
    expect(refused.status).toBe(422);
    const { violations } = (await refused.json()) as { violations: { pointer: string }[] };
    expect(violations.map(({ pointer }) => pointer)).toEqual(['/remediate/0', '/remediate/2']);
    const registered = await world.put(`/tenants/${TENANT_ID}`, { remediate: ['E-1'] });
    expect(await registered.json()).toMatchObject({ inForce: { remediate: ['E-1'] } });
  });

  it('has it put back by a run like any other, which waits for a second person where one must agree', async () => {
    expect((await tenantIn(await audit()))?.outcome).toBe('clean');
    set('none');
    const id = await audit();
    const { remediation, findings = [] } = (await tenantIn(id)) ?? {};
    const { run = '' } = remediation ?? {};
    expect(findings).toMatchObject([{ kind: 'tightened', remediation: { state: 'due', run } }]);
    expect(remediation).toEqual({ run, state: 'underWay' });
    expect(await world.status(run)).toMatchObject({
      status: 'waitingForApproval',
      remediates: id,
      requestedBy: `Audit ${id}`,
      plan: { changes: [{ property: 'allowInvitesFrom', before: 'none', after: 'adminsAndGuestInviters' }] },
    });

    expect(await world.finish(run)).toMatchObject({
      outcome: 'undone',
      undoing: { undone: [expect.stringContaining('E-1')], conflicts: [] },
    });
    expect(stands()).toBe('adminsAndGuestInviters');
    expect((await world.steps(run)).map(({ kind }) => kind)).toEqual([
      ...['accepted', 'inspected', 'planned', 'decided', 'applied', 'cleanedUp', 'finished'],
    ]);
    expect((await tenantIn(id))?.remediation).toMatchObject({
      state: 'finished',
      summary: expect.stringContaining(id) as string,
    });
    const table = await (await world.get(`/audits/${id}`, { accept: 'text/csv' })).text();
    expect(table.split('\r\n')[1]).toMatch(new RegExp(`,due,${run}$`));
    const page = await (await world.get(`/audits/${id}`, { accept: 'text/html' })).text();
    expect(page).toContain(`To be remediated by ${run}.`);

    expect(await tenantIn(await audit())).toMatchObject({
      outcome: 'clean',
      findings: [{ state: 'resolved', remediation: { state: 'remediated', run } }],
    });
  });

  it('does not fight another tool, until somebody says so', async () => {
    set('none');
    const conflicting = await tenantIn(await audit());
    expect(conflicting?.findings).toMatchObject([{ state: 'new', remediation: { state: 'conflict' } }]);
    expect(conflicting?.remediation).toBeUndefined();
    expect(stands()).toBe('none');

    const { items } = (await (await world.get('/findings')).json()) as { items: FindingAnswer[] };
    const asked = await world.post(`/findings/${items[0]?.id}/remediate`, { by: 'Ada Admin' });
    expect(await asked.json()).toMatchObject({ remediation: { state: 'due' } });
    expect(
      (await world.post(`/findings/${TENANT_ID}.T-1.AllowGuestUser/remediate`, { by: 'Ada' })).status,
    ).toBe(404);

    const { run = '' } = (await tenantIn(await audit()))?.remediation ?? {};
    expect(await world.finish(run)).toMatchObject({ outcome: 'undone' });
    expect(stands()).toBe('adminsAndGuestInviters');

    // Somebody lives with it for a day; then it is undone as if for the first time.
    set('none');
    await audit();
    const until = new Date(world.clock.now() + HOUR).toISOString();
    const accepted = { by: 'Ada Admin', reason: 'A trial.', until };
    expect((await world.post(`/findings/${items[0]?.id}/accept`, accepted)).status).toBe(200);
    expect((await tenantIn(await audit()))?.findings).toMatchObject([
      { state: 'new', remediation: { state: 'due' } },
    ]);
    // What put something back has nothing of its own to undo.
    expect((await world.post(`/enablements/${run}/undo`, { requestedBy: 'Ada Admin' })).status).toBe(409);
    expect(world.tenant.faults).toEqual([]);
  });
});
