import { logChange } from '../../../local/tenant/directory/directory-log';
import type { Moved } from '../../../src/domain/audit/change-author';
import { whoChanged } from '../../../src/inspection/who-changed';
import { clientsOf, startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';

const E1 = 'PATCH /policies/authorizationPolicy';
const [EARLY, FROM, MIDDLE, LATE, TO, AFTER] = Array.from(
  { length: 6 },
  (_, hour) => `2026-03-02T0${hour}:00:00.000Z`,
) as [string, string, string, string, string, string];
const moved = (control: string, property: string): Moved => ({ control, property, from: FROM, to: TO });
const INVITES = moved('E-1', 'allowInvitesFrom');

const withLog = (): Promise<TenantOnly> => startTenantOnly({ app: { graphRoles: ['AuditLog.Read.All'] } });
const ask = async (tenant: TenantOnly, ...of: Moved[]) => whoChanged(clientsOf(tenant).graph, of);

describe('who moved a setting', () => {
  it('is the last who named it between the two looks, and not who came before, after, or for something else', async () => {
    const tenant = await withLog();
    const note = (person: string, at: string, property = 'allowInvitesFrom') =>
      logChange(tenant.state, E1, { person, at, properties: [property] });
    note('early@contoso.example', EARLY);
    note('ada@contoso.example', MIDDLE);
    note('bob@contoso.example', LATE, 'guestUserRoleId');
    note('late@contoso.example', AFTER);
    const [author] = await ask(tenant, INVITES);
    expect(author).toMatchObject({ by: 'ada@contoso.example', at: MIDDLE });
    expect(author?.reason).toContain('the last of 2 who touched it');
    expect(await ask(tenant, moved('E-4', 'guestUserRoleId'))).toMatchObject([{ by: 'bob@contoso.example' }]);
  });

  it('is the last who touched its document, where nobody named it', async () => {
    const tenant = await withLog();
    logChange(tenant.state, 'PATCH /groupSettings/{id}', {
      app: 'Baseline tool',
      at: MIDDLE,
      properties: ['values'],
    });
    expect(await ask(tenant, moved('G-1', 'AllowToAddGuests'))).toMatchObject([
      { by: 'Baseline tool', at: MIDDLE },
    ]);
  });

  it('is told apart by the object, where many policies are logged under one name', async () => {
    const tenant = await withLog();
    const write = { at: MIDDLE, properties: [] };
    logChange(tenant.state, 'PATCH /policies/b2bManagementPolicies/{id}', {
      person: 'ada@x.example',
      ...write,
    });
    logChange(tenant.state, 'PATCH /policies/b2bManagementPolicies/{id}', {
      person: 'bob@x.example',
      ...write,
    });
    const [, another] = tenant.state.directoryAudits;
    if (another?.targetResources[0]) another.targetResources[0].displayName = 'Token lifetimes';
    expect(await ask(tenant, moved('E-3', 'domains'))).toMatchObject([{ by: 'ada@x.example' }]);
  });

  it('takes one request for all of them, and none where the log says nothing of any', async () => {
    const tenant = await withLog();
    const teams = moved('T-1', 'AllowGuestUser');
    expect(await ask(tenant, teams, moved('S-1', 'sharingCapability'))).toEqual([
      { reason: expect.stringContaining('Microsoft Purview') as string },
      { reason: expect.stringContaining('Microsoft Purview') as string },
    ]);
    const reads = () => tenant.log.filter(({ route }) => route.startsWith('/auditLogs')).length;
    expect(reads()).toBe(0);
    const [invites] = await ask(tenant, INVITES, moved('G-1', 'AllowToAddGuests'), teams);
    expect(invites).toEqual({ reason: expect.stringContaining('it can be late') as string });
    expect(reads()).toBe(1);
    expect(tenant.faults).toEqual([]);
  });

  it.each([
    ['the right is missing', { app: { graphRoles: [] } }, 'AuditLog.Read.All'],
    [
      'Microsoft is busy',
      {
        app: { graphRoles: ['AuditLog.Read.All'] },
        serviceFaults: [{ kind: 'fail', route: 'GET /auditLogs/directoryAudits', times: 9, status: 503 }],
      },
      'at the moment',
    ],
  ])('is not known where %s, and that is no fault', async (_, file, words) => {
    const [invites, teams] = await ask(await startTenantOnly(file), INVITES, moved('T-1', 'AllowGuestUser'));
    expect(invites).toEqual({ reason: expect.stringMatching(`^Not readable.*${words}`) as string });
    expect(teams?.reason).toContain('Microsoft Purview');
  });
});
