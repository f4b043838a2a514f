import { parseTenantFile } from '../local/tenant/tenant-file';
import { startWorld, type World } from '../local/world/world';
import type { AuditReport } from '../src/api/answers/audit';
import { tableTenantStore } from '../src/store/tenants/table-tenant-store';
import { openTables } from '../src/store/tables/tables';
import type { Figure } from './figure';
import { TENANT_ID } from './worlds';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const A_NIGHT = 6 * HOUR;
/** When the audits begin, after midnight. */
const START = 2 * HOUR;
/** An audit asks for it once a tenant, and no other part of us does so at night. */
const READ_ONCE = '/policies/authorizationPolicy';
const idOf = (n: number): string => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Night {
  minutes: number;
  /** Real seconds. */
  took: number;
  report: AuditReport;
  /** Requests over the wire, by tenant. */
  requests: number[];
  /** How often each tenant was read. */
  reads: number[];
  recordOperations: number;
  hubOperations: number;
}

/**
 * Three nights with so many tenants: the first in which a few throttle, one as all others are, and one in which
 * the host is killed in the middle. What was taken stands beside what is allowed.
 */
export async function audits(count: number): Promise<Figure[]> {
  const others = Array.from({ length: count - 1 }, (_, n) => idOf(n));
  const world = await startWorld({
    tenant: parseTenantFile({ tenantId: TENANT_ID }),
    otherTenants: others.map((tenantId) => parseTenantFile({ tenantId })),
    clock: 'virtual',
    now: Date.parse('2026-03-02T01:00:00Z'),
    settings: { AUDIT_SCHEDULE: '0 0 2 * * *', SWEEP_SCHEDULE: '0 0 12 * * *', CLEANUP_SCHEDULE: 'off' },
  });
  try {
    const tenantRecords = tableTenantStore(openTables({ connectionString: world.storage }));
    for (const tenantId of others) await tenantRecords.put(tenantId, {});
    const longest = { route: `GET ${READ_ONCE}`, times: 1, retryAfterSeconds: 120 };
    for (const tenant of world.tenants.filter((_, n) => n % 20 === 0))
      tenant.serviceFault({ kind: 'throttle', ...longest });
    const first = await sleep(world);
    const usual = await sleep(world);
    killAfter(world, Math.floor(count / 2));
    const killed = await sleep(world);

    const faults = world.tenants.flatMap((tenant) => tenant.faults);
    if (faults.length > 0) throw new Error(`Microsoft would frown upon:\n${faults.join('\n')}`);
    const writes = world.tenants.flatMap(({ log }) => log.filter(({ method }) => method !== 'GET'));
    const written = writes.filter(({ service }) => service !== 'identity');
    if (written.length > 0) throw new Error(`An audit wrote: ${JSON.stringify(written[0])}`);
    return [...nightly(count, { first, usual, killed }), ...limitsOf(world)];
  } finally {
    await world.stop();
  }
}

/** Lets the time pass until the next audit is over. */
async function sleep(world: World): Promise<Night> {
  const readsOf = (): number[] =>
    world.tenants.map(({ log }) => log.filter(({ route }) => route === READ_ONCE).length);
  const requestsOf = (): number[] => world.tenants.map((tenant) => tenant.requests());
  const [hub, records] = [operationsOf(world.hubStorage), operationsOf(world.recordsStorage)];
  const [reads, requests] = [readsOf(), requestsOf()];
  const from = performance.now();
  const until = Math.ceil((world.clock.now() - START) / DAY) * DAY + START + A_NIGHT;
  const isKilled = (): boolean => !world.host().child.connected;
  if (await world.conductor.runUntil(isKilled, until)) await world.restartHost();
  await world.conductor.advanceBy(until - world.clock.now());
  const took = (performance.now() - from) / 1000;
  const [latest] = (await get<{ items: { id: string }[] }>(world, '/audits')).items;
  const report = await get<AuditReport>(world, `/audits/${latest?.id}`);
  return {
    minutes: (Date.parse(report.finishedAt ?? '') - Date.parse(report.startedAt)) / 60_000,
    took,
    report,
    requests: requestsOf().map((now, n) => now - (requests[n] ?? 0)),
    reads: readsOf().map((now, n) => now - (reads[n] ?? 0)),
    recordOperations: operationsOf(world.recordsStorage) - records,
    hubOperations: operationsOf(world.hubStorage) - hub,
  };
}

/** `kill -9` once so many tenants were read from now on. */
function killAfter(world: World, tenants: number): void {
  let read = 0;
  for (const { onCall } of world.tenants)
    onCall(({ route }) => {
      if (route === READ_ONCE && ++read === tenants) void world.killHost();
    });
}

const operationsOf = (storage: World['hubStorage']): number =>
  Object.values(storage.operations()).reduce((sum, one) => sum + one, 0);

async function get<T>({ api, key }: World, path: string): Promise<T> {
  const answer = await fetch(`${api}${path}`, { headers: { 'x-functions-key': key } });
  return (await answer.json()) as T;
}

function nightly(
  count: number,
  { first, usual, killed }: { first: Night; usual: Night; killed: Night },
): Figure[] {
  const results = (night: Night): number => new Set(night.report.tenants.map((one) => one.tenantId)).size;
  const twice = killed.reads.filter((reads) => reads > 1).length;
  return [
    { name: 'minutes, first night, some tenants busy', ours: first.minutes, bare: A_NIGHT / 60_000 },
    { name: 'minutes, any later night', ours: usual.minutes, bare: A_NIGHT / 60_000 },
    { name: 'requests of a tenant, at most, later', ours: Math.max(...usual.requests), bare: 8 },
    { name: 'results, host killed in the middle', ours: results(killed), bare: count },
    { name: 'tenants then read twice, of those under way', ours: twice, bare: 10 },
    { name: 'reads of one tenant then, at most', ours: Math.max(...killed.reads), bare: 2 },
    { name: 'operations on our tables, a tenant', ours: usual.recordOperations / count },
    { name: 'operations on the local task hub, a tenant', ours: usual.hubOperations / count },
    { name: 'tenants a second on this machine', ours: count / usual.took },
  ];
}

const limitsOf = (world: World): Figure[] =>
  [world.applicationPeaks(), ...world.tenants.map((tenant) => tenant.peaks())]
    .flat()
    .filter(({ taken }) => taken > 0)
    .map(({ name, holdsFor, most, seconds, taken }) => ({
      name: `${name}, ${seconds} s, ${holdsFor === 'application' ? 'all tenants' : 'busiest tenant'}`,
      ours: taken,
      bare: most,
    }))
    .filter(({ name, ours }, _, all) => !all.some((one) => one.name === name && one.ours > ours))
    .filter(({ name }, n, all) => all.findIndex((one) => one.name === name) === n);
