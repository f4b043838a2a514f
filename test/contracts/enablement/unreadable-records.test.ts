import { randomUUID } from 'node:crypto';
import { odata, TableTransaction, type TableEntity } from '@azure/data-tables';
import type { PlannedResult } from '../../../src/domain/enablement/decision';
import type { Enablement } from '../../../src/domain/enablement/enablement';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import { startProof } from '../../../src/domain/proof/proof';
import {
  finishedCountKey,
  leaseKey,
  listedKey,
  openKey,
  runKey,
  expiryKey,
} from '../../../src/store/tables/keys';
import { openTables } from '../../../src/store/tables/tables';
import { recover } from '../../support/recover';
import { DAY, startCleanup } from '../../support/start/start-cleanup';
import { newStorage } from '../../support/storage';

type Row = Record<string, unknown>;
type TestWorld = Awaited<ReturnType<typeof startCleanup>>;

const storage = newStorage();
const tables = openTables({ connectionString: storage });
let testWorld: TestWorld;
let pattern: Enablement;
let rows: Row[];

/** One run that did all a run does, and then lost its orchestration: every case is about a copy of its records. */
beforeAll(async () => {
  const closed = { settings: { allowGuestUser: false, allowInvitesFrom: 'none' }, flapMinutes: 0 };
  testWorld = await startCleanup(closed, storage);
  const { activities, runs, tenant } = testWorld;
  const now = (): number => tenant.clock.now();
  const next = (id: string): Promise<number> => activities.countSteps({ id });
  const enableUntil = new Date(now() + 30 * DAY).toISOString();
  const id = await testWorld.admit({ enableUntil });
  await activities.inspect({ id, sequence: 1, now: now() });
  const { documents } = await activities.planChanges({ id, sequence: 2, now: now() });
  const plan = (await runs.findStep(id, 2))?.result as PlannedResult;
  const said = { by: 'Grace Approver', at: new Date(now()).toISOString() };
  await runs.sendCommand(id, { kind: 'approve', ...said, subject: plan.plan.hash });
  await activities.checkDecision({ id, sequence: 3, seen: 0, expiresAt: now() + DAY, now: now() });
  for (const document of documents)
    await activities.applyDocument({ id, sequence: await next(id), document, now: now(), isUndo: false });
  const proof = startProof(3, now(), 24, now());
  await activities.checkProof({ id, sequence: await next(id), seen: 0, proof, now: now() });
  await runs.sendCommand(id, { kind: 'probe', ...said });
  await runs.noteJoin(id, { ...said, by: 'Eve Requester' });
  pattern = (await runs.find(id)) as Enablement;
  rows = [];
  const filter = odata`PartitionKey eq ${id}`;
  for await (const { etag: _, timestamp: __, ...row } of tables.runs.listEntities({
    queryOptions: { filter },
  }))
    rows.push(row);
});

/** A tenant of its own with a copy of the run. */
async function aCopy(more: Partial<EnablementRequest> = {}): Promise<{ id: string; tenantId: string }> {
  const [id, tenantId] = [`en-${randomUUID()}`, randomUUID()];
  const { acceptedAt } = pattern;
  const request = { ...pattern.request, tenantId, ...more };
  const admitted = await testWorld.runs.admit({ id, request, work: id, acceptedAt });
  expect(admitted).toEqual({ kind: 'admitted' });
  const copied = new TableTransaction();
  for (const row of rows)
    copied.upsertEntity(
      {
        ...row,
        partitionKey: id,
        ...(row['rowKey'] === 'run' && { tenantId, request: JSON.stringify(request) }),
      } as TableEntity,
      'Replace',
    );
  await tables.runs.submitTransaction(copied.actions);
  return { id, tenantId };
}

const ofRun =
  (prefix: string, nth = 0) =>
  (id: string) => {
    const { rowKey = '' } = rows.filter((row) => String(row['rowKey']).startsWith(prefix))[nth] ?? {};
    return { table: tables.runs, key: { partitionKey: id, rowKey: String(rowKey) } };
  };

/** Rows that hold JSON, and the property in which it stands. */
const VALUES: Record<
  string,
  [(id: string, tenantId: string) => ReturnType<ReturnType<typeof ofRun>>, string]
> = {
  'its own row': [(id) => ({ table: tables.runs, key: runKey(id) }), 'request'],
  'its row among the open runs': [
    (id, tenantId) => ({ table: tables.tenants, key: openKey(tenantId, id) }),
    'request',
  ],
  'its date': [(id, tenantId) => ({ table: tables.tenants, key: expiryKey(tenantId, id) }), 'json'],
  'the step of what was asked': [ofRun('step!', 0), 'json'],
  'the step of the inspection': [ofRun('step!', 1), 'json'],
  'the step of the plan': [ofRun('step!', 2), 'json'],
  'the step of a decision': [ofRun('step!', 3), 'json'],
  'the step of a change': [ofRun('step!', 4), 'json'],
  'the step of a try': [ofRun('step!', 6), 'json'],
  'what it was about to write': [ofRun('begun!'), 'properties'],
  'what it was told': [ofRun('command!'), 'json'],
  'a call about its guest': [ofRun('guest!', 0), 'json'],
  'the answer to a call about its guest': [ofRun('guest!', 1), 'json'],
};

const SPOILED: Record<string, (row: Row, name: string) => void> = {
  'is no JSON': (row, name) => (row[name] = '{"kind":'),
  'lacks a column': (row, name) => delete row[name],
  'lacks a piece': (row, name) => (row[name] = 'brotli:2'),
  'is of an unknown kind and version': (row, name) => (row[name] = '{"kind":"danced","version":9}'),
};

const CASES = Object.keys(VALUES).flatMap((row) =>
  Object.keys(SPOILED).map((how): [string, string] => [row, how]),
);

async function spoil(
  { table, key }: ReturnType<ReturnType<typeof ofRun>>,
  how: (row: Row) => void,
): Promise<void> {
  const { etag: _, timestamp: __, ...row } = await table.getEntity<Row>(key.partitionKey, key.rowKey);
  how(row);
  await table.updateEntity(row as TableEntity, 'Replace');
}

/** One sweep later the run is over and its tenant free. */
async function expectEnd({ id, tenantId }: { id: string; tenantId: string }): Promise<Enablement> {
  const { runs: store, activities, tenant } = testWorld;
  await recover({ store, activities, clock: tenant.clock }, tenantId);
  const run = await store.readingOn().store.find(id);
  expect(run?.closedAt).toBeDefined();
  expect(await store.hasOpenRuns(tenantId)).toBe(false);
  const next = { id: `en-${randomUUID()}`, request: { ...pattern.request, tenantId }, work: 'next' };
  expect(await store.admit({ ...next, acceptedAt: pattern.acceptedAt })).toEqual({ kind: 'admitted' });
  return run as Enablement;
}

describe('a run of which nobody can read', () => {
  it.each(CASES)('%s, which %s, is ended by one sweep, and says what it did not read', async (row, how) => {
    const copy = await aCopy();
    const [place, name] = VALUES[row] ?? [];
    await spoil(place?.(copy.id, copy.tenantId) as never, (one) => SPOILED[how]?.(one, name ?? ''));
    const { runOutcome } = await expectEnd(copy);
    expect(runOutcome?.outcome).toBe('failed');
    // What is written elsewhere too is not lost; and of its date nothing was needed.
    const isSaid = !['its row among the open runs', 'its date'].includes(row);
    expect(runOutcome?.summary.includes('Not every record of the run could be read')).toBe(isSaid);
    if (isSaid) expect(runOutcome?.summary).not.toContain('No setting was changed');
  });
});

describe('a run is ended by one sweep, and its tenant is free,', () => {
  it.each<[string, string]>([
    ['who asked it', 'tenantId'],
    ['when it was accepted', 'acceptedAt'],
    ['how often it was told something', 'commandCount'],
  ])('where its own row does not say %s', async (_, column) => {
    const copy = await aCopy();
    await spoil({ table: tables.runs, key: runKey(copy.id) }, (row) => delete row[column]);
    expect(await expectEnd(copy)).toMatchObject({
      tenantId: copy.tenantId,
      acceptedAt: pattern.acceptedAt,
      commands: pattern.commands,
      rewritten: [column],
    });
  });

  it.each(['id', 'work'])('where its lease does not say its %s', async (column) => {
    const copy = await aCopy();
    await spoil({ table: tables.tenants, key: leaseKey(copy.tenantId) }, (row) => delete row[column]);
    await expectEnd(copy);
  });

  it('where it is missing from the list of runs, which then has it', async () => {
    const copy = await aCopy();
    const { partitionKey, rowKey } = listedKey(copy.tenantId, pattern.acceptedAt, copy.id);
    await tables.tenants.deleteEntity(partitionKey, rowKey);
    await expectEnd(copy);
    const { items } = await testWorld.runs.list(copy.tenantId, { size: 9, isFinished: true });
    expect(items).toMatchObject([{ id: copy.id, outcome: 'failed', requestedBy: 'Ada Admin' }]);
  });

  it('where the count of ended runs is spoiled: it is counted anew, and no number is given twice', async () => {
    const copy = await aCopy();
    await expectEnd(copy);
    const [next] = await testWorld.runs.openRuns(copy.tenantId);
    const place = { table: tables.tenants, key: finishedCountKey(copy.tenantId) };
    await spoil(place, (row) => (row['count'] = 'some'));
    await expectEnd({ ...copy, id: next?.id ?? '' });
    const finished = await testWorld.runs.finished(copy.tenantId, { after: 0, size: 9 });
    expect(finished).toEqual({ ids: [copy.id, next?.id], last: 2 });
  });

  it('where no row says what was asked: nothing is begun of it', async () => {
    const copy = await aCopy();
    await spoil({ table: tables.runs, key: runKey(copy.id) }, (row) => delete row['request']);
    await spoil(
      { table: tables.tenants, key: openKey(copy.tenantId, copy.id) },
      (row) => delete row['request'],
    );
    await spoil(ofRun('step!', 0)(copy.id), (row) => delete row['json']);
    expect(await testWorld.runs.openRuns(copy.tenantId)).toMatchObject([{ id: copy.id, isUnknown: true }]);
    const { request, runOutcome } = await expectEnd(copy);
    expect(request.requestedBy).toBe('unknown (the request could not be read)');
    expect(runOutcome?.summary).toContain("step 0; the run's own row: request");
  });

  it('where the crash came between its end and the freeing, and nobody can read how it ended', async () => {
    const copy = await aCopy();
    const { runs, activities } = testWorld;
    const runEnd = { kind: 'cancelled' as const, by: 'Ada Admin' };
    const cleanUp = { removed: [], left: [] };
    const open = await tables.tenants.getEntity<Row>(copy.tenantId, openKey(copy.tenantId, copy.id).rowKey);
    await activities.closeRun({ id: copy.id, sequence: 7, seen: 0, runEnd, cleanUp });
    await tables.tenants.createEntity(open as TableEntity);
    await spoil({ table: tables.runs, key: runKey(copy.id) }, (row) => (row['runOutcome'] = '{'));
    const run = await expectEnd(copy);
    expect([run.runOutcome?.outcome, run.rewritten]).toEqual(['cancelled', ['runOutcome']]);
    expect((await runs.steps(copy.id)).at(-1)?.result).toEqual(run.runOutcome);
  });
});

describe('a run whose row has no room left', () => {
  it('for its end has no more steps after twenty sweeps than after one, and ends once there is room', async () => {
    const { activities, tenant, runs: store } = testWorld;
    const copy = await aCopy({ undoOnFailure: true });
    const place = { table: tables.runs, key: runKey(copy.id) };
    await spoil(ofRun('step!', 5)(copy.id), (row) => (row['json'] = '{'));
    // A row has 252 properties: one more is taken, and no three more.
    const names = (row: Row): string[] =>
      Array.from({ length: 250 - Object.keys(row).length + 2 }, (_, n) => `filler${n}`);
    await spoil(place, (row) => names(row).forEach((name) => (row[name] = 1)));
    const sweep = () => recover({ store, activities, clock: tenant.clock }, copy.tenantId);
    const counts: number[] = [];
    for (let sweeps = 0; sweeps < 20; sweeps++) {
      await expect(sweep()).rejects.toThrow('properties');
      const { steps, unreadable } = await store.legibleSteps(copy.id);
      counts.push(steps.length + unreadable.length);
    }
    expect(new Set(counts)).toEqual(new Set([counts[0]]));
    await spoil(place, (row) => names({}).forEach((name) => delete row[name]));
    await expectEnd(copy);
  });

  it('for much to say is closed in the shortest words, which say that they are', async () => {
    const { activities, runs } = testWorld;
    const { id, tenantId } = await aCopy();
    const { sequence } = await activities.takeOver({ id });
    await spoil({ table: tables.runs, key: runKey(id) }, (row) => Object.assign(row, fillerFor(row, 2_500)));
    const cleanUp = {
      removed: [],
      left: Array.from({ length: 20 }, (_, n) => `guest ${n} ${'x'.repeat(400)}`),
    };
    const runEnd = { kind: 'cancelled' as const, by: 'Ada Admin' };
    await activities.closeRun({ id, sequence, seen: 0, runEnd, cleanUp, takesOver: true });
    expect((await runs.find(id))?.runOutcome).toMatchObject({
      outcome: 'cancelled',
      summary: expect.stringContaining('The record could not hold more') as string,
      cleanUp: { removed: [], left: [expect.stringContaining('what the steps say was left')] },
    });
    expect(await runs.hasOpenRuns(tenantId)).toBe(false);
  });
});

/** What fills a row up to so many bytes, as the service counts. */
function fillerFor(row: Row, bytesLeft: number): Record<string, string> {
  const sizeOf = (all: Row): number =>
    Object.entries(all).reduce(
      (sum, [name, value]) => sum + 12 + 2 * name.length + (typeof value === 'string' ? 2 * value.length : 4),
      0,
    );
  const filler: Record<string, string> = {};
  for (let n = 0; n < 17; n++) {
    const room = 1_048_576 - bytesLeft - 4 - sizeOf({ ...row, ...filler }) - 40;
    filler[`filler${n}`] = 'x'.repeat(Math.max(0, Math.min(32_000, Math.floor(room / 2))));
  }
  return filler;
}
