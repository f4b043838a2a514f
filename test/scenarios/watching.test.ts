import { aTenant, HOUR, MINUTE, startGastvrij, storyOf, type Gastvrij } from '../support/start-gastvrij';

const ROUTE = 'POST /subscriptions';

describe('waiting for Teams to report the guest', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    const settings = { SWEEP_SCHEDULE: '0 0 * * * *' };
    gastvrij = await startGastvrij(aTenant({ propagation: { roster: { hours: 6 } } }), { settings });
  });
  const callsSince = (start: number): string[] => gastvrij.calls(/subscriptions|GET \/teams/).slice(start);

  it('renews its subscription when Graph asks, though the answer to its making got lost', async () => {
    gastvrij.tenant.mishap({ kind: 'loseReply', route: ROUTE, times: 1 });
    // One for the subscription nobody hears of, one for that which takes its place.
    for (let made = 0; made < 2; made++) gastvrij.tenant.mishap({ kind: 'fadeSubscription', afterHours: 1 });
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
    expect(status.summary).not.toContain('seen once');
    expect(callsSince(0)).toEqual([
      'GET /subscriptions',
      ROUTE,
      'GET /subscriptions',
      'DELETE /subscriptions/{id}',
      ROUTE,
      'PATCH /subscriptions/{id}',
      // The second look, some minutes after the report.
      'GET /teams/{id}/members',
      'GET /subscriptions',
      'DELETE /subscriptions/{id}',
    ]);
    expect(gastvrij.tenant.state.subscriptions).toEqual([]);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('makes its subscription anew when Graph took it away, and looks once when a report was missed', async () => {
    const before = gastvrij.calls(/subscriptions|GET \/teams/).length;
    await gastvrij.conductor.advanceBy(24 * HOUR);
    gastvrij.tenant.mishap({ kind: 'removeSubscription', afterHours: 1 });
    gastvrij.tenant.mishap({ kind: 'missNotifications', times: 1 });
    const id = await gastvrij.ask();
    const status = await gastvrij.finish(id);
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
    expect(callsSince(before)).toEqual([
      'GET /subscriptions',
      ROUTE,
      'GET /subscriptions',
      ROUTE,
      'GET /teams/{id}/members',
      'GET /teams/{id}/members',
      'GET /subscriptions',
      'DELETE /subscriptions/{id}',
    ]);
    const told = (await gastvrij.steps(id)).map(({ text }) => text).join('\n');
    expect(told).toContain('made a new one');
    expect([gastvrij.tenant.faults, gastvrij.tenant.state.subscriptions]).toEqual([[], []]);
  });

  it('hears a person, however much Graph has to report', async () => {
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    const [{ clientState = '', id: subscriptionId = '' } = {}] = gastvrij.tenant.state.subscriptions;
    const item = { clientState, subscriptionId, lifecycleEvent: 'reauthorizationRequired' };
    const answer = await gastvrij.post('/graph-notifications', { value: Array(130).fill(item) });
    expect(answer.status).toBe(202);
    expect((await gastvrij.post(`/enablements/${id}/cancel`)).status).toBe(202);
    expect([(await gastvrij.finish(id, MINUTE)).outcome, storyOf(gastvrij).includes('FAULT')]).toEqual([
      'cancelled',
      false,
    ]);
  });
});
