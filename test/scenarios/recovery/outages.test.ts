import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  SWEEPS_OFTEN,
} from '../../support/start/start-gastvrij';

const aQuickTenant = () =>
  aTenant({
    settings: { allowGuestUser: false },
    propagation: { teams: { hours: 1 }, roster: { hours: 0.5 } },
    flapMinutes: 0,
  });

describe('storage that goes away', () => {
  it('for ten seconds of the wait costs a waiting run nothing', async () => {
    const gastvrij = await startGastvrij(aQuickTenant());
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(59 * MINUTE + 55_000);
    gastvrij.recordsStorage.setAway(true);
    await gastvrij.conductor.advanceBy(10_000);
    gastvrij.recordsStorage.setAway(false);
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');
    expect(gastvrij.guests()).toEqual([]);
  });

  it('at each step of a run makes it wait, never fail', async () => {
    const gastvrij = await startGastvrij(aQuickTenant());
    // Each call to the tenant is followed by a record: the storage is away for the first try of it.
    let outages = 0;
    gastvrij.tenant.onCall(({ method, service }) => {
      if (service === 'identity' || method === 'GET' || outages >= 4) return;
      outages++;
      gastvrij.recordsStorage.setAway(true);
      setTimeout(() => gastvrij.recordsStorage.setAway(false), 400);
    });
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(outages).toBe(4);
    expect(status).toMatchObject({ outcome: 'succeeded', cleanUp: { left: [] } });
    expect(gastvrij.guests()).toEqual([]);
  });

  it('under the task hub stops the run and no more', async () => {
    const gastvrij = await startGastvrij(aQuickTenant());
    const id = await gastvrij.ask();
    gastvrij.hubStorage.setAway(true);
    setTimeout(() => gastvrij.hubStorage.setAway(false), 1_000);
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');
  });

  it('refuses a command it could not write down, and keeps the one it could', async () => {
    const gastvrij = await startGastvrij(aTenant({ propagation: { roster: { never: true } } }), SWEEPS_OFTEN);
    const id = await gastvrij.ask(aRequest({ deadlineHours: 2 }));
    await gastvrij.conductor.advanceBy(20 * MINUTE);
    gastvrij.recordsStorage.setAway(true);
    const refused = await gastvrij.post(`/enablements/${id}/cancel`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    gastvrij.recordsStorage.setAway(false);
    gastvrij.hubStorage.setAway(true);
    const kept = await gastvrij.post(`/enablements/${id}/cancel`);
    gastvrij.hubStorage.setAway(false);
    expect(kept.status).toBe(202);
    // Its wake signal was lost: the sweeper rings again.
    expect((await gastvrij.finish(id, HOUR / 2)).outcome).toBe('cancelled');
  });

  it('says on the health page that the records are out of reach', async () => {
    const gastvrij = await startGastvrij(aTenant());
    gastvrij.recordsStorage.setAway(true);
    const answer = await fetch(`${gastvrij.api}/health`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'unhealthy', checks: { records: 'unreachable' } },
    ]);
  });
});

describe('an identity that gives no token for a while', () => {
  it('makes a run wait, never fail', async () => {
    const gastvrij = await startGastvrij(
      aTenant({
        propagation: { roster: { hours: 0.5 } },
        serviceFaults: [{ kind: 'fail', route: 'GET /identity', times: 6, status: 503 }],
      }),
    );
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status.outcome).toBe('succeeded');
    expect(gastvrij.tenant.log.filter(({ status: answer }) => answer === 503)).toHaveLength(6);
  });
});
