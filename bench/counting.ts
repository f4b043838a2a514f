import { instanceStore } from '../local/host/durable/instances/instance-store';
import { scenario, type ScenarioName } from '../local/tenant/scenarios';
import { parseTenantFile } from '../local/tenant/tenant-file';
import { startWorld, type World } from '../local/world/world';
import { tableTenantStore } from '../src/store/tenants/table-tenant-store';
import { openTables } from '../src/store/tables/tables';
import { NOW } from './worlds';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEVER = '0 0 0 1 1 *';

/** What some work took, each kind by its number. */
export interface Counted {
  /** Orchestrations somebody started, and children they started. */
  starts: number;
  children: number;
  turns: number;
  activities: number;
  timers: number;
  events: number;
  /** Executions besides turns and activities: calls from outside, and timers of the app. */
  calls: number;
  /** Operations on our own tables. */
  records: number;
  /** Over the wire, and calls in them: a batch is one request. */
  requestsToMicrosoft: number;
  callsToMicrosoft: number;
  /** Text of ours in the log. */
  logLines: number;
  logBytes: number;
}

/** An enablement with a callback at its end, from the request to the last letter; nothing else happens meanwhile. */
export async function countEnablement(name: ScenarioName): Promise<Counted> {
  const settings = { SWEEP_SCHEDULE: NEVER, AUDIT_SCHEDULE: 'off', CLEANUP_SCHEDULE: 'off' };
  const world = await startWorld({
    tenant: scenario(name),
    clock: 'virtual',
    now: NOW,
    verbose: true,
    settings,
  });
  try {
    const headers = { 'x-functions-key': world.key, 'content-type': 'application/json' };
    const send = async <T>(path: string, body?: unknown): Promise<T> => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const answer = await fetch(`${world.api}${path}`, { headers, ...init });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    const before = await look(world);
    const { id } = await send<{ id: string }>('/enablements', {
      tenantId: world.tenant.tenantId,
      goal: 'guestAccess',
      requestedBy: 'bench',
      callbackUrl: world.receiver.urlOf('/bench'),
    });
    await world.conductor.settle();
    // A person looks at it once, and agrees where that is asked.
    const { approval } = await send<{ approval?: { planHash: string } }>(`/enablements/${id}`);
    const decision = { decision: 'approve', by: 'Grace Approver', planHash: approval?.planHash };
    if (approval) await send(`/enablements/${id}/decision`, decision);
    await world.conductor.advanceBy(30 * HOUR);
    const head = await instanceStore(world.storage, 'Gastvrij').findHead(id);
    if (head?.status !== 'Completed') throw new Error(`${id} is ${head?.status ?? 'gone'}.`);
    return between(before, await look(world), approval ? 3 : 2);
  } finally {
    await world.stop();
  }
}

/** A day on which nobody asks for anything: sweeper, audit, its watch and cleanup, as they are set in Azure. */
export async function countIdleDay(tenants: number): Promise<Counted> {
  const others = Array.from(
    { length: tenants - 1 },
    (_, n) => `22222222-0000-4000-8000-${100_000_000_000 + n}`,
  );
  const world = await startWorld({
    tenant: parseTenantFile({}),
    otherTenants: others.map((tenantId) => parseTenantFile({ tenantId })),
    clock: 'virtual',
    now: NOW,
    verbose: true,
    settings: { SWEEP_SCHEDULE: '0 */5 * * * *', AUDIT_SCHEDULE: '0 0 2 * * *' },
  });
  try {
    const tenantRecords = tableTenantStore(openTables({ connectionString: world.storage }));
    for (const tenantId of others) await tenantRecords.put(tenantId, {});
    // The first night reads what is read once a week.
    await world.conductor.advanceBy(DAY);
    const before = await look(world);
    await world.conductor.advanceBy(DAY);
    return between(before, await look(world), DAY / (HOUR / 12) + DAY / HOUR + 2);
  } finally {
    await world.stop();
  }
}

interface Seen {
  output: string;
  records: number;
  requests: number;
  calls: number;
}

async function look(world: World): Promise<Seen> {
  await world.conductor.settle();
  const toMicrosoft = world.tenants.flatMap(({ log }) => log).filter(({ service }) => service !== 'identity');
  return {
    output: world.host().output(),
    records: Object.values(world.recordsStorage.operations()).reduce((sum, one) => sum + one, 0),
    requests: world.tenants.reduce((sum, one) => sum + one.requests(), 0),
    calls: toMicrosoft.length,
  };
}

/** What the host says of each turn it took, and what the app logged, line by line. */
function between(before: Seen, after: Seen, calls: number): Counted {
  const lines = after.output.slice(before.output.length).split('\n');
  const turns = lines.filter((line) => line.includes(' took a turn:'));
  const count = (event: string): number =>
    turns.reduce((sum, line) => sum + line.split(' ').filter((word) => word === event).length, 0);
  const children = count('SubOrchestrationInstanceCreated');
  // One that goes on with a new history starts again, after a turn of which nothing is kept.
  const renewals = turns.filter((line) => line.endsWith('turn: ')).length;
  const logged = lines.filter((line) => /^debug: \[\w+\] \{/.test(line));
  return {
    starts: count('ExecutionStarted') - renewals - children,
    children,
    turns: turns.length,
    activities: count('TaskScheduled'),
    timers: count('TimerCreated'),
    events: count('EventRaised'),
    calls,
    records: after.records - before.records,
    requestsToMicrosoft: after.requests - before.requests,
    callsToMicrosoft: after.calls - before.calls,
    logLines: logged.length,
    logBytes: logged.reduce((sum, line) => sum + Buffer.byteLength(line), 0),
  };
}
