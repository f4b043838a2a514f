import type { AuditReport } from '../../../src/api/answers/audit';
import type { StoredTenantSettings } from '../../../src/domain/tenant/tenant-settings';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const DAY = 24 * HOUR;
const EVERY_SWITCH = /^(PATCH|PUT) |^POST .*ettings|^DELETE .*ettings/;

const tenant = aTenant({ propagation: { roster: { hours: 0.5 } }, flapMinutes: 0 });
let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij(tenant, { settings: { SWEEP_SCHEDULE: '0 0 9 * * *' } });
  const tenantSettings: StoredTenantSettings = { canaryProof: 'weekly' };
  expect((await world.put(`/tenants/${TENANT_ID}`, tenantSettings)).status).toBe(201);
});

/** Audits the tenant, lets four hours pass, and answers what the audit said. */
async function audit(): Promise<AuditReport['tenants'][number] | undefined> {
  await world.conductor.advanceBy(MINUTE);
  const { id } = (await (await world.post('/audits', { by: 'Ada Admin' })).json()) as { id: string };
  await world.conductor.settle();
  await world.conductor.advanceBy(5 * HOUR);
  return ((await (await world.get(`/audits/${id}`)).json()) as AuditReport).tenants[0];
}
const begunIn = (note = ''): string => /A proof was started \((en-\w+)\)/.exec(note)?.[1] ?? '';
const prove = (more = {}) => world.post(`/tenants/${TENANT_ID}/proof`, { requestedBy: 'Ada Admin', ...more });

describe('the weekly proof of an audit', () => {
  it('is a run like any other that changes nothing, and the next audit says what it showed', async () => {
    const begun = await audit();
    expect(begun?.proof?.result).toBe('never');
    const id = begunIn(begun?.proof?.note);
    expect(await world.status(id)).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
    expect((await world.steps(id)).map(({ kind }) => kind)).not.toContain('applied');
    expect(world.calls(EVERY_SWITCH)).toEqual([]);
    expect(world.guests()).toEqual([]);

    const next = await audit();
    expect(next).toMatchObject({ outcome: 'clean', proof: { result: 'proven', rung: 3, enablement: id } });
    expect(next?.proof?.note).toBeUndefined();
    const { items } = (await (await world.get('/audits')).json()) as { items: { id: string }[] };
    const as = async (accept: string): Promise<string> =>
      (await world.get(`/audits/${items[0]?.id}`, { accept })).text();
    expect(await as('text/csv')).toContain(`${TENANT_ID},proof,,,proven,`);
    expect(await as('text/html')).toContain(`up to rung 3 (${id})`);
  });

  it('waits its turn where an enablement has the tenant', async () => {
    await world.conductor.advanceBy(7 * DAY);
    world.furnish({ allowGuestUser: false });
    const id = await world.ask(aRequest({ partnerDomains: ['fabrikam.example'] }));
    const during = await audit();
    expect(during?.proof?.note).toContain(`No proof was started: ${id} is changing the tenant`);
    expect(await world.finish(id)).toMatchObject({ outcome: 'succeeded' });
    // Its own proof is as good.
    expect((await audit())?.proof).toMatchObject({ result: 'proven', enablement: id });
  });

  it('is a finding where somebody shut a door, which it names; and no word for how it should be', async () => {
    await world.conductor.advanceBy(7 * DAY);
    world.furnish({ allowGuestUser: false });
    const id = begunIn((await audit())?.proof?.note);
    expect(await world.status(id)).toMatchObject({ outcome: 'blocked', verdict: { control: 'T-1' } });
    const found = await audit();
    expect(found?.proof).toMatchObject({ result: 'failed', enablement: id });
    expect(found?.findings).toMatchObject([
      { key: 'T-1.AllowGuestUser', kind: 'tightened', state: 'stillOpen' },
      { key: 'proof', kind: 'proofFailed', state: 'new', text: expect.stringContaining('T-1') as string },
    ]);
    expect(world.calls(EVERY_SWITCH).filter((call) => call.includes('GuestAccess'))).toEqual([]);
  });

  it('can be asked for by a person, and resolves the finding; a guest who was there before stays', async () => {
    world.furnish();
    world.tenant.state.users.push({
      id: 'aaaaaaaa-0000-4000-8000-00000000beef',
      mail: 'probe@fabrikam.example',
      displayName: 'Probe',
      userType: 'Guest',
      externalUserState: 'Accepted',
      userPrincipalName: 'probe_fabrikam.example#EXT#@contoso.onmicrosoft.example',
      createdDateTime: '2026-01-01T00:00:00Z',
      visibleFrom: 0,
    });
    const answer = await prove({ justification: 'Before the trade fair.' });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    await world.conductor.advanceBy(5 * HOUR);
    expect(await world.status(id)).toMatchObject({ outcome: 'succeeded' });
    expect(world.guests()).toEqual(['probe@fabrikam.example']);
    expect((await world.post(`/enablements/${id}/undo`, { requestedBy: 'Ada Admin' })).status).toBe(409);
    const healed = await audit();
    expect(healed?.proof).toMatchObject({ result: 'proven', enablement: id });
    expect(healed?.findings).toContainEqual(expect.objectContaining({ key: 'proof', state: 'resolved' }));
    expect(world.tenant.faults).toEqual([]);
  });

  it('claims no more than the rung it has reached when its four hours are over', async () => {
    world.tenant.state.users = world.tenant.state.users.filter(({ userType }) => userType !== 'Guest');
    tenant.propagation.roster = { hours: 12 };
    const { id } = (await (await prove()).json()) as { id: string };
    await world.conductor.advanceBy(5 * HOUR);
    const status = await world.status(id);
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 2 } });
    expect(status).toMatchObject({
      summary: expect.stringContaining('It is not proven yet that Teams') as string,
    });
    expect(world.guests()).toEqual([]);
    const elsewhere = await world.post('/tenants/99999999-2222-3333-4444-555555555555/proof', {
      requestedBy: 'Ada Admin',
    });
    expect(elsewhere.status).toBe(404);
  });
});
