import type { StoredTenantSettings } from '../../../src/domain/tenant/tenant-settings';
import {
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  runSummaryOf,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const ADA = 'aaaaaaaa-0000-4000-8000-000000000001';
const aCanary = (more: Record<string, unknown> = {}) => ({
  tenantId: TENANT_ID,
  ownerId: ADA,
  requestedBy: 'Ada Admin',
  ...more,
});

interface Answer {
  status: string;
  groupId?: string;
  text?: string;
  violations?: { pointer: string }[];
}

const SUBSCRIPTION = 'POST /subscriptions';

/** One tenant for the whole file: it begins without a test team, and takes six hours to list a guest. */
const tenant = aTenant({
  teams: [{ id: 'cccccccc-0000-4000-8000-0000000000aa', displayName: 'Project' }],
  propagation: { roster: { hours: 6 } },
});
let gastvrij: Gastvrij;
beforeAll(async () => {
  gastvrij = await startGastvrij(tenant, { settings: { CANARY_GROUP_ID: '' } });
});

describe('a tenant without a test team', () => {
  const post = async (body: unknown) => {
    const answer = await gastvrij.post('/canary', body);
    return { code: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
  };
  const auditState = async (query = '') => {
    const answer = await gastvrij.get(`/canary${query}`);
    return { code: answer.status, body: (await answer.json()) as Answer };
  };
  const made = () => gastvrij.tenant.state.groups.filter(({ displayName }) => displayName !== 'Project');

  /** Changes what is registered of the tenant, as an operator does. */
  async function register(
    change: (found: StoredTenantSettings) => StoredTenantSettings,
  ): Promise<StoredTenantSettings> {
    const read = await gastvrij.get(`/tenants/${TENANT_ID}`);
    const { tenantSettings } = (await read.json()) as { tenantSettings: StoredTenantSettings };
    const version = read.headers.get('etag') ?? '';
    const saved = await gastvrij.put(`/tenants/${TENANT_ID}`, change(tenantSettings), {
      'if-match': version,
    });
    expect(saved.status).toBe(200);
    return tenantSettings;
  }

  it('says so, and what is wrong with a wish for one', async () => {
    expect((await auditState()).code).toBe(404);
    expect((await auditState('?tenant=99999999-2222-3333-4444-555555555555')).code).toBe(404);
    const refused = await post(aCanary({ ownerId: 'Ada', requestedBy: '', colour: 'red' }));
    expect(refused.code).toBe(422);
    expect(refused.body.violations?.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/ownerId',
      '/requestedBy',
    ]);
    const elsewhere = await post(aCanary({ tenantId: '99999999-2222-3333-4444-555555555555' }));
    expect(elsewhere.body.violations).toMatchObject([{ pointer: '/tenantId' }]);
  });

  it('gets none where our identity may make no team, and reads which permission is missing', async () => {
    expect((await post(aCanary())).code).toBe(202);
    await gastvrij.conductor.settle();
    expect((await auditState()).body).toMatchObject({
      status: 'failed',
      text: expect.stringContaining('Team.Create') as string,
    });
    expect(gastvrij.calls(/teams|groups/)).toEqual([]);
  });

  it('gets one on request, and only one, though the answer of Teams got lost', async () => {
    tenant.app.graphRoles.push('Team.Create');
    await gastvrij.conductor.advanceBy(25 * HOUR); // a fresh token has the new permission
    gastvrij.tenant.serviceFault({ kind: 'loseReply', route: 'POST /teams', times: 1 });
    const wanted = await post(aCanary());
    expect([wanted.code, wanted.headers.get('location')]).toEqual([
      202,
      expect.stringContaining(`/api/canary?tenant=${TENANT_ID}`),
    ]);
    expect((await post(aCanary({ requestedBy: 'Grace' }))).code).toBe(202);
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    const [team, ...others] = made();
    expect((await auditState()).body).toEqual({ tenantId: TENANT_ID, status: 'ready', groupId: team?.id });
    expect([others, team?.members, gastvrij.calls(/POST \/teams/).length]).toEqual([[], [ADA], 1]);
    expect(team?.description).toMatch(/^Empty on purpose\..*\[gastvrij-\w+\]$/);
    expect(await post(aCanary())).toMatchObject({ code: 200, body: { status: 'ready', groupId: team?.id } });
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('then has its runs prove with that team, and leaves it empty', async () => {
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
    expect(made()[0]?.members).toEqual([ADA]);
    expect(status.assurance?.notProven).toContain('applications cannot read');
  });

  it('claims files by rule once its keeper has registered how the site is shared', async () => {
    const { canaryGroupId } = await register((found) => ({
      ...found,
      canarySiteSharing: 'existingExternalUserSharingOnly',
    }));
    expect(canaryGroupId).toBe(made()[0]?.id);
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 4 } });
    expect(status.assurance?.claim).toContain('By rule');
    await register((found) => ({ ...found, canarySiteSharing: 'disabled' }));
    const closed = await gastvrij.finish(await gastvrij.ask());
    expect(closed).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
  });

  it('finds its team again by the tag, where it was taken out of the registration', async () => {
    await register(() => ({}));
    expect((await auditState()).code).toBe(404);
    await post(aCanary());
    await gastvrij.conductor.advanceBy(5 * MINUTE);
    expect((await auditState()).body.groupId).toBe(made()[0]?.id);
    expect(gastvrij.calls(/POST \/teams/)).toHaveLength(1);
  });
});

describe('waiting for Teams to report the guest', () => {
  const PATTERN = / \/subscriptions|GET \/teams/;
  const callsSince = (start: number): string[] => gastvrij.calls(PATTERN).slice(start);

  it('renews its subscription when Graph asks, though the answer to its making got lost', async () => {
    const before = gastvrij.calls(PATTERN).length;
    await gastvrij.conductor.advanceBy(24 * HOUR);
    gastvrij.tenant.serviceFault({ kind: 'loseReply', route: SUBSCRIPTION, times: 1 });
    // One for the subscription nobody hears of, one for that which takes its place.
    for (let made = 0; made < 2; made++)
      gastvrij.tenant.serviceFault({ kind: 'fadeSubscription', afterHours: 1 });
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
    expect(status.summary).not.toContain('seen once');
    expect(callsSince(before)).toEqual([
      'GET /subscriptions',
      SUBSCRIPTION,
      'GET /subscriptions',
      'DELETE /subscriptions/{id}',
      SUBSCRIPTION,
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
    const before = gastvrij.calls(PATTERN).length;
    await gastvrij.conductor.advanceBy(24 * HOUR);
    gastvrij.tenant.serviceFault({ kind: 'removeSubscription', afterHours: 1 });
    gastvrij.tenant.serviceFault({ kind: 'missNotifications', times: 1 });
    const id = await gastvrij.ask();
    const status = await gastvrij.finish(id);
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
    expect(callsSince(before)).toEqual([
      'GET /subscriptions',
      SUBSCRIPTION,
      'GET /subscriptions',
      SUBSCRIPTION,
      'GET /teams/{id}/members',
      'GET /teams/{id}/members',
      'GET /subscriptions',
      'DELETE /subscriptions/{id}',
    ]);
    const notes = (await gastvrij.steps(id)).map(({ text }) => text).join('\n');
    expect(notes).toContain('created a new one');
    expect([gastvrij.tenant.faults, gastvrij.tenant.state.subscriptions]).toEqual([[], []]);
  });

  it('says of a setting that no reading shows for hours that it is not shown yet, and accuses nobody', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    gastvrij.tenant.lag('TeamsClientConfiguration', 3);
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    await gastvrij.conductor.advanceBy(1.5 * HOUR);
    const { explanation } = await gastvrij.status(id);
    expect(explanation?.verdict).toMatchObject({ kind: 'PENDING', control: 'T-1' });
    const status = await gastvrij.finish(id);
    gastvrij.tenant.lag('TeamsClientConfiguration', 0);
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
    const notes = JSON.stringify([await gastvrij.steps(id), status]);
    expect(notes).toContain('does not show it yet');
    expect(notes).not.toMatch(/REVERTED|changed it back/);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('hears a person, however much Graph has to report', async () => {
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    const [{ clientState = '', id: subscriptionId = '' } = {}] = gastvrij.tenant.state.subscriptions;
    const item = { clientState, subscriptionId, lifecycleEvent: 'reauthorizationRequired' };
    const answer = await gastvrij.post('/graph-notifications', { value: Array(130).fill(item) });
    expect(answer.status).toBe(202);
    expect((await gastvrij.post(`/enablements/${id}/cancel`)).status).toBe(202);
    expect([(await gastvrij.finish(id, MINUTE)).outcome, runSummaryOf(gastvrij).includes('FAULT')]).toEqual([
      'cancelled',
      false,
    ]);
  });
});
