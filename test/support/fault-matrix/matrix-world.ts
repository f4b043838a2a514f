import { documentAt, LAGGING_DOCUMENTS } from '../../../local/tenant/faults/lagging-documents';
import type { SelectableCall } from '../../../local/tenant/faults/fault-injector';
import { observeWrites } from '../record-judge/observe-writes';
import { HOUR, MINUTE, startGastvrij } from '../start/start-gastvrij';
import { targetsOf, type Cell, type Job, type Phase, type Target } from './cells';
import { judgeLane, type Judged, type Lane } from './judge-lane';
import { arm, GUEST, requestFor, resetTenant, theTenant, type Saying } from './lane';
import { storageSide } from './storage-side';

export interface MatrixWorld {
  /** The calls of a job and of its undo where nothing goes wrong. */
  record(job: Job): Promise<Target[]>;
  /** Runs so many cells side by side, each in a tenant of its own, from the request to its undo. */
  runRound(cells: readonly Cell[]): Promise<Judged[]>;
}

/** One host that serves so many tenants, all off, and one virtual clock. */
export async function startMatrixWorld(lanes: number): Promise<MatrixWorld> {
  const gastvrij = await startGastvrij('already-on', {
    otherTenants: Array.from({ length: lanes }, (_, n) => theTenant(n)),
    settings: { REQUESTS_PER_MINUTE: '100000', SWEEP_SCHEDULE: '0 */30 * * * *' },
    unasked: {
      leftovers: 'tenants are furnished anew between the cells, which are judged one by one',
      runOutcome: 'the same',
      unnamed: 'the same',
    },
  });
  const { conductor, clock } = gastvrij;
  const tenants = gastvrij.tenants.slice(1);
  const storage = storageSide(
    gastvrij.recordsStorage,
    tenants.map(({ tenantId }) => tenantId),
  );
  const observed = tenants.map((tenant) => observeWrites(tenant, clock.now));
  for (const [n, tenant] of tenants.entries()) {
    const tenantSettings = {
      name: `Tenant ${n}`,
      testGuestEmail: GUEST,
      canaryGroupId: theTenant(n).teams[0]?.id,
    };
    const { status } = await gastvrij.put(`/tenants/${tenant.tenantId}`, tenantSettings);
    if (status !== 201) throw new Error(`Tenant ${n} was not registered: ${status}`);
  }

  const statusOf = (id: string) => storage.looking(() => gastvrij.status(id));
  const isWaiting = async (id: string): Promise<boolean> =>
    (await statusOf(id)).status === 'waitingForApproval';

  /** Asks again, as callers do, where the storage is in trouble: with the same key. */
  async function insist(path: string, body: unknown, key: string): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const answer = await gastvrij.post(path, body, { 'idempotency-key': key });
      if (answer.status !== 503 || tries === 6) return answer;
    }
  }

  async function approve(id: string): Promise<void> {
    const { approval } = await statusOf(id);
    const decision = { decision: 'approve', by: 'Grace Approver', planHash: approval?.planHash };
    await insist(`/enablements/${id}/decision`, decision, `approve-${id}`);
  }

  /** Lets time pass until all of them are over; agrees to plans on the way. */
  async function finishAll(ids: (string | undefined)[]): Promise<void> {
    const open = ids.filter((id) => id !== undefined);
    await conductor.settle();
    for (const id of open) if (await isWaiting(id)) await approve(id);
    const areOver = async (): Promise<boolean> => {
      while (open[0] !== undefined) {
        const { status } = await statusOf(open[0]);
        if (status === 'waitingForApproval') {
          await approve(open[0]);
          await conductor.settle();
        } else if (status === 'finished') open.shift();
        else return false;
      }
      return true;
    };
    await conductor.runUntil(areOver, clock.now() + 30 * HOUR);
    await conductor.settle();
  }

  let rounds = 0;
  async function ask(lane: Lane): Promise<void> {
    const { tenantId } = tenants[lane.n]!;
    const until = lane.cell.faultClass.somebody?.does === 'extends' && inDays(20);
    const request = { ...requestFor(lane.cell.job, tenantId), ...(until && { enableUntil: until }) };
    const answer = await insist('/enablements', request, `ask-${rounds}-${lane.n}`);
    if (answer.status === 202) lane.id = ((await answer.json()) as { id: string }).id;
  }

  async function undo(lane: Lane): Promise<void> {
    if (lane.id === undefined) return;
    const path = `/enablements/${lane.id}/undo`;
    const answer = await insist(path, { requestedBy: 'Ada Admin' }, `undo-${lane.id}`);
    // Where nothing was written there is nothing to undo.
    if (answer.status === 202) lane.undo = ((await answer.json()) as { id: string }).id;
  }

  const inDays = (days: number): string => new Date(clock.now() + days * 24 * HOUR).toISOString();

  /** What somebody says to the run that is under way in a lane; that it is refused is right more often than not. */
  async function say(lane: Lane, phase: Phase, what: Saying): Promise<void> {
    const id = phase === 'run' ? lane.id : lane.undo;
    if (id === undefined) return;
    if (what === 'cancels') await gastvrij.post(`/enablements/${id}/cancel`, { by: 'Ada Admin' });
    if (what === 'approves') await approve(id);
    const later = { by: 'Grace Approver', reason: 'Wanted for longer.', until: inDays(40) };
    if (what === 'extends') await gastvrij.post(`/enablements/${lane.id}/extend`, later);
  }

  async function begin(): Promise<string> {
    await conductor.advanceBy(10 * MINUTE);
    rounds++;
    storage.calm();
    for (const [n, tenant] of tenants.entries()) {
      resetTenant(tenant, n);
      tenant.calm();
      tenant.faults.splice(0);
      for (const document of LAGGING_DOCUMENTS) tenant.lag(document, 0);
    }
    return new Date(clock.now()).toISOString();
  }

  /** @param onBegun instead of the faults of the cells */
  async function run(
    cells: readonly Cell[],
    onBegun?: () => void,
  ): Promise<{ since: string; running: Lane[] }> {
    const since = await begin();
    const running: Lane[] = cells.map((cell, n) => ({ cell, n, struck: () => false }));
    const armFor = (phase: Phase): void => {
      for (const lane of running) {
        if (onBegun !== undefined || lane.cell.phase !== phase) continue;
        const [n, tenant] = [lane.n, tenants[lane.n]!];
        const words = (what: Saying) => say(lane, phase, what);
        lane.struck = arm(lane.cell, { n, tenant, say: words, now: clock.now, storage });
      }
    };
    onBegun?.();
    armFor('run');
    await Promise.all(running.map(ask));
    await finishAll(running.map(({ id }) => id));
    for (const lane of running) {
      const { outcome } = await statusOf(lane.id ?? '');
      if (outcome) lane.outcome = outcome;
    }
    await conductor.advanceBy(10 * MINUTE);
    armFor('undo');
    await Promise.all(running.map(undo));
    await finishAll(running.map((lane) => lane.undo));
    await conductor.advanceBy(2 * MINUTE);
    return { since, running };
  }

  return {
    async record(job) {
      const microsoft: Heard[] = [];
      const records: Heard[] = [];
      const hear = (list: Heard[]) => (call: string) => void list.push({ call, at: clock.now() });
      let stopListening = (): void => undefined;
      const listen = (): void => {
        const isHit = ({ method, route }: SelectableCall): boolean => {
          hear(microsoft)(`${method} ${route}`);
          return false;
        };
        tenants[0]?.injector.addWhere(isHit, { kind: 'reorder' });
        stopListening = storage.listen(0, hear(records));
      };
      const nothing = { name: 'none', realm: 'microsoft' } as const;
      const cell: Cell = { realm: 'microsoft', job, phase: 'run', call: '', nth: 1, faultClass: nothing };
      const { running } = await run([cell], listen);
      stopListening();
      const [lane] = running;
      if (lane?.outcome !== 'succeeded' || lane.undo === undefined)
        throw new Error(`Without any fault the ${job} ends as ${lane?.outcome}.`);
      const undoBegan = Date.parse((await statusOf(lane.undo)).acceptedAt);
      const callsOf = (received: Heard[], phase: Phase): string[] =>
        received.filter(({ at }) => at < undoBegan === (phase === 'run')).map(({ call }) => call);
      return (['run', 'undo'] as const).flatMap((phase) => [
        ...targetsOf('microsoft', job, phase, callsOf(microsoft, phase)),
        ...targetsOf('storage', job, phase, callsOf(records, phase)),
        ...targetsOf('document', job, phase, writtenDocuments(microsoft)),
      ]);
    },
    async runRound(cells) {
      const { since, running } = await run(cells);
      const judged: Judged[] = [];
      for (const lane of running) {
        const [tenant, observe] = [tenants[lane.n]!, observed[lane.n]!];
        judged.push(await judgeLane(lane, since, tenant, observe(), gastvrij.storage, statusOf));
      }
      return judged;
    },
  };
}

interface Heard {
  call: string;
  at: number;
}

/** Those that were written: of the others no reading is older than a write. */
const writtenDocuments = (received: readonly Heard[]): string[] => [
  ...new Set(
    received
      .filter(({ call }) => !call.startsWith('GET '))
      .flatMap(({ call }) => documentAt(call.slice(call.indexOf(' ') + 1)) ?? []),
  ),
];
