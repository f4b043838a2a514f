import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseTenantFile } from '../../../local/tenant/tenant-file';
import { SCENARIOS, scenario } from '../../../local/tenant/scenarios';
import {
  addToCanary,
  isCanaryMember,
  membershipPath,
  readRoster,
  removeFromCanary,
} from '../../../src/microsoft/test-guest/canary-membership';
import { deleteGuest, findGuest, inviteGuest } from '../../../src/microsoft/test-guest/invite-guest';
import { memberOf, subscribeToRoster } from '../../../src/microsoft/test-guest/roster-subscription';
import { graphClient } from '../../../src/microsoft/graph/graph-client';
import { startTenantOnly } from '../../support/start/start-tenant';

const HOUR = 3_600_000;
const CANARY = 'cccccccc-0000-4000-8000-00000000ca7a';
const PLACE = { teamId: CANARY, notificationUrl: 'https://app.example/n' };
const ASKED = { clientState: 's', until: '2026-03-03T08:00:00Z' };
const PROVING = [
  'User.Invite.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'TeamMember.Read.All',
];
const anInvitation = (mail: string, more = {}) => ({
  invitedUserEmailAddress: mail,
  inviteRedirectUrl: 'https://x.example',
  ...more,
});

describe('the simulated tenant refuses what Microsoft refuses', () => {
  it.each([
    ['a plus sign in the address', anInvitation('a+b@fabrikam.example'), 400],
    ['an address of its own domain', anInvitation('x@contoso.example'), 400],
    ['the address of a member', anInvitation('ada@contoso.example'), 400],
    ['a property nobody documented', anInvitation('a@fabrikam.example', { colour: 'red' }), 400],
    ['an invitation without a redirect', { invitedUserEmailAddress: 'a@fabrikam.example' }, 400],
  ])('%s', async (_, body, status) => {
    const tenant = await startTenantOnly();
    expect((await tenant.call('POST', '/invitations', body)).status).toBe(status);
    expect(tenant.state.users).toHaveLength(1);
  });

  it('an invitation while the policy forbids it, in the words of Microsoft', async () => {
    const tenant = await startTenantOnly({ settings: { allowInvitesFrom: 'none' } });
    const refused = await tenant.call('POST', '/invitations', anInvitation('a@fabrikam.example'));
    expect(refused).toMatchObject({
      status: 403,
      message: expect.stringMatching(/^Guest invitations not allowed for your company/) as string,
    });
  });

  it('a call without a token, with one for another service, and with one that lacks the role', async () => {
    const tenant = await startTenantOnly({ app: { graphRoles: ['User.Invite.All'] } });
    const bare = await fetch(`${tenant.graph}/v1.0/organization`);
    const { token } = (await tenant.clientContext.credential.getToken(
      '48ac35b8-9aa8-4d74-927d-1f4a14a0b239/.default',
    )) ?? { token: '' };
    const other = await fetch(`${tenant.graph}/v1.0/organization`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([bare.status, other.status, (await tenant.call('GET', '/organization')).status]).toEqual([
      401, 401, 403,
    ]);
    expect(tenant.faults).toEqual([expect.stringContaining('a token for')]);
  });

  it('a guest added through Teams by an app', async () => {
    const tenant = await startTenantOnly({ app: { graphRoles: ['TeamMember.ReadWrite.All'] } });
    expect(await tenant.call('POST', `/teams/${CANARY}/members`, {})).toMatchObject({
      status: 403,
      code: 'Forbidden',
    });
  });

  it('a long subscription without a lifecycle address, and one to an address without https', async () => {
    const tenant = await startTenantOnly();
    const aSubscription = {
      changeType: 'created',
      notificationUrl: 'https://app.example/n',
      resource: `/teams/${CANARY}/members`,
      expirationDateTime: '2026-03-03T08:00:00Z',
    };
    const long = await tenant.call('POST', '/subscriptions', aSubscription);
    const open = await tenant.call('POST', '/subscriptions', {
      ...aSubscription,
      notificationUrl: 'http://app.example/n',
    });
    expect([long.message, open.message]).toEqual([
      expect.stringContaining('lifecycleNotificationUrl'),
      expect.stringContaining('https'),
    ]);
  });

  it('a call nobody expects, which is a fault of the caller', async () => {
    const tenant = await startTenantOnly();
    expect((await tenant.call('GET', '/me')).status).toBe(400);
    expect(tenant.faults).toEqual(['GET /me is a call nobody expects']);
  });
});

describe('the simulated tenant takes its time', () => {
  it('obeys a setting only once it is effective, while it reads as stored', async () => {
    const tenant = await startTenantOnly({
      settings: { allowInvitesFrom: 'none' },
      propagation: { entra: { hours: 1 } },
      flapMinutes: 0,
    });
    await tenant.call('PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'everyone' });
    expect((await tenant.call('GET', '/policies/authorizationPolicy')).body['allowInvitesFrom']).toBe(
      'everyone',
    );
    const invite = async () =>
      (await tenant.call('POST', '/invitations', anInvitation('a@fabrikam.example'))).status;
    expect(await invite()).toBe(403);
    tenant.clock.advanceTo(tenant.clock.now() + HOUR);
    expect(await invite()).toBe(201);
  });

  it('copies a guest into the team after a while, and only when Teams lets guests in', async () => {
    const tenant = await startTenantOnly({
      settings: { allowGuestUser: false },
      propagation: { teams: { hours: 3 }, roster: { hours: 1 } },
      flapMinutes: 0,
      freshObjectSeconds: 0,
    });
    const graph = graphClient(tenant.clientContext, tenant.graph);
    const invited = await inviteGuest(graph, 'a@fabrikam.example');
    const userId = invited.kind === 'invited' ? invited.userId : '';
    expect(await addToCanary(graph, CANARY, userId)).toMatchObject({ kind: 'added' });
    expect(await addToCanary(graph, CANARY, userId)).toEqual({ kind: 'alreadyMember' });
    expect(await isCanaryMember(graph, CANARY, userId)).toBe(true);
    tenant.clock.advanceTo(tenant.clock.now() + 2 * HOUR);
    expect(tenant.state.groups[0]?.roster).toEqual([]);
    const { token } = (await tenant.clientContext.credential.getToken(
      '48ac35b8-9aa8-4d74-927d-1f4a14a0b239/.default',
    )) ?? { token: '' };
    await fetch(
      `${tenant.teamsAdmin}/Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ Identity: 'Global', AllowGuestUser: true }),
      },
    );
    for (let hour = 0; hour < 4; hour++) tenant.clock.advanceTo(tenant.clock.now() + HOUR);
    expect(await readRoster(graph, CANARY, userId)).toEqual({ kind: 'listed' });
  });

  it('shows a fresh account only after some seconds', async () => {
    const tenant = await startTenantOnly();
    const graph = graphClient(tenant.clientContext, tenant.graph);
    const invited = await inviteGuest(graph, 'a@fabrikam.example');
    expect(await findGuest(graph, 'a@fabrikam.example')).toEqual({ kind: 'absent' });
    expect(await addToCanary(graph, CANARY, invited.kind === 'invited' ? invited.userId : '')).toMatchObject({
      kind: 'notYetVisible',
    });
    tenant.clock.advanceTo(tenant.clock.now() + 6_000);
    expect(await findGuest(graph, 'a@fabrikam.example')).toMatchObject({ kind: 'found', userType: 'Guest' });
  });
});

describe('the simulated tenant judges its caller', () => {
  it('for coming back too early, for polling Teams, and for a mail nobody wanted', async () => {
    const tenant = await startTenantOnly({
      serviceFaults: [{ kind: 'throttle', route: 'GET /organization', times: 1, retryAfterSeconds: 30 }],
    });
    await tenant.call('GET', '/organization');
    await tenant.call('GET', '/organization');
    await tenant.call('GET', `/teams/${CANARY}/members`);
    await tenant.call('GET', `/teams/${CANARY}/members`);
    await tenant.call(
      'POST',
      '/invitations',
      anInvitation('a@fabrikam.example', { sendInvitationMessage: true }),
    );
    expect(tenant.faults).toEqual([
      expect.stringContaining('Retry-After'),
      expect.stringContaining('polled'),
      expect.stringContaining('mail'),
    ]);
  });

  it('for asking faster than Microsoft allows, where a batch is as many calls as stand in it', async () => {
    const tenant = await startTenantOnly();
    const ask = async (times: number): Promise<void> => {
      const requests = Array.from({ length: times }, (_, n) => ({
        id: String(n),
        method: 'GET',
        url: `/teams/${CANARY}`,
      }));
      await tenant.call('POST', '/$batch', { requests });
      tenant.clock.advanceTo(tenant.clock.now() + 1_000);
    };
    // That it is asked about one team again and again is another matter.
    const tooFast = (): string[] => tenant.faults.filter((fault) => !fault.includes('polled'));
    await ask(4);
    expect(tooFast()).toEqual([]);
    await ask(5);
    expect(tooFast()).toEqual(['one team: more than 4 in 1 s for the application in this tenant']);
    expect(tenant.requests()).toBe(2);
  });
});

describe('our own calls', () => {
  it('never build the address of a membership without its ending: that would delete the account', () => {
    expect(membershipPath('g', 'u')).toBe('/groups/g/members/u/$ref');
    expect(() => membershipPath('g', 'u/../..')).toThrow();
  });

  it('take what is gone for removed', async () => {
    const tenant = await startTenantOnly();
    const graph = graphClient(tenant.clientContext, tenant.graph);
    await deleteGuest(graph, 'bbbbbbbb-0000-4000-8000-000000000009');
    await removeFromCanary(graph, CANARY, 'bbbbbbbb-0000-4000-8000-000000000009');
    expect(tenant.log.filter(({ status }) => status === 404)).toHaveLength(2);
  });

  it('read whom a membership is about, and nothing from an id of another form', () => {
    const id = Buffer.from(`${CANARY}##AAAAAAAA-0000-4000-8000-000000000001`).toString('base64');
    expect([memberOf(id), memberOf('opaque')]).toEqual(['aaaaaaaa-0000-4000-8000-000000000001', undefined]);
  });

  it('tell a test team that is gone from an account that is too fresh to be seen', async () => {
    const tenant = await startTenantOnly({ app: { graphRoles: PROVING } });
    const graph = graphClient(tenant.clientContext, tenant.graph);
    const invited = await inviteGuest(graph, 'a@fabrikam.example');
    const userId = invited.kind === 'invited' ? invited.userId : '';
    const gone = { kind: 'refused', reason: 'canaryGone' };
    expect(await addToCanary(graph, CANARY, userId)).toMatchObject({ kind: 'notYetVisible' });
    tenant.state.groups = [];
    expect(await addToCanary(graph, CANARY, userId)).toMatchObject(gone);
    expect(await readRoster(graph, CANARY, userId)).toMatchObject(gone);
  });

  it('tell a refused watch from a busy service', async () => {
    const tenant = await startTenantOnly({ app: { graphRoles: ['User.Invite.All'] } });
    expect(
      await subscribeToRoster(graphClient(tenant.clientContext, tenant.graph), PLACE, ASKED),
    ).toMatchObject({
      kind: 'refused',
      raw: { status: 403 },
    });
  });
});

describe('a tenant file', () => {
  it('has every quirk explained, and no other', () => {
    const page = readFileSync(path.join(__dirname, '../../../../docs/tenant-file.md'), 'utf8');
    const table = page.slice(page.indexOf('| question '));
    const explained = [...table.matchAll(/`(\w+)`: (?:true|false|\d|`)/g)].map(([, name]) => name);
    expect(explained.sort()).toEqual(Object.keys(parseTenantFile({}).quirks).sort());
  });

  it('is told everything that is wrong with it at once', () => {
    const faulty = {
      tenantId: 'x',
      settings: { allowInvitesFrom: 'all' },
      serviceFaults: [{ kind: 'throttle', route: 'invitations', times: 1, retryAfterSeconds: 1 }],
    };
    expect(() => parseTenantFile(faulty)).toThrow(/tenantId.*allowInvitesFrom.*serviceFaults\.0\.route/);
  });

  it.each(SCENARIOS)('%s is one', (name) => {
    expect(scenario(name).tenantId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
