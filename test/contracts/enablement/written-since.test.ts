import { randomUUID } from 'node:crypto';
import { startStorageProxy, type StorageProxy } from '../../../local/storage/storage-proxy';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import type { StepReport } from '../../../src/domain/enablement/step';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { openTables } from '../../../src/store/tables/tables';
import { writtenSince } from '../../../src/workflows/enablement/activities/apply/written-since';
import { newBareStorage } from '../../support/storage';

const OPENED = { control: 'T-1', property: 'AllowGuestUser', before: false, after: true };
const OTHER = { control: 'E-1', property: 'allowInvitesFrom', before: 'none', after: 'everyone' };
type Written = typeof OPENED | typeof OTHER;

let storage: StorageProxy;
let store: EnablementStore;
beforeAll(async () => {
  storage = await startStorageProxy(newBareStorage());
  store = tableEnablementStore(openTables({ connectionString: storage.connectionString }));
});
afterAll(() => storage.stop());

/** A tenant whose runs come one after another, a minute each. */
function aTenant() {
  const tenantId = randomUUID();
  let count = 0;
  return async (
    what: { undoes?: string; remediates?: object } = {},
    kinds: Partial<Record<'applied' | 'undone', Written>> = {},
  ): Promise<string> => {
    const acceptedAt = new Date(Date.parse('2026-03-02T08:00:00Z') + 60_000 * count++).toISOString();
    const id = `en-${randomUUID()}`;
    const asked = { tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin', ...what };
    const request = asked as unknown as EnablementRequest;
    expect(await store.admit({ id, request, work: id, acceptedAt })).toEqual({ kind: 'admitted' });
    const step = (kind: StepReport['kind'], result: unknown): StepReport => {
      const at = { started: acceptedAt, ended: acceptedAt };
      return { kind, ...at, text: '', result, requestIds: [] };
    };
    await store.record(id, 0, step('accepted', request));
    let sequence = 1;
    for (const [kind, change] of Object.entries(kinds) as ['applied' | 'undone', Written][])
      await store.record(id, sequence++, step(kind, { kind: 'applied', written: [change] }));
    const cleanUp = { removed: [], left: [] };
    const runOutcome = { outcome: 'succeeded' as const, summary: '', cleanUp, finishedAt: acceptedAt };
    await store.close(id, { sequence, seen: 0, runOutcome });
    return id;
  };
}

async function sinceOf(id: string, changes: readonly Written[] = [OPENED]) {
  const run = await store.find(id);
  const since = await writtenSince(store, run!, changes);
  return changes.map((change) => since(change));
}

describe('by whose word a setting stands that a run wrote', () => {
  it('is its own where no later run wrote it, whatever else they wrote', async () => {
    const run = aTenant();
    const id = await run({}, { applied: OPENED });
    await run({}, { applied: OTHER });
    expect(await sinceOf(id)).toEqual([undefined]);
  });

  it('is that of the last run that set it anew, property by property', async () => {
    const run = aTenant();
    const id = await run({}, { applied: OPENED });
    await run({}, { applied: OPENED });
    const later = await run({}, { applied: OPENED });
    const other = await run({}, { applied: OTHER });
    expect(await sinceOf(id, [OPENED, OTHER])).toEqual([
      { kind: 'setAnew', run: later },
      { kind: 'setAnew', run: other },
    ]);
  });

  it('is its own again where the later run was undone, or put its own write back, or mended', async () => {
    const run = aTenant();
    const id = await run({}, { applied: OPENED });
    const later = await run({}, { applied: OPENED });
    await run({ undoes: later }, { applied: OPENED });
    await run({}, { applied: OPENED, undone: OPENED });
    await run({ remediates: {} }, { applied: OPENED });
    expect(await sinceOf(id)).toEqual([undefined]);
  });

  it('is nobody’s of ours where it was undone, or put back what it wrote itself', async () => {
    const run = aTenant();
    const id = await run({}, { applied: OPENED });
    await run({ undoes: id }, { applied: OPENED });
    const last = await run({ undoes: id }, { applied: OPENED });
    expect(await sinceOf(id)).toEqual([{ kind: 'undone', run: last }]);
    const own = await run({}, { applied: OPENED, undone: OPENED });
    expect(await sinceOf(own)).toEqual([{ kind: 'undone', run: own }]);
  });

  it('is found in as many operations after twenty-five runs as after eleven', async () => {
    const operations = (): number => Object.values(storage.operations()).reduce((sum, one) => sum + one, 0);
    const costAfter = async (runs: number): Promise<number> => {
      const run = aTenant();
      const id = await run({}, { applied: OPENED });
      for (let n = 0; n < runs; n++) await run({}, { applied: OTHER });
      const last = await run({}, { applied: OPENED });
      for (let n = 0; n < 3; n++) await run({}, { applied: OTHER });
      const before = operations();
      expect(await sinceOf(id)).toEqual([{ kind: 'setAnew', run: last }]);
      return operations() - before;
    };
    const few = await costAfter(11);
    expect(await costAfter(25)).toBe(few);
    expect(few).toBeLessThan(20);
  });
});
