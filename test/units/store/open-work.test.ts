import { tableOpenWork } from '../../../src/store/tenants/table-open-work';
import { openTables } from '../../../src/store/tables/tables';
import { newStorage } from '../../support/storage';

describe('the tenants with work under way', () => {
  const openWork = tableOpenWork(openTables({ connectionString: newStorage() }));
  const listed = async () => (await openWork.list()).map(({ tenantId, since }) => `${tenantId} ${since}`);

  it('are listed once each, with the time at which work last began', async () => {
    expect(await listed()).toEqual([]);
    await openWork.fingerprint('b', '2026-03-02T08:00:00.000Z');
    await openWork.fingerprint('a', '2026-03-02T08:00:00.000Z');
    await openWork.fingerprint('b', '2026-03-02T09:00:00.000Z');
    expect(await listed()).toEqual(['a 2026-03-02T08:00:00.000Z', 'b 2026-03-02T09:00:00.000Z']);
  });

  it('are struck off; not one for which work began meanwhile', async () => {
    const [a, b] = await openWork.list();
    await openWork.fingerprint('b', '2026-03-02T09:00:00.000Z');
    for (const one of [a, b]) await openWork.strike(one?.tenantId ?? '', one?.etag ?? '');
    expect(await listed()).toEqual(['b 2026-03-02T09:00:00.000Z']);
    await openWork.strike('a', a?.etag ?? '');
  });
});
