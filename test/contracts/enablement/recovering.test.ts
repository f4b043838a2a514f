import { randomBytes, randomUUID } from 'node:crypto';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { findBreak } from '../../../src/store/evidence/hash-chain';
import { openTables } from '../../../src/store/tables/tables';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { closeActivity } from '../../../src/workflows/enablement/activities/close/close-run';
import { takeOverActivity } from '../../../src/workflows/enablement/activities/close/take-over-run';
import type { TenantContext } from '../../../src/workflows/context/tenant-context';
import { newStorage } from '../../support/storage';

const AT = '2026-03-02T08:00:00.000Z';

describe('a recovery', () => {
  const store = tableEnablementStore(openTables({ connectionString: newStorage() }));
  const shortened: string[] = [];
  const onShortened = (reason: string) => void shortened.push(reason);
  const tenantContext = { store, now: () => new Date(AT), onShortened } as TenantContext;

  async function aRun(tenantId: string): Promise<string> {
    const id = `en-${randomUUID()}`;
    const asked = { tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin' };
    const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
    if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
    const admission = { id, request: parsed.request, work: id, acceptedAt: AT };
    expect(await store.admit(admission)).toEqual({ kind: 'admitted' });
    const said = { started: AT, ended: AT, text: 'Accepted', result: {}, requestIds: [] };
    await store.record(id, 0, { kind: 'accepted', ...said });
    return id;
  }

  it('closes a run and frees its tenant although its conclusion fits into no row; a second adds nothing', async () => {
    const tenantId = randomUUID();
    const id = await aRun(tenantId);
    // Random, so that packing does not make it fit.
    const left = Array.from({ length: 60 }, () => randomBytes(30_000).toString('hex'));
    const recover = async () => {
      const { isClosed, sequence } = await takeOverActivity(tenantContext)({ id });
      const cleanUp = { removed: [], left };
      const input = { id, sequence, seen: 0, runEnd: { kind: 'closed' as const }, cleanUp, takesOver: true };
      return { isClosed, closed: await closeActivity(tenantContext)(input) };
    };
    expect(await recover()).toEqual({ isClosed: false, closed: { outcome: 'failed' } });
    expect(shortened).toEqual(['TooLargeForRow']);

    const run = await store.find(id);
    expect(run?.closedAt).toBe(AT);
    expect(run?.runOutcome?.cleanUp.left).toHaveLength(21);
    expect(run?.runOutcome?.cleanUp.left.at(-1)).toBe('and 40 more: the steps say which');
    const steps = await store.steps(id);
    expect([steps.map(({ kind }) => kind), findBreak(steps)]).toEqual([['accepted', 'finished'], undefined]);
    expect(steps.at(-1)?.hash).toBe(run?.lastHash);
    expect(await store.openRuns(tenantId)).toEqual([]);

    expect(await recover()).toEqual({ isClosed: true, closed: { outcome: 'failed' } });
    expect([await store.find(id), await store.steps(id)]).toEqual([run, steps]);
    // Another request is not kept out by a lease.
    await aRun(tenantId);
  });
});
