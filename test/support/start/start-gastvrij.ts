import type { EnablementStatus } from '../../../src/domain/enablement/status';
import type { Step } from '../../../src/domain/enablement/step';
import { logLines } from '../../../local/tenant/request-log';
import { PACKAGE } from '../../../local/package/write-package';
import { scenario, type ScenarioName } from '../../../local/tenant/scenarios';
import { startState } from '../../../local/tenant/tenant-state';
import { parseTenantFile, type TenantFile } from '../../../local/tenant/tenant-file';
import { startWorld, type World } from '../../../local/world/world';
import { heldToContract } from '../contract';
import { watchForLeaks } from '../records/leak-watch';
import type { Planted } from '../records/planted-secrets';
import { judgeWorld, observe, type Unasked } from '../record-judge/judge-world';
import { newBareStorage } from '../storage';

export const TENANT_ID = '11111111-2222-3333-4444-555555555555';
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** A sweeper seldom has work: most tests need not meet it more than four times a day. */
const SWEEPS_SELDOM = '0 0 */6 * * *';
/** For those tests in which it must save the day, or act in the middle of a run. */
export const SWEEPS_HOURLY = { settings: { SWEEP_SCHEDULE: '0 0 * * * *' } };
export const SWEEPS_OFTEN = { settings: { SWEEP_SCHEDULE: '0 */5 * * * *' } };

/** A request any test may start from. */
export const aRequest = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  tenantId: TENANT_ID,
  goal: 'guestAccess',
  requestedBy: 'Ada Admin',
  ...more,
});

/** A tenant, told by what differs from one where everything is on. */
export const aTenant = (more: Record<string, unknown> = {}): TenantFile => parseTenantFile(more);

export interface Gastvrij extends World {
  /** Every answer to these three is held against what the route table publishes. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends a request that must be accepted, and answers its id. */
  ask(request?: Record<string, unknown>): Promise<string>;
  status(id: string): Promise<EnablementStatus>;
  steps(id: string): Promise<Step[]>;
  /** Sets the tenant's settings anew, effective at once: for the next run, or as somebody else would meanwhile. */
  furnish(settings?: Record<string, unknown>): void;
  /** Asks to undo what a run changed, which must be accepted, and answers the id of the undo. */
  undo(id: string, more?: Record<string, unknown>): Promise<string>;
  /** Agrees to the plan a run waits with, as a second person. */
  approve(id: string, more?: Record<string, unknown>): Promise<Response>;
  /** Lets time pass until the run is over, at most so long; agrees to its plan on the way. */
  finish(id: string, within?: number): Promise<EnablementStatus>;
  /** Lets the run come as far as its plan, and agrees to it where it waits for that. */
  getGoing(id: string): Promise<void>;
  /** The orchestration's own last word. */
  outputOf(id: string): Promise<{ outcome: string; tooLate?: unknown[] }>;
  /** What the tenant was asked, as `POST /invitations`. */
  calls(pattern?: RegExp): string[];
  /** Guests of the tenant, and accounts in its bin. */
  guests(): string[];
  /** What was written down so far that must not be. @param more what else must not */
  leaks(more?: Planted): string[];
  /** What is wrong with the records so far: what they say, and what they do not say. */
  lies(): Promise<string[]>;
}

const open: Gastvrij[] = [];

/** Everything real but Microsoft and the Functions host: processes, HTTP, tables. The clock is held. */
export async function startGastvrij(
  tenant: TenantFile | ScenarioName = 'all-off',
  options: {
    settings?: Record<string, string>;
    now?: number;
    app?: string;
    otherTenants?: TenantFile[];
    /** What the judge of records shall not ask at the end, and why. */
    unasked?: Unasked;
  } = {},
): Promise<Gastvrij> {
  const rosterSubscription = watchForLeaks();
  const world = await startWorld({
    storage: newBareStorage(),
    tenant: typeof tenant === 'string' ? scenario(tenant) : tenant,
    app: PACKAGE,
    clock: 'virtual',
    now: Date.parse('2026-03-02T08:00:00Z'),
    // What nobody prints cannot be searched.
    verbose: true,
    onStored: rosterSubscription.onStored,
    ...options,
    settings: {
      SWEEP_SCHEDULE: SWEEPS_SELDOM,
      AUDIT_SCHEDULE: 'off',
      CLEANUP_SCHEDULE: 'off',
      ...options.settings,
    },
  });
  const observed = observe(world);
  const headers = { 'x-functions-key': world.key, 'content-type': 'application/json' };
  const get: Gastvrij['get'] = async (path, more = {}) => {
    const answer = await fetch(`${world.api}${path}`, { headers: { ...headers, ...more } });
    rosterSubscription.onAnswered(answer);
    return heldToContract('GET', path, answer);
  };
  const send =
    (method: string): Gastvrij['post'] =>
    async (path, body, more = {}) => {
      const answer = await fetch(`${world.api}${path}`, {
        method,
        headers: { ...headers, ...more },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      rosterSubscription.onAsked(body);
      rosterSubscription.onAnswered(answer);
      return heldToContract(method, path, answer);
    };
  const [post, put] = [send('POST'), send('PUT')];
  const accepted = async (path: string, body: unknown): Promise<string> => {
    const answer = await post(path, body);
    const notes = (await answer.json()) as { id: string };
    if (answer.status !== 202)
      throw new Error(`Expected 202, got ${answer.status}: ${JSON.stringify(notes)}`);
    return notes.id;
  };
  const status: Gastvrij['status'] = async (id) =>
    (await (await get(`/enablements/${id}`)).json()) as EnablementStatus;

  const approve: Gastvrij['approve'] = async (id, more = {}) => {
    const { approval } = await status(id);
    const decision = { decision: 'approve', by: 'Grace Approver', planHash: approval?.planHash, ...more };
    return post(`/enablements/${id}/decision`, decision);
  };
  const getGoing = async (id: string): Promise<void> => {
    await world.conductor.settle();
    if ((await status(id)).status !== 'waitingForApproval') return;
    await approve(id);
    await world.conductor.settle();
  };

  const gastvrij: Gastvrij = Object.assign(world, {
    get,
    approve,
    getGoing,
    post,
    put,
    status,
    ask: (request = aRequest()) => accepted('/enablements', request),
    undo: (id: string, more = {}) =>
      accepted(`/enablements/${id}/undo`, { requestedBy: 'Ada Admin', ...more }),
    furnish(settings = {}) {
      const { switches, ...rest } = startState(aTenant({ settings }));
      const { groupSettingsId, groupSettingsRest, domainPolicy, sharePoint, teams } = rest;
      Object.assign(world.tenant.state.switches, switches);
      Object.assign(world.tenant.state, {
        groupSettingsId,
        groupSettingsRest,
        domainPolicy,
        sharePoint,
        teams,
      });
    },
    async steps(id: string) {
      return ((await (await get(`/enablements/${id}/steps`)).json()) as { steps: Step[] }).steps;
    },
    async finish(id: string, within = 30 * HOUR) {
      const limit = world.clock.now() + within;
      const goOn = async (...until: string[]): Promise<void> => {
        // While nothing is written its answer stays the same.
        let [asked, is] = [-1, ''];
        const isReached = async () => {
          const written = writesTo(world.recordsStorage);
          if (written !== asked) is = (await status(id)).status;
          asked = written;
          return until.includes(is);
        };
        if (await world.conductor.runUntil(isReached, limit)) return;
        throw new Error(`Run ${id} is not over:\n${JSON.stringify(await status(id), null, 2)}`);
      };
      await goOn('finished', 'waitingForApproval');
      if ((await status(id)).status === 'waitingForApproval') {
        await approve(id);
        await goOn('finished');
      }
      await world.conductor.settle();
      return status(id);
    },
    async outputOf(id: string) {
      const url = `${world.origin}/runtime/webhooks/durabletask/instances/${id}?code=${world.masterKey}`;
      return ((await (await fetch(url)).json()) as { output: { outcome: string; tooLate?: unknown[] } })
        .output;
    },
    calls(pattern = /./) {
      const calls = world.tenant.log
        .filter(({ service }) => service !== 'identity')
        .map(({ method, route }) => `${method} ${route}`);
      return calls.filter((call) => pattern.test(call));
    },
    guests: () =>
      world.tenant.state.users.filter(({ userType }) => userType === 'Guest').map(({ mail }) => mail),
    leaks: (more?: Planted) => rosterSubscription.leaks(world, more),
    lies: () => judgeWorld(world, observed, options.unasked),
  });
  open.push(gastvrij);
  return gastvrij;
}

/** How many operations on the records changed something. */
function writesTo(storage: World['recordsStorage']): number {
  const { insert = 0, update = 0, delete: deleted = 0, transaction = 0 } = storage.operations();
  return insert + update + deleted + transaction;
}

/** What happened, for the moment a test fails. */
export const runSummaryOf = (world: World): string =>
  [
    ...logLines(world.tenant.log),
    ...world.tenant.faults.map((fault) => `FAULT ${fault}`),
    world.host().output(),
  ].join('\n');

afterAll(async () => {
  // With GASTVRIJ_STORY set, what every world of the file was asked and said, for whoever hunts a failure.
  if (process.env['GASTVRIJ_STORY'])
    for (const world of open) process.stderr.write(`${runSummaryOf(world)}\n`);
  const worlds = open.splice(0);
  const lies = (await Promise.all(worlds.map((world) => world.lies()))).flat();
  await Promise.all(worlds.map((world) => world.stop()));
  // Whatever else a scenario is about: nothing that opens something was written down.
  expect(worlds.flatMap((world) => world.leaks())).toEqual([]);
  expect(lies).toEqual([]);
});
