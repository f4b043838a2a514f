import { randomUUID } from 'node:crypto';
import { startStorageProxy, type StorageProxy } from '../../../local/storage/storage-proxy';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { tableMessageMemory } from '../../../src/store/messages/table-received-messages';
import { tableTenantStore } from '../../../src/store/tenants/table-tenant-store';
import { openTables, type Tables } from '../../../src/store/tables/tables';
import { newBareStorage } from '../../support/storage';

const AT = '2026-03-02T08:00:00.000Z';
let storage: StorageProxy;
let tables: Tables;
let store: EnablementStore;
beforeAll(async () => {
  storage = await startStorageProxy(newBareStorage());
  tables = openTables({ connectionString: storage.connectionString });
  store = tableEnablementStore(tables);
  await tables.ready();
});
afterAll(() => storage.stop());

/** An admission of a request, in a tenant of its own. */
const anAdmission = (more: Partial<EnablementRequest> = {}) => {
  const request = { tenantId: randomUUID(), goal: 'guestAccess', requestedBy: 'Ada Admin', ...more };
  return {
    id: `en-${randomUUID()}`,
    request: request as unknown as EnablementRequest,
    work: 'the work',
    acceptedAt: AT,
  };
};

/** Does what writes once: it is done, and the storage says that it failed, so that the client of the tables tries again. */
async function answeredLate<T>(row: RegExp, work: () => Promise<T>): Promise<T> {
  const on = ['insert', 'update', 'transaction'] as const;
  const fault = storage.addFault({ effect: { kind: 'doneButFailed' }, on, row });
  try {
    return await work();
  } finally {
    expect(fault.hits()).toBe(1);
    fault.remove();
  }
}

describe('what the storage did, and said that it had not', () => {
  const key = { key: 'k', fingerprint: 'f' };
  it.each([
    ['a request', anAdmission()],
    ['a dry run', anAdmission({ dryRun: true })],
    ['a request with a key', { ...anAdmission(), idempotency: key }],
  ])('is, for %s, an admission of its own: it is begun, and nobody joins it', async (_, admission) => {
    expect(await answeredLate(/open!/, () => store.admit(admission))).toEqual({ kind: 'admitted' });
    expect(await store.find(admission.id)).toMatchObject({ id: admission.id, acceptedAt: AT });
  });

  it('is a decision of whoever decides, and not one that somebody made before', async () => {
    const admission = anAdmission();
    const { id } = admission;
    await store.admit(admission);
    const said = { kind: 'approve', by: 'Grace', byId: 'person:t/grace', subject: 'hash', at: AT } as const;
    const notes = await answeredLate(/command!/, () => store.sendCommand(id, said));
    expect(notes).toEqual({ kind: 'commandReceived', sequence: 1 });
    for (const other of [
      { ...said, at: '2026-03-02T08:00:01.000Z' },
      { ...said, kind: 'decline' as const },
      { ...said, byId: 'person:t/joe' },
    ])
      expect(await store.sendCommand(id, other)).toEqual({ kind: 'decided', by: 'Grace' });
    expect((await store.find(id))?.commands).toHaveLength(1);
  });

  it('is a confirmation of whoever confirms', async () => {
    const admission = anAdmission();
    const { id } = admission;
    await store.admit(admission);
    const runOutcome = {
      outcome: 'succeeded',
      summary: 'Done.',
      cleanUp: { removed: [], left: [] },
      finishedAt: AT,
      partnerTest: { text: 'Send a message.' },
    } as never;
    await store.close(id, { sequence: 0, seen: 0, runOutcome });
    const said = { by: 'Ada', byId: 'person:t/ada', at: AT };
    const confirmed = await answeredLate(/\/run$/, () => store.confirm(id, said));
    expect(confirmed).toEqual({ kind: 'confirmed' });
    expect(await store.confirm(id, { ...said, by: 'Grace' })).toEqual({ kind: 'earlier', by: 'Ada' });
  });

  it('is a message that was not taken before: what a client signs, a cancel too, is acted on', async () => {
    const memory = tableMessageMemory(tables, randomUUID());
    const message = { client: 'servicenow', id: 'msg_1' };
    const remember = () => memory.remember(message, 'POST /api/enablements', new Date(AT));
    expect(await answeredLate(/message!/, remember)).toBe('new');
    expect(await remember()).toBe('known');
    await answeredLate(/message!/, () => memory.release(message));
    expect(await answeredLate(/message!/, remember)).toBe('new');
    expect(await remember()).toBe('known');
  });

  it('frees a message once: who took it anew meanwhile keeps it', async () => {
    const memory = tableMessageMemory(tables, randomUUID());
    const message = { client: 'servicenow', id: 'msg_2' };
    const remember = () => memory.remember(message, 'POST /api/enablements', new Date(AT));
    expect(await remember()).toBe('new');
    const fault = storage.addFault({ effect: { kind: 'doneButFailed' }, on: 'update', row: /message!/ });
    const released = memory.release(message);
    // Between the first try, which was done, and the second, for which the client of the tables waits a while.
    while (fault.hits() === 0) await new Promise(setImmediate);
    while ((await remember()) !== 'new');
    await released;
    expect(await remember()).toBe('known');
  });

  it.each([
    ['first', undefined],
    ['later', 'a version'],
  ])('is a %s registration, saved', async (_, version) => {
    const tenantRecords = tableTenantStore(tables);
    const tenantId = randomUUID();
    const [old, now] = [{ testGuestEmail: 'a@b.example' }, { testGuestEmail: 'c@d.example' }];
    const earlier = version && (await tenantRecords.put(tenantId, old));
    const etag = earlier && earlier.kind === 'saved' ? earlier.etag : undefined;
    const saved = await answeredLate(new RegExp(tenantId), () => tenantRecords.put(tenantId, now, etag));
    expect(saved).toEqual({ kind: 'saved', etag: (await tenantRecords.find(tenantId))?.etag });
    expect(await tenantRecords.put(tenantId, old, etag)).toEqual({ kind: 'changedMeanwhile' });
  });
});
