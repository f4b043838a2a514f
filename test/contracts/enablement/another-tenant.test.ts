import { readersOf } from '../../../src/settings/read-settings';
import { readOrganization } from '../../../src/microsoft/directory/organization';
import { readGrants } from '../../../src/microsoft/permissions/read-granted-permissions';
import { checkReadiness } from '../../../src/inspection/check-readiness';
import { readAll } from '../../../src/workflows/audit/activities/audit-readings';
import { clientsOf, startTenantOnly } from '../../support/start/start-tenant';

const OTHER = '99999999-0000-4000-8000-000000000000';

describe('an identity that belongs to another tenant than the one that is asked about', () => {
  const tenantSettings = { tenantId: OTHER, approval: 'whenLoosening', teamsSettings: 'api' } as const;

  it('reads nothing there, sends no request, and says whose it is', async () => {
    const tenant = await startTenantOnly();
    const clientContext = { ...tenant.clientContext, tenantId: OTHER };
    const clients = clientsOf({ ...tenant, clientContext });
    const before = tenant.requests();
    const reader = {
      tenant: tenantSettings,
      readers: readersOf(clients, clientContext.now),
      readGrants: () => readGrants(clientContext),
      isNotified: false,
      now: clientContext.now,
    };
    const readings = await readAll(reader, {}, [], true);
    expect(readings.every(({ kind }) => kind === 'unknown')).toBe(true);
    expect(JSON.stringify(readings[0])).toContain('The token is of another tenant.');
    await expect(readOrganization(clients.graph)).rejects.toMatchObject({ code: 'otherTenant' });
    const { isReady, checks } = await checkReadiness(
      { ...tenantSettings, clients, clientContext, now: clientContext.now },
      'guestAccess',
      undefined,
    );
    expect([isReady, checks[0]?.text]).toEqual([
      false,
      expect.stringContaining('The app belongs to another tenant than this one'),
    ]);
    // Tokens aside, which a managed identity gives for no tenant in particular.
    expect(tenant.log.filter(({ service }) => service !== 'identity')).toEqual([]);
    expect(before).toBe(0);
  });

  it('reads its own as ever', async () => {
    const tenant = await startTenantOnly();
    const clientContext = { ...tenant.clientContext, tenantId: tenant.tenantId };
    expect((await readOrganization(clientsOf({ ...tenant, clientContext }).graph)).tenantId).toBe(
      tenant.tenantId,
    );
  });
});
