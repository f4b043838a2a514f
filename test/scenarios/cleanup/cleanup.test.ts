import { execFile } from 'node:child_process';
import path from 'node:path';
import { parseTenantFile } from '../../../local/tenant/tenant-file';
import type { CleanupReport } from '../../../src/api/answers/cleanup';
import { openTables } from '../../../src/store/tables/tables';
import { tableTenantStore } from '../../../src/store/tenants/table-tenant-store';
import { aTenant, HOUR, startGastvrij, TENANT_ID, type Gastvrij } from '../../support/start/start-gastvrij';

const DAY = 24 * HOUR;
const UNWILLING = '22222222-0000-4000-8000-000000000001';
const SWEEP = path.join(__dirname, '../../../local/cli/sweep.js');

describe('cleanup', () => {
  let world: Gastvrij;
  let id: string;
  beforeAll(async () => {
    world = await startGastvrij(aTenant({ propagation: { roster: { hours: 0.2 } } }), {
      otherTenants: [parseTenantFile({ tenantId: UNWILLING, app: { isConsented: false } })],
      unasked: { unnamed: 'records that named what was done are old enough to be forgotten here' },
      settings: {
        // As seldom as will do: each pass takes its time.
        CLEANUP_SCHEDULE: '0 0 3 2,3,11 * *',
        RETENTION_DAYS: '30',
        HISTORY_DAYS: '7',
        SWEEP_SCHEDULE: '0 30 9 * * 1',
      },
    });
    await tableTenantStore(openTables({ connectionString: world.storage })).put(UNWILLING, {
      testGuestEmail: 'probe@fabrikam.example',
    });
    world.tenants[0]?.serviceFault({ kind: 'fail', route: 'DELETE /users/{id}', times: 1, status: 403 });
    id = await world.ask();
    expect((await world.finish(id)).cleanUp?.left).toHaveLength(1);
  });

  const cleanupRuns = async () =>
    ((await (await world.get('/cleanup')).json()) as { items: Omit<CleanupReport, 'places'>[] }).items;
  const latest = async () => (await cleanupRuns())[0];
  const historyOf = async (instance: string): Promise<number> =>
    (
      await fetch(
        `${world.origin}/runtime/webhooks/durabletask/instances/${instance}?code=${world.masterKey}`,
      )
    ).status;

  it('says on the command line what would go, tenant by tenant, and touches nothing', async () => {
    const calls = world.tenant.log.length;
    const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((resolve) => {
      const args = [SWEEP, '--dry-run', '--by', 'Ada Admin', '--url', world.origin, '--key', world.key];
      execFile(process.execPath, args, (error, clientContext) =>
        resolve({ code: error?.code ?? 0, stdout: clientContext }),
      );
    });
    expect(stdout).toMatch(/dry run: nothing was touched/);
    expect(stdout).toMatch(new RegExp(`${TENANT_ID}\\n *would go +guest \\S+, made by\\s+${id}`));
    expect(stdout).toMatch(new RegExp(`${UNWILLING}\\n *not read +guest: `));
    // Something could not be looked at, which a script must hear of.
    expect(code).toBe(1);
    const made = world.tenant.log.slice(calls).filter(({ service }) => service === 'graph');
    expect(made.map(({ method, route }) => `${method} ${route}`)).not.toContainEqual(
      expect.stringMatching(/^(DELETE|PATCH|PUT)/),
    );
    expect(world.guests()).toHaveLength(1);
    expect(await latest()).toMatchObject({ dryRun: true, startedBy: 'Ada Admin', tenants: 2 });
  });

  it('clears away at night what a test left, once, though it is killed in the middle', async () => {
    let isKilled = false;
    world.tenants[0]?.onCall(({ method, route }) => {
      if (isKilled || method !== 'DELETE' || route !== '/users/{id}') return;
      isKilled = true;
      void world.killHost();
    });
    await world.conductor.runUntil(() => isKilled, world.clock.now() + DAY);
    expect(isKilled).toBe(true);
    await world.restartHost();
    const isOver = async () => (await latest())?.finishedAt !== undefined && !(await latest())?.dryRun;
    expect(await world.conductor.runUntil(isOver, world.clock.now() + HOUR)).toBe(true);
    expect(world.guests()).toEqual([]);
    const cleanupRun = await latest();
    expect(cleanupRun).toMatchObject({ startedBy: 'timer', missing: [] });
    expect(cleanupRun?.counts).toEqual([{ kind: 'guest', found: 1, removed: 1, left: 0 }]);
    expect(world.host().output()).toContain('"event":"cleanupFinished"');
    const report = (await (await world.get(`/cleanup/${cleanupRun?.id}`)).json()) as CleanupReport;
    expect(report.places.map(({ tenantId }) => tenantId)).toEqual([TENANT_ID, UNWILLING]);
    expect(report.places[0]?.tasks).toMatchObject([{ kind: 'guest', state: 'done', madeBy: id }]);
    expect(world.tenants.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('drops how a run got to its end long before what it did', async () => {
    expect(await historyOf(id)).toBe(200);
    await world.conductor.advanceBy(8 * DAY);
    expect([await historyOf(id), await historyOf(`${id}:wait`)]).toEqual([404, 404]);
    expect((await world.status(id)).status).toBe('finished');
    const purged = (await cleanupRuns()).flatMap(({ counts = [] }) =>
      counts.filter(({ kind }) => kind === 'history'),
    );
    expect(purged.at(-1)).toMatchObject({ kind: 'history', left: 0 });
    expect(purged.at(-1)?.removed).toBeGreaterThanOrEqual(2);
  });

  it('lets a run be undone for as long as it is kept, and then forgets all of it', async () => {
    const { finishedAt = '' } = await world.status(id);
    await world.conductor.advanceBy(Date.parse(finishedAt) + 30 * DAY + HOUR - world.clock.now());
    const undo = () => world.post(`/enablements/${id}/undo`, { requestedBy: 'Ada Admin' });
    expect([(await undo()).status, (await world.get(`/enablements/${id}`)).status]).toEqual([409, 200]);
    await world.conductor.advanceBy(DAY);
    expect([(await undo()).status, (await world.get(`/enablements/${id}/steps`)).status]).toEqual([404, 404]);
    expect(await (await world.get('/enablements')).json()).toEqual({ items: [] });
    expect((await world.get('/cleanup/hk-000000000-nothing')).status).toBe(404);
  });
});
