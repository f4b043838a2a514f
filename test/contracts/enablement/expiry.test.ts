import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import { extended, hasEnded } from '../../../src/domain/enablement/expiry';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { beginSweep } from '../../../src/functions/timers/sweep-report';
import { sweepExpiries } from '../../../src/functions/timers/sweep-expiries';
import type { Services } from '../../../src/composition/services';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import type { ExpiryStore } from '../../../src/store/enablements/expiry-store';
import { startAudits, type Audits } from '../../support/start/start-audits';

const HOUR = 3_600_000;
const CHANGE = { control: 'T-1', property: 'AllowGuestUser', before: false, after: true };

let world: Audits;
let count = 0;
beforeAll(async () => {
  world = await startAudits();
});

const now = (): number => world.tenant.clock.now();
const later = (ms: number): string => new Date(now() + ms).toISOString();

/** A run of a tenant of its own that is to stand for so long, and is over; it wrote one switch, or nothing. */
async function aFinishedRun(standsFor: number, wrote = true): Promise<{ id: string; tenantId: string }> {
  const { runs } = world;
  const tenantId = `33333333-0000-4000-8000-${String(++count).padStart(12, '0')}`;
  const id = `en-boxed${count}`;
  const asked = {
    tenantId,
    goal: 'guestAccess',
    requestedBy: 'Ada Admin',
    enableUntil: later(standsFor),
  };
  const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  const request = { ...parsed.request, callbackEvents: ['expiring' as const, 'ended' as const] };
  await runs.admit({ id, request, work: id, acceptedAt: later(0) });
  const notes = { started: later(0), ended: later(0), text: '', requestIds: [] };
  await runs.record(id, 0, { kind: 'accepted', ...notes, result: request });
  const change = { ...CHANGE, title: 'Guest access', document: 'teamsClientConfiguration' };
  await runs.record(id, 1, { kind: 'planned', ...notes, result: { plan: { changes: [change] } } });
  const result = wrote ? { kind: 'applied', written: [CHANGE] } : { kind: 'unchanged', written: [] };
  await runs.record(id, 2, { kind: 'applied', ...notes, result });
  await close(id, wrote ? 'succeeded' : 'declined');
  return { id, tenantId };
}

const close = async (id: string, outcome: RunOutcome['outcome']) =>
  world.runs.close(id, {
    sequence: (await world.runs.steps(id)).length,
    seen: 0,
    runOutcome: {
      outcome,
      summary: '',
      cleanUp: { removed: [], left: [] },
      finishedAt: later(0),
    },
  });

/** Sweeps the boxes of a tenant. @param through what happens on the way */
async function sweep(
  tenantId: string,
  through: { runs?: Partial<EnablementStore>; expiries?: Partial<ExpiryStore> } = {},
): Promise<void> {
  const services = {
    store: { ...world.runs, ...through.runs },
    expiries: { ...world.expiries, ...through.expiries },
    now: world.tenant.clientContext.now,
    newId: () => `en-back${++count}`,
  } as unknown as Services;
  const silent = () => undefined;
  const context = { log: silent, warn: silent, error: silent, debug: silent } as unknown as InvocationContext;
  const client = { startNew: silent } as unknown as DurableClient;
  const sweeping = beginSweep(services, client, context, 1);
  await sweepExpiries(sweeping, tenantId);
  expect(sweeping.failed()).toBe(0);
}

const boxOf = async ({ id, tenantId }: { id: string; tenantId: string }) => {
  const found = await world.expiries.find(tenantId, id);
  if (found === undefined) throw new Error(`${id} has no box.`);
  return found;
};

async function extend(run: { id: string; tenantId: string }, until: string): Promise<void> {
  const { box, etag } = await boxOf(run);
  expect(hasEnded(box)).toBe(false);
  const extension = { until, by: 'Ada Admin', reason: 'It goes on.', at: later(0) };
  expect(await world.expiries.put(run.tenantId, extended(box, extension), etag)).toBe('saved');
}

const undoRuns = async ({ id, tenantId }: { id: string; tenantId: string }) =>
  (await world.runs.openRuns(tenantId)).filter(({ request }) => request.undoes === id);
const letPass = (ms: number): void => void world.tenant.clock.advanceTo(now() + ms);

describe('an enablement that stands until a date', () => {
  it('is ended by a run that its box names before that is asked for', async () => {
    const run = await aFinishedRun(HOUR);
    letPass(2 * HOUR);
    let named: string | undefined;
    const admit: EnablementStore['admit'] = async (admission) => {
      named = (await boxOf(run)).box.endedBy;
      return world.runs.admit(admission);
    };
    await sweep(run.tenantId, { runs: { admit } });
    expect((await undoRuns(run)).map(({ id }) => id)).toEqual([named]);
    expect((await boxOf(run)).box.endedBy).toBe(named);
    await sweep(run.tenantId);
    expect(await undoRuns(run)).toHaveLength(1);
  });

  it('that somebody extends in the very moment it is to end stands until the later date, and ends on that', async () => {
    const run = await aFinishedRun(HOUR);
    letPass(2 * HOUR);
    const until = later(48 * HOUR);
    let isExtended = false;
    const put: ExpiryStore['put'] = async (...input) => {
      if (!isExtended) await extend(run, until);
      isExtended = true;
      return world.expiries.put(...input);
    };
    await sweep(run.tenantId, { expiries: { put } });
    expect(await undoRuns(run)).toEqual([]);
    expect((await boxOf(run)).box).toMatchObject({ until });
    letPass(49 * HOUR);
    await sweep(run.tenantId);
    expect(await undoRuns(run)).toHaveLength(1);
  });

  it('that was ended for an earlier date by a sweep of an older version ends on the later one, too', async () => {
    const run = await aFinishedRun(HOUR);
    letPass(2 * HOUR);
    const before = (await boxOf(run)).box;
    await sweep(run.tenantId);
    const [first] = await undoRuns(run);
    await close(first?.id ?? '', 'undone');
    // As if the run had been asked for and the box been extended before it was named there.
    const { etag } = await boxOf(run);
    await world.expiries.put(run.tenantId, { ...before, until: later(HOUR) }, etag);
    letPass(2 * HOUR);
    await sweep(run.tenantId);
    const [second] = await undoRuns(run);
    expect(second?.id).not.toBe(first?.id);
    expect((await boxOf(run)).box.endedBy).toBe(second?.id);
  });

  it('is ended once by a sweep that died after it named the run and before it asked for it', async () => {
    const run = await aFinishedRun(HOUR);
    letPass(2 * HOUR);
    const { box, etag } = await boxOf(run);
    await world.expiries.put(run.tenantId, { ...box, endedBy: 'en-named' }, etag);
    await sweep(run.tenantId);
    expect((await undoRuns(run)).map(({ id }) => id)).toEqual(['en-named']);
  });

  it('can still be extended while something else changes its tenant', async () => {
    const run = await aFinishedRun(HOUR);
    const { request } = (await world.runs.find(run.id)) ?? {};
    if (request === undefined) throw new Error('There is no run.');
    const { enableUntil: _, ...other } = request;
    await world.runs.admit({ id: `en-other${count}`, request: other, work: 'other', acceptedAt: later(0) });
    letPass(2 * HOUR);
    await sweep(run.tenantId);
    expect(await undoRuns(run)).toEqual([]);
    await extend(run, later(HOUR));
  });

  it('starts no run where nothing was written, and has ended all the same', async () => {
    const run = await aFinishedRun(HOUR, false);
    letPass(2 * HOUR);
    await sweep(run.tenantId);
    expect(await undoRuns(run)).toEqual([]);
    expect((await boxOf(run)).box).toMatchObject({ endedAt: later(0), endNoticeSentAt: later(0) });
    expect((await boxOf(run)).box.endedBy).toBeUndefined();
  });

  it('for less than a day is announced as soon as its run is over, and once', async () => {
    const run = await aFinishedRun(10 * HOUR);
    await sweep(run.tenantId);
    await sweep(run.tenantId);
    expect((await world.runs.deliveries(run.id)).map(({ kind }) => kind)).toEqual(['expiring']);
    expect((await boxOf(run)).box.noticeSentAt).toBe(later(0));
  });
});
