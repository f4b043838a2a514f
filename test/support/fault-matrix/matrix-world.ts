import type { SelectableCall } from '../../../local/tenant/faults/fault-injector';
import { startState } from '../../../local/tenant/tenant-state';
import { gatherRecords } from '../record-judge/gather-facts';
import { observeWrites } from '../record-judge/observe-writes';
import { judgeRecords } from '../record-judge/questions';
import type { TenantFacts } from '../record-judge/facts';
import { HOUR, MINUTE, startGastvrij } from '../start-gastvrij';
import { isWrite, targetsOf, type Cell, type Job, type Target } from './cells';
import { arm, GUEST, requestFor, resetTenant, settingsOf, theTenant } from './lane';

/** What became of a cell: nothing wrong, or what. */
export interface Judged {
  cell: Cell;
  struck: boolean;
  outcome: string | undefined;
  wrong: string[];
}

export interface MatrixWorld {
  /** The calls of a job and of its undo where nothing goes wrong. */
  record(job: Job): Promise<Target[]>;
  /** Runs so many cells side by side, each in a tenant of its own, from the request to its undo. */
  runRound(cells: readonly Cell[]): Promise<Judged[]>;
}

interface Lane {
  cell: Cell;
  n: number;
  struck: () => boolean;
  id?: string;
  outcome?: string;
  undo?: string;
}

/** One host that serves so many tenants, all off, and one virtual clock. */
export async function startMatrixWorld(lanes: number): Promise<MatrixWorld> {
  const gastvrij = await startGastvrij('already-on', {
    otherTenants: Array.from({ length: lanes }, (_, n) => theTenant(n)),
    settings: { REQUESTS_PER_MINUTE: '100000', SWEEP_SCHEDULE: '0 */30 * * * *' },
    unasked: {
      leftovers: 'tenants are furnished anew between the cells, which are judged one by one',
      conclusion: 'the same',
      unnamed: 'the same',
    },
  });
  const { conductor, clock } = gastvrij;
  const tenants = gastvrij.tenants.slice(1);
  const observed = tenants.map((tenant) => observeWrites(tenant, clock.now));
  for (const [n, tenant] of tenants.entries()) {
    const registration = {
      name: `Tenant ${n}`,
      testGuestEmail: GUEST,
      canaryGroupId: theTenant(n).teams[0]?.id,
    };
    const { status } = await gastvrij.put(`/tenants/${tenant.tenantId}`, registration);
    if (status !== 201) throw new Error(`Tenant ${n} was not registered: ${status}`);
  }

  /** Lets time pass until all of them are over; agrees to plans on the way. */
  async function finishAll(ids: (string | undefined)[]): Promise<void> {
    const open = ids.filter((id) => id !== undefined);
    const areOver = async (): Promise<boolean> => {
      while (open[0] !== undefined) {
        const { status } = await gastvrij.status(open[0]);
        if (status === 'waitingForApproval') await gastvrij.getGoing(open[0]);
        else if (status === 'finished') open.shift();
        else return false;
      }
      return true;
    };
    await conductor.runUntil(areOver, clock.now() + 30 * HOUR);
    await conductor.settle();
  }

  async function ask(lane: Lane): Promise<void> {
    const { tenantId } = tenants[lane.n]!;
    lane.id = await gastvrij.ask(requestFor(lane.cell.job, tenantId));
  }

  async function undo(lane: Lane): Promise<void> {
    if (lane.id === undefined) return;
    const answer = await gastvrij.post(`/enablements/${lane.id}/undo`, { requestedBy: 'Ada Admin' });
    // Where nothing was written there is nothing to undo.
    if (answer.status === 202) lane.undo = ((await answer.json()) as { id: string }).id;
  }

  async function begin(): Promise<string> {
    await conductor.advanceBy(10 * MINUTE);
    for (const [n, tenant] of tenants.entries()) {
      resetTenant(tenant, n);
      tenant.calm();
      tenant.faults.splice(0);
    }
    return new Date(clock.now()).toISOString();
  }

  /** What the records of a lane say, held against what was done in its tenant since the round began. */
  async function judge(lane: Lane, since: string): Promise<Judged> {
    const { cell, n, id, outcome, undo: way } = lane;
    const tenant = tenants[n]!;
    const ids = [id, way].filter((one) => one !== undefined);
    const all = observed[n]!();
    const facts: TenantFacts = {
      ...all,
      writes: all.writes.filter(({ at }) => at >= since),
      values: all.values.filter(({ at }) => at >= since),
    };
    const records = await gatherRecords(gastvrij.storage, ids);
    const wrong = judgeRecords({ tenants: [facts], ...records, live: [] });
    const { mayEnd: anywhere, readsMayEnd, somebody, fault } = cell.faultClass;
    const mayEnd = anywhere ?? (isWrite(cell) ? undefined : readsMayEnd);
    const wanted = mayEnd ?? ['succeeded'];
    if (outcome === undefined || !wanted.includes(outcome))
      wrong.push(`outcome: the run ended as ${outcome ?? 'not over'}`);
    const undone = way === undefined ? undefined : ((await gastvrij.status(way)).outcome ?? 'not over');
    const mayUndo = ['undone', ...(cell.phase === 'undo' ? (mayEnd ?? []) : [])];
    if (undone !== undefined && !mayUndo.includes(undone)) wrong.push(`outcome: the undo ended as ${undone}`);
    const isBack =
      JSON.stringify(settingsOf(tenant.state)) === JSON.stringify(settingsOf(startState(theTenant(n))));
    const { undoing } = records.runs.find(({ run }) => run.id === way)?.run.conclusion ?? {};
    const isNamed = [undoing?.byHand, undoing?.notPutBack].some((list = []) => list.length > 0);
    const mayDiffer = somebody !== undefined || undone === undefined || undone === 'failed' || isNamed;
    if (!isBack && !mayDiffer) wrong.push('left: the settings are not as they were');
    // A request that arrives twice, or late, writes what stands there; the network did that, not we.
    if (fault?.kind !== 'repeat' && fault?.kind !== 'late')
      wrong.push(...tenant.faults.map((text) => `Microsoft frowns: ${text}`));
    return { cell, struck: lane.struck(), outcome: [outcome, undone].join(', '), wrong };
  }

  /** @param onBegun instead of the faults of the cells */
  async function run(
    cells: readonly Cell[],
    onBegun?: () => void,
  ): Promise<{ since: string; running: Lane[] }> {
    const since = await begin();
    const running: Lane[] = cells.map((cell, n) => ({ cell, n, struck: () => false }));
    const armFor = (phase: Cell['phase']): void => {
      for (const lane of running)
        if (onBegun === undefined && lane.cell.phase === phase) {
          const cancel = () =>
            gastvrij.post(`/enablements/${(phase === 'run' ? lane.id : lane.undo) ?? 'none'}/cancel`, {
              by: 'Ada Admin',
            });
          lane.struck = arm(tenants[lane.n]!, lane.cell, cancel, clock.now);
        }
    };
    onBegun?.();
    armFor('run');
    await Promise.all(running.map(ask));
    await finishAll(running.map(({ id }) => id));
    for (const lane of running) {
      const { outcome } = await gastvrij.status(lane.id ?? '');
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
      const heard: { call: string; at: number }[] = [];
      const listen = (): void => {
        const isHit = ({ method, route }: SelectableCall): boolean => {
          heard.push({ call: `${method} ${route}`, at: clock.now() });
          return false;
        };
        tenants[0]?.injector.addWhere(isHit, { kind: 'reorder' });
      };
      const { running } = await run(
        [{ job, phase: 'run', call: '', nth: 1, faultClass: { name: 'none' } }],
        listen,
      );
      const [lane] = running;
      if (lane?.outcome !== 'succeeded' || lane.undo === undefined)
        throw new Error(`Without any fault the ${job} ends as ${lane?.outcome}.`);
      const undoBegan = Date.parse((await gastvrij.status(lane.undo)).acceptedAt);
      const calls = (isOf: (at: number) => boolean) =>
        heard.filter(({ at }) => isOf(at)).map(({ call }) => call);
      return [
        ...targetsOf(
          job,
          'run',
          calls((at) => at < undoBegan),
        ),
        ...targetsOf(
          job,
          'undo',
          calls((at) => at >= undoBegan),
        ),
      ];
    },
    async runRound(cells) {
      const { since, running } = await run(cells);
      const judged: Judged[] = [];
      for (const lane of running) judged.push(await judge(lane, since));
      return judged;
    },
  };
}
