import { TableClient } from '@azure/data-tables';
import { parseTenantFile } from '../../../local/tenant/tenant-file';
import { openTables } from '../../../src/store/tables/tables';
import { tableOpenWork } from '../../../src/store/tenants/table-open-work';
import { tableTenantStore } from '../../../src/store/tenants/table-tenant-store';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const OTHER = '22222222-0000-4000-8000-000000000001';

/** Rows that nobody can read, one in each list a timer goes through; all of the home tenant, which is swept first. */
const UNREADABLE: Readonly<Record<'GastvrijTenants' | 'GastvrijRuns', readonly Record<string, unknown>[]>> = {
  GastvrijTenants: [
    { partitionKey: 'openWork', rowKey: TENANT_ID, since: 'once upon a time' },
    { partitionKey: TENANT_ID, rowKey: 'open!en-torn', id: 'en-torn', request: '{' },
    { partitionKey: TENANT_ID, rowKey: 'run!0!en-torn', id: 'en-torn', goal: 'worldPeace' },
    { partitionKey: TENANT_ID, rowKey: 'until!en-torn', json: '{}' },
    { partitionKey: TENANT_ID, rowKey: 'until!en-torn2', json: 'not JSON' },
    { partitionKey: TENANT_ID, rowKey: 'callback!en-torn', id: 'en-torn', encrypted: 'x', fingerprint: 'x' },
    { partitionKey: TENANT_ID, rowKey: 'callback!en-torn2', id: 'en-torn2' },
    { partitionKey: OTHER, rowKey: 'canary', json: '[' },
    { partitionKey: `audit!${TENANT_ID}`, rowKey: 'delivery!x', json0: '{"kind":"telegram"}' },
    { partitionKey: `audit!${TENANT_ID}`, rowKey: 'auditState', json0: '{' },
    { partitionKey: 'audits', rowKey: '0000000000000!au-torn', json0: '{' },
    { partitionKey: 'cleanup', rowKey: '0000000000000!hk-torn', json0: '{}' },
    { partitionKey: 'tenantRecords', rowKey: '00000000-0000-4000-8000-000000000000', json: 'null' },
  ],
  GastvrijRuns: [{ partitionKey: 'en-torn', rowKey: 'run', tenantId: TENANT_ID, commands: 'x' }],
};

let world: Gastvrij;
let boxed: string;
beforeAll(async () => {
  world = await startGastvrij(
    aTenant({ settings: { allowGuestUser: false }, propagation: { teams: { hours: 1 } }, flapMinutes: 0 }),
    {
      otherTenants: [parseTenantFile({ tenantId: OTHER, settings: { allowGuestUser: false } })],
      settings: { SWEEP_SCHEDULE: '0 */30 * * * *', AUDIT_SCHEDULE: '0 0 0 1 1 *' },
      unasked: { chain: 'rows that nobody can read are put between those that can be read' },
    },
  );
  await tableTenantStore(openTables({ connectionString: world.storage })).put(OTHER, {
    testGuestEmail: 'probe@fabrikam.example',
  });
  const enableUntil = new Date(world.clock.now() + 8 * HOUR).toISOString();
  boxed = await world.ask(aRequest({ tenantId: OTHER, enableUntil }));
  await world.finish(boxed);
  for (const [name, rows] of Object.entries(UNREADABLE)) {
    const table = TableClient.fromConnectionString(world.storage, name, { allowInsecureConnection: true });
    for (const row of rows) await table.upsertEntity(row as never, 'Replace');
  }
});

const logged = (event: string): Record<string, unknown>[] =>
  world
    .output()
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>);

describe('a row that nobody can read', () => {
  it('of one tenant keeps no run of another from being recovered', async () => {
    const id = await world.ask(aRequest({ tenantId: OTHER }));
    await world.conductor.settle();
    const url = `${world.origin}/runtime/webhooks/durabletask/instances/${id}/terminate`;
    await fetch(`${url}?reason=test&code=${world.masterKey}`, { method: 'POST' });
    await world.conductor.advanceBy(45 * MINUTE);
    expect((await world.status(id)).status).toBe('finished');
  });

  it('among those of a run keeps nobody from ending it, and its end says which it was, as an answer and as a page', async () => {
    const id = await world.ask(aRequest({ tenantId: OTHER }));
    await world.conductor.settle();
    await world.post(`/enablements/${id}/probe`, { by: 'Ada Admin' });
    await world.conductor.settle();
    const runs = TableClient.fromConnectionString(world.storage, 'GastvrijRuns', {
      allowInsecureConnection: true,
    });
    for (const rowKey of ['step!000001', 'command!000001'])
      await runs.updateEntity({ partitionKey: id, rowKey, json: 'brotli:3' }, 'Merge');
    const url = `${world.origin}/runtime/webhooks/durabletask/instances/${id}/terminate`;
    await fetch(`${url}?reason=test&code=${world.masterKey}`, { method: 'POST' });
    await world.conductor.advanceBy(45 * MINUTE);
    const { status, outcome, summary, cleanUp } = await world.status(id);
    expect([status, outcome]).toEqual(['finished', 'failed']);
    expect(summary).toContain('Not every record of the run could be read (');
    expect(summary).toContain('step 1');
    expect(summary).toContain('command 1');
    expect(cleanUp?.left).toEqual([expect.stringContaining('step 1')]);
    expect(logged('outcomeShortened')).toContainEqual(
      expect.objectContaining({ enablement: id, reason: 'UnreadableRecord' }),
    );
    expect((await world.steps(id)).at(-1)?.kind).toBe('finished');
    expect(await world.finish(await world.ask(aRequest({ tenantId: OTHER })))).toMatchObject({
      outcome: 'succeeded',
    });
  });

  it('keeps nobody from ending a run of which none says what was asked: it is never begun', async () => {
    const status = await world.status('en-torn');
    expect(status).toMatchObject({ status: 'finished', outcome: 'failed' });
    expect(status.summary).toContain("the run's own row: acceptedAt; the run's own row: request");
    expect((await world.steps('en-torn')).map(({ kind }) => kind)).toEqual(['cleanedUp', 'finished']);
  });

  it('keeps no audit and no housekeeping behind it from being looked after', async () => {
    const accepted = await Promise.all([
      world.post('/audits', { by: 'Ada Admin', tenantId: OTHER }),
      // Of several that broke off, not only the newest.
      world.post('/audits', { by: 'Bob Admin', tenantId: OTHER }),
      world.post('/cleanup', { by: 'Ada Admin', dryRun: true }),
    ]);
    const paths = await Promise.all(
      accepted.map(async (answer, n) => {
        const { id } = (await answer.json()) as { id: string };
        const url = `${world.origin}/runtime/webhooks/durabletask/instances/${id}/terminate`;
        await fetch(`${url}?reason=test&code=${world.masterKey}`, { method: 'POST' });
        return `${n < 2 ? '/audits' : '/cleanup'}/${id}`;
      }),
    );
    await world.conductor.advanceBy(45 * MINUTE);
    for (const path of paths) expect((await world.get(path)).status).toBe(200);
  });

  it('keeps no enablement of another tenant from ending on its date', async () => {
    await world.conductor.advanceBy(9 * HOUR);
    const { endedBy = '' } = (await world.status(boxed)).expiry ?? {};
    expect(await world.status(endedBy)).toMatchObject({ outcome: 'undone', undoes: boxed });
  });

  it('is said in the log with its place and without its content, and counted', () => {
    const places = new Set(
      logged('recordUnreadable').map(({ partition, row }) => `${String(partition)}/${String(row)}`),
    );
    for (const row of ['open!en-torn', 'until!en-torn', 'until!en-torn2', 'callback!en-torn2'])
      expect(places).toContain(`${TENANT_ID}/${row}`);
    expect(places).toContain(`audit!${TENANT_ID}/delivery!x`);
    expect(places).toContain(`${OTHER}/canary`);
    expect(places).toContain('en-torn/run');
    expect(logged('sweepFailed')).toContainEqual({
      event: 'sweepFailed',
      task: 'callback',
      tenant: TENANT_ID,
      item: 'en-torn',
      reason: 'UnreadableRecord',
    });
    const { failed, unreadable, reached, tenants } = logged('sweepFinished').at(-1) ?? {};
    expect([reached, failed, unreadable]).toEqual([tenants, expect.any(Number), expect.any(Number)]);
    expect(Number(failed) > 0 && Number(unreadable) > 0).toBe(true);
    expect(world.output()).not.toContain('once upon a time');
  });

  it.each([
    `/enablements?tenant=${TENANT_ID}`,
    `/enablements?tenant=${TENANT_ID}&status=running`,
    '/finished-enablements?after=0',
    '/tenants',
    '/audits',
    '/cleanup',
    `/findings?tenant=${OTHER}`,
  ])('does not take down GET %s', async (path) => {
    expect((await world.get(path)).status).toBe(200);
  });

  it('keeps its tenant among those that are looked after, until somebody has mended it', async () => {
    const fingerprints = await tableOpenWork(openTables({ connectionString: world.storage })).list();
    expect(fingerprints.map(({ tenantId }) => tenantId)).toContain(TENANT_ID);
  });
});
