import { randomUUID } from 'node:crypto';
import { startStorageProxy, type StorageProxy } from '../../../local/storage/storage-proxy';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import type { CommandKind } from '../../../src/domain/enablement/enablement';
import { type EnablementRequest } from '../../../src/domain/enablement/request';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { findBreak } from '../../../src/store/evidence/hash-chain';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { openTables } from '../../../src/store/tables/tables';
import { newBareStorage } from '../../support/storage';

const AT = '2026-03-02T08:00:00.000Z';
let storage: StorageProxy;
let store: EnablementStore;
beforeAll(async () => {
  storage = await startStorageProxy(newBareStorage());
  store = tableEnablementStore(openTables({ connectionString: storage.connectionString }));
});
afterAll(() => storage.stop());

const step = { started: AT, ended: AT, text: '', result: {}, requestIds: [] };
const concluded = (outcome: RunOutcome['outcome'] = 'succeeded'): RunOutcome => ({
  outcome,
  summary: outcome,
  cleanUp: { removed: [], left: [] },
  finishedAt: AT,
});

const end = (outcome?: RunOutcome['outcome'], more: { sequence?: number; takesOver?: boolean } = {}) => ({
  sequence: 1,
  seen: 0,
  runOutcome: concluded(outcome),
  ...more,
});

function requestFor(tenantId: string, more: Record<string, unknown> = {}): EnablementRequest {
  const asked = { tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin', ...more };
  const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  return parsed.request;
}

/** A run under way, in a tenant of its own. */
async function aRun(tenantId: string = randomUUID(), more: Record<string, unknown> = {}): Promise<string> {
  const id = `en-${randomUUID()}`;
  const request = requestFor(tenantId, more);
  expect(await store.admit({ id, request, work: id, acceptedAt: AT })).toEqual({ kind: 'admitted' });
  await store.record(id, 0, { kind: 'accepted', ...step });
  return id;
}

const kindsOf = async (id: string): Promise<string[]> => (await store.steps(id)).map(({ kind }) => kind);

describe('what a run is told', () => {
  const sendCommand = (
    id: string,
    kind: CommandKind,
    more: { comment?: string; subject?: string } = {},
    received = 0,
  ) => store.sendCommand(id, { kind, at: AT, by: 'Grace', ...more }, received);

  it('is kept in the order it was said in, however long it is', async () => {
    const id = await aRun();
    const comment = 'x'.repeat(20_000);
    for (let received = 0; received < 10; received++)
      expect(await sendCommand(id, 'probe', { comment }, received)).toEqual({
        kind: 'commandReceived',
        sequence: received + 1,
      });
    const { commands = [] } = (await store.find(id)) ?? {};
    expect(commands.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(commands.every((one) => one.comment === comment)).toBe(true);
  });

  it('is one try at a time: a second that is asked for before the first is made is the same', async () => {
    const id = await aRun();
    expect(await sendCommand(id, 'probe')).toEqual({ kind: 'commandReceived', sequence: 1 });
    expect(await sendCommand(id, 'probe')).toEqual({ kind: 'commandReceived', sequence: 1 });
    expect(await sendCommand(id, 'probe', {}, 1)).toEqual({ kind: 'commandReceived', sequence: 2 });
  });

  it('gets a number each when all is said at once, and loses nothing', async () => {
    const id = await aRun();
    const subjects = Array.from({ length: 8 }, (_, n) => `membership ${n}`);
    const notes = await Promise.all(subjects.map((subject) => sendCommand(id, 'guestSeen', { subject })));
    const numbers = notes.map((one) => (one.kind === 'commandReceived' ? one.sequence : 0));
    expect([...numbers].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const { commands = [] } = (await store.find(id)) ?? {};
    for (const { sequence, subject } of commands) expect(subject).toBe(subjects[numbers.indexOf(sequence)]);
  });

  it('always includes that it be stopped, whatever else it was told, and how often', async () => {
    const id = await aRun();
    let received = 0;
    for (
      let notes = await sendCommand(id, 'probe');
      notes.kind === 'commandReceived';
      notes = await sendCommand(id, 'probe', {}, received)
    )
      received = notes.sequence;
    expect(received).toBe(100);
    expect(await sendCommand(id, 'probe', {}, received)).toEqual({ kind: 'tooMany' });
    const comment = 'No. '.repeat(4_000);
    expect(await sendCommand(id, 'decline', { subject: 'a plan', comment })).toEqual({
      kind: 'commandReceived',
      sequence: 101,
    });
    expect(await sendCommand(id, 'cancel')).toEqual({ kind: 'commandReceived', sequence: 102 });
    for (let n = 0; n < 3; n++)
      expect(await sendCommand(id, 'cancel')).toEqual({ kind: 'commandReceived', sequence: 102 });
  });
});

describe('whoever asks for the same as a run under way', () => {
  const asks = (tenantId: string, by: string, key?: string) =>
    store.admit({
      id: `en-${randomUUID()}`,
      request: { ...requestFor(tenantId), requestedBy: by },
      work: tenantId,
      acceptedAt: AT,
      ...(key && { idempotency: { key, fingerprint: by } }),
    });

  it('is noted before anything says that he joined: a crash in between, and his key tells of a run he is known in', async () => {
    const tenantId = randomUUID();
    await asks(tenantId, 'Ada');
    storage.addFault({ effect: { kind: 'refused', status: 403 }, on: 'transaction' });
    await expect(asks(tenantId, 'Bob', 'k')).rejects.toMatchObject({ statusCode: 403 });
    const [run] = await store.openRuns(tenantId);
    expect((await store.joins(run?.id ?? '')).map(({ by }) => by)).toEqual(['Bob']);
    expect(await asks(tenantId, 'Bob', 'k')).toEqual({ kind: 'joined', id: run?.id });
    expect(await asks(tenantId, 'Bob', 'k')).toEqual({ kind: 'replayed', id: run?.id });
    expect(await store.joins(run?.id ?? '')).toHaveLength(1);
  });

  it('does not join where too many did: whoever is not noted could agree to what he asked for', async () => {
    const tenantId = randomUUID();
    await asks(tenantId, 'Ada');
    const [run] = await store.openRuns(tenantId);
    const id = run?.id ?? '';
    for (let n = 0; n < 100; n++) expect(await asks(tenantId, `Person ${n}`)).toEqual({ kind: 'joined', id });
    expect(await asks(tenantId, 'One more')).toEqual({ kind: 'occupied', by: id });
    expect(await asks(tenantId, 'Person 7')).toEqual({ kind: 'joined', id });
  });
});

describe('the end of a run', () => {
  it('comes once, whoever else ends it at the same moment', async () => {
    const id = await aRun();
    const ended = await Promise.all(
      (['succeeded', 'failed', 'cancelled'] as const).map((outcome) => store.close(id, end(outcome))),
    );
    const { runOutcome } = (await store.find(id)) ?? {};
    expect(ended.map((one) => one.kind === 'closed' && one.runOutcome)).toEqual(
      Array.from({ length: 3 }, () => runOutcome),
    );
    const steps = await store.steps(id);
    expect(await kindsOf(id)).toEqual(['accepted', 'finished']);
    expect(steps.at(-1)?.result).toEqual(runOutcome);
    expect(findBreak(steps)).toBeUndefined();
  });

  it('takes the next number where somebody recorded something under its own', async () => {
    const id = await aRun();
    await store.record(id, 1, { kind: 'probed', ...step });
    await store.close(id, end());
    expect(await kindsOf(id)).toEqual(['accepted', 'probed', 'finished']);
    expect(findBreak(await store.steps(id))).toBeUndefined();
  });

  it('is left to whoever took the run over', async () => {
    const id = await aRun();
    expect(await store.takeOver(id, AT)).toBe('taken');
    expect(await store.takeOver(id, AT)).toBe('taken');
    expect(await store.close(id, end())).toEqual({ kind: 'takenOver' });
    expect((await store.find(id))?.closedAt).toBeUndefined();
    expect(await store.close(id, end('failed', { takesOver: true }))).toMatchObject({ kind: 'closed' });
    expect(await store.takeOver(id, AT)).toBe('closed');
  });

  it('names what it was told and did not act on', async () => {
    const id = await aRun();
    await store.sendCommand(id, { kind: 'cancel', at: AT, by: 'Grace' });
    expect(await store.close(id, end())).toMatchObject({ tooLate: [{ kind: 'cancel', by: 'Grace' }] });
    expect(await store.sendCommand(id, { kind: 'cancel', at: AT, by: 'Grace' })).toEqual({ kind: 'closed' });
  });

  it('of a dry run leaves the tenant with the run that changes it', async () => {
    const tenantId = randomUUID();
    const id = await aRun(tenantId);
    await store.close(await aRun(tenantId, { dryRun: true }), end('planned'));
    const another = { id: 'en-another', work: 'another', acceptedAt: AT };
    const request = requestFor(tenantId, { profile: 'selfService' });
    expect(await store.admit({ ...another, request })).toEqual({ kind: 'occupied', by: id });
    await store.close(id, end());
    expect(await store.admit({ ...another, request })).toEqual({ kind: 'admitted' });
  });
});
