import type { EnablementStatus } from '../../../src/domain/enablement/status';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  type Gastvrij,
} from '../../support/start/start-gastvrij';
import { PARTNER } from '../../support/controls/desired-settings';

const tenant = aTenant({
  propagation: { entra: { hours: 0 }, teams: { hours: 0 }, sharepoint: { hours: 0 }, roster: { hours: 0.1 } },
  flapMinutes: 0,
});
const externalAccess = (more: Record<string, unknown> = {}) =>
  aRequest({ goal: 'externalAccess', partnerDomains: [PARTNER], ...more });
const listOf = (...domains: string[]) => domains.map((Domain) => ({ Domain }));
const allowed = (...domains: string[]) => ({ AllowedDomains: { AllowedDomain: listOf(...domains) } });

let gastvrij: Gastvrij;
beforeAll(async () => {
  gastvrij = await startGastvrij(tenant);
});
afterEach(() => expect(gastvrij.tenant.faults).toEqual([]));

const furnish = (federation: Record<string, unknown>, policy: Record<string, unknown> = {}): void =>
  gastvrij.furnish({ teams: { TenantFederationSettings: federation, ExternalAccessPolicy: policy } });
/** Runs it to its end, and answers what was written to the Teams service, by type. */
async function runOf(request: Record<string, unknown>) {
  const fingerprint = gastvrij.tenant.log.length;
  const id = await gastvrij.ask(request);
  const status = await gastvrij.finish(id, 2 * HOUR);
  const writes = gastvrij.tenant.log.slice(fingerprint).filter(({ method }) => method === 'PUT');
  const written = writes.map(({ route, body }) => [route.split('/')[3], body]);
  return { id, status, written };
}

describe('external access for a partner', () => {
  const FEDERATION = 'TenantFederationSettings';

  it.each([
    ['everybody is let in', {}, undefined],
    [
      'some are let in: the partner comes last, the others stay as they are',
      allowed('Northwind.example', 'litware.example'),
      allowed('Northwind.example', 'litware.example', PARTNER),
    ],
    ['the partner is let in already, in capitals', allowed('FABRIKAM.example'), undefined],
    [
      'some are kept out, the partner among them',
      { BlockedDomains: listOf('Northwind.example', 'Fabrikam.example', 'litware.example') },
      { AllowedDomains: {}, BlockedDomains: listOf('Northwind.example', 'litware.example') },
    ],
    [
      'the partner alone is kept out: then nobody is, and everybody was let in before',
      { BlockedDomains: listOf(PARTNER) },
      { AllowedDomains: {}, BlockedDomains: [] },
    ],
    ['others are kept out', { BlockedDomains: listOf('litware.example') }, undefined],
    [
      'the switch is off and hides that everybody would be let in',
      { AllowFederatedUsers: false },
      { AllowFederatedUsers: true, ...allowed(PARTNER) },
    ],
    [
      'the switch is off and hides a list of those kept out, which stays where it is',
      { AllowFederatedUsers: false, BlockedDomains: listOf('litware.example') },
      { AllowFederatedUsers: true, ...allowed(PARTNER) },
    ],
    [
      'the switch is off and hides a list of those let in',
      { AllowFederatedUsers: false, ...allowed('litware.example') },
      { AllowFederatedUsers: true, ...allowed('litware.example', PARTNER) },
    ],
    ['nobody is let in: an empty list is not everybody', allowed(), allowed(PARTNER)],
  ])('is written as it must be where %s', async (_, stored, body) => {
    furnish(stored);
    const { status, written } = await runOf(externalAccess());
    expect(status.outcome).toBe('succeeded');
    expect(written).toEqual(body === undefined ? [] : [[FEDERATION, { Identity: 'Global', ...body }]]);
  });

  it('comes on for people whom their common policy keeps from it, too', async () => {
    furnish({}, { EnableFederationAccess: false });
    const { status, written } = await runOf(externalAccess());
    expect(status.outcome).toBe('succeeded');
    expect(written).toEqual([['ExternalAccessPolicy', { Identity: 'Global', EnableFederationAccess: true }]]);
  });

  it.each([
    [
      'and lets nobody of them begin',
      { AllowTeamsConsumer: false, AllowTeamsConsumerInbound: true },
      { AllowTeamsConsumer: true, AllowTeamsConsumerInbound: false },
    ],
    [
      'and leaves the way in closed',
      { AllowTeamsConsumer: false, AllowTeamsConsumerInbound: false },
      { AllowTeamsConsumer: true },
    ],
  ])('reaches private accounts when asked, %s', async (_, stored, body) => {
    furnish(stored, { EnableTeamsConsumerAccess: false });
    const { status, written } = await runOf(externalAccess({ allowConsumer: true }));
    expect(status.outcome).toBe('succeeded');
    expect(written).toEqual([
      [FEDERATION, { Identity: 'Global', ...body }],
      [
        'ExternalAccessPolicy',
        { Identity: 'Global', EnableTeamsConsumerAccess: true, EnableTeamsConsumerInbound: false },
      ],
    ]);
  });

  it('leaves private accounts alone when not asked', async () => {
    furnish(
      { AllowTeamsConsumer: false, AllowTeamsConsumerInbound: false },
      { EnableTeamsConsumerAccess: false },
    );
    expect((await runOf(externalAccess())).written).toEqual([]);
  });
});

describe('what is proven of it', () => {
  it('is that the settings are stored: two readings, some minutes apart', async () => {
    furnish(allowed('litware.example'));
    const { id, status } = await runOf(externalAccess());
    const readings = (await gastvrij.steps(id)).filter(({ kind }) => kind === 'probed');
    const [first = 0, second = 0] = readings.map(({ ended }) => Date.parse(ended));
    expect([readings.length, (second - first) / MINUTE]).toEqual([2, 6]);
    expect(status.assurance?.claim).toBe('External access is stored as requested for the domains named.');
    expect(status.assurance?.notProven).toContain('Delivery of a message');
    expect(status.summary).toContain('The partner test is pending.');
    expect(gastvrij.calls(/invitations/)).toEqual([]);
  });

  it('says how old the settings are, and writes the letter to the partner', async () => {
    furnish(allowed('litware.example'));
    const { status } = await runOf(externalAccess({ partnerDomains: [PARTNER, 'northwind.example'] }));
    const { changedAt = '', usuallyEffectiveBy = '', ...test } = status.partnerTest ?? {};
    expect(test).toMatchObject({ state: 'pending', usualDelayHours: 24 });
    expect(changedAt).toBe(status.acceptedAt);
    expect(Date.parse(usuallyEffectiveBy) - Date.parse(changedAt)).toBe(24 * HOUR);
    const delivery = 'message' in test ? test.message : '';
    expect(delivery).toMatch(/^Dear administrator of fabrikam\.example, northwind\.example,\n/);
    expect(delivery).toContain('allow contoso.example');
    expect(delivery).toContain(`ours until ${usuallyEffectiveBy}`);
  });

  it('says nothing about the age of what was open before', async () => {
    furnish({});
    const { status } = await runOf(externalAccess());
    expect(status.partnerTest).not.toHaveProperty('changedAt');
    expect(status.partnerTest?.message).toContain('A change on your side can take up to a day');
  });

  it('is nothing, where somebody sets it back', async () => {
    furnish(allowed('litware.example'));
    const id = await gastvrij.ask(externalAccess());
    await gastvrij.getGoing(id);
    furnish(allowed('litware.example'));
    const status = await gastvrij.finish(id, 2 * HOUR);
    expect(status).toMatchObject({ outcome: 'blocked', verdict: { kind: 'REVERTED', control: 'F-2' } });
    expect(status).not.toHaveProperty('partnerTest');
  });

  it('is nothing, where it cannot be read any more: unknown is no pass', async () => {
    furnish(allowed('litware.example'));
    const id = await gastvrij.ask(externalAccess({ deadlineHours: 1 }));
    await gastvrij.getGoing(id);
    tenant.quirks.teamsAdminRefuses = 'everything';
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    expect((await gastvrij.status(id)).summary).toContain(
      'External access can’t be read (F-1, F-2, F-4, F-6)',
    );
    const status = await gastvrij.finish(id, 2 * HOUR);
    tenant.quirks.teamsAdminRefuses = 'nothing';
    expect(status).toMatchObject({ outcome: 'overdue', verdict: { kind: 'OVERDUE', control: 'F-1' } });
    expect(status).not.toHaveProperty('partnerTest');
  });

  it('is one reading and said to be one, where the service stays ill to the end', async () => {
    furnish(allowed('litware.example'));
    const id = await gastvrij.ask(externalAccess({ deadlineHours: 1 }));
    await gastvrij.getGoing(id);
    Object.assign(tenant.quirks, { teamsAdminRefuses: 'everything', teamsAdminRefusesWith: 500 });
    const status = await gastvrij.finish(id, 3 * HOUR);
    Object.assign(tenant.quirks, { teamsAdminRefuses: 'nothing', teamsAdminRefusesWith: 403 });
    expect(status.outcome).toBe('succeeded');
    expect(status.summary).toContain('It was read once, not twice.');
  });
});

describe('both options at once', () => {
  it('are proven each in its own way, with one plan and one consent', async () => {
    gastvrij.furnish({
      allowInvitesFrom: 'none',
      allowGuestUser: false,
      teams: { TenantFederationSettings: allowed('litware.example') },
    });
    const { status } = await runOf(aRequest({ goal: 'both', partnerDomains: [PARTNER] }));
    expect(status).toMatchObject({
      outcome: 'succeeded',
      assurance: { rung: 3 },
      partnerTest: { state: 'pending' },
    });
    expect(status.plan?.needsApproval).toEqual(['E-1', 'F-2']);
    expect(status.assurance?.claim).toMatch(/listed by Teams\. External access is stored/);
    expect(status.summary).toMatch(/^Proven: a guest of this domain .* The partner test is pending\./);
    expect(gastvrij.guests()).toEqual([]);
  });

  it('are not both proven by a guest who is in', async () => {
    gastvrij.furnish({ teams: { TenantFederationSettings: allowed('litware.example') } });
    const id = await gastvrij.ask(aRequest({ goal: 'both', partnerDomains: [PARTNER] }));
    await gastvrij.getGoing(id);
    gastvrij.furnish({ teams: { TenantFederationSettings: allowed('litware.example') } });
    const status = await gastvrij.finish(id, 3 * HOUR);
    expect(status).toMatchObject({ outcome: 'blocked', verdict: { control: 'F-2' }, assurance: { rung: 3 } });
  });
});

describe('the partner test', () => {
  const confirm = (id: string, body: unknown = { by: 'Pat Partner' }): Promise<Response> =>
    gastvrij.post(`/enablements/${id}/confirm`, body);

  it('is closed by a person, once', async () => {
    furnish({});
    const { id } = await runOf(externalAccess());
    expect((await confirm(id, {})).status).toBe(422);
    const answers = await Promise.all([confirm(id), confirm(id, { by: 'Grace' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await confirm(id, { by: 'Hal' })).status).toBe(409);

    const winner = answers.find(({ status }) => status === 200);
    const confirmed = (await winner?.json()) as EnablementStatus;
    const status = await gastvrij.status(id);
    expect(status).toEqual(confirmed);
    const { by, at, state } = status.partnerTest ?? {};
    expect([state, at]).toEqual(['confirmed', new Date(gastvrij.clock.now()).toISOString()]);
    expect(['Pat Partner', 'Grace']).toContain(by);
    expect(status.summary).toContain(`${by} confirmed at ${at} that a message arrives.`);
    expect(`${status.summary} ${status.assurance?.claim}`).not.toContain('pending');
    expect(status.assurance?.notProven).toBe('Calls, and people with a policy of their own.');
  });

  it('cannot be confirmed where there is none, not yet, or no run', async () => {
    furnish({});
    const { id: guests } = await runOf(aRequest());
    const running = await gastvrij.ask(externalAccess());
    await gastvrij.conductor.settle();
    const answers = await Promise.all([confirm(guests), confirm(running), confirm('en-0000000000')]);
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 404]);
    await gastvrij.finish(running, HOUR);
    expect((await confirm(running)).status).toBe(200);
  });
});
