import { type EnablementRequest } from '../../../src/domain/enablement/request';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { openTables } from '../../../src/store/tables/tables';
import { newStorage } from '../../support/storage';

describe('the order in which runs end', () => {
  const tenantId = '11111111-2222-3333-4444-555555555555';
  const finishedAt = '2026-03-02T09:00:00.000Z';
  let store: EnablementStore;
  let ids: string[];
  beforeAll(async () => {
    store = tableEnablementStore(openTables({ connectionString: newStorage() }));
    const asked = {
      tenantId,
      goal: 'externalAccess',
      partnerDomains: ['fabrikam.example'],
      requestedBy: 'Ada',
      dryRun: true,
    };
    const { request } = parseRequest(asked, { testGuestEmail: undefined }) as { request: EnablementRequest };
    ids = Array.from({ length: 12 }, (_, n) => `en-${String(n).padStart(10, '0')}`);
    for (const id of ids)
      await store.admit({ id, request, work: '', acceptedAt: '2026-03-02T08:00:00.000Z' });
  });

  const close = (id: string) =>
    store.close(id, {
      sequence: 0,
      seen: 0,
      runOutcome: { outcome: 'planned', summary: 'Planned.', cleanUp: { removed: [], left: [] }, finishedAt },
    });
  /** As a trigger does: from where it stands, a page at a time. */
  async function readOn(after: number): Promise<{ read: string[]; last: number }> {
    const { ids: page, last } = await store.finished(tenantId, { after, size: 5 });
    if (page.length === 0) return { read: [], last };
    const rest = await readOn(last);
    return { read: [...page, ...rest.read], last: rest.last };
  }

  it('begins where it ends when somebody first asks', async () => {
    expect(await store.finished(tenantId, { size: 5 })).toEqual({ ids: [], last: 0 });
    await close(ids[0]!);
    expect(await store.finished(tenantId, { size: 5 })).toEqual({ ids: [], last: 1 });
  });

  it('has each run once, though many end at one moment and each is ended twice', async () => {
    const ended = Promise.all(ids.flatMap((id) => [close(id), close(id)]));
    const early = await readOn(0);
    await ended;
    const late = await readOn(early.last);
    expect([...early.read, ...late.read].sort()).toEqual(ids);
    expect(late.last).toBe(ids.length);
  });

  it('says nothing new to whoever has heard all', async () => {
    expect(await readOn(ids.length)).toEqual({ read: [], last: ids.length });
  });

  it('is of one tenant only', async () => {
    expect(await store.finished('another', { after: 0, size: 5 })).toEqual({ ids: [], last: 0 });
  });
});
