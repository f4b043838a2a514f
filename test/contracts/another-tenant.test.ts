import { readersOf } from '../../src/controls/documents';
import { readOrganization } from '../../src/proof/organization';
import { readGrants } from '../../src/proof/read-grants';
import { checkReadiness } from '../../src/readiness/check-readiness';
import { readAll } from '../../src/workflows/activities/audit-readings';
import { clientsOf, startTenantOnly } from '../support/start-tenant';

const OTHER = '99999999-0000-4000-8000-000000000000';

describe('an identity that belongs to another tenant than the one that is asked about', () => {
  const registration = { tenantId: OTHER, approval: 'whenLoosening', teamsSettings: 'api' } as const;

  it('reads nothing there, sends no request, and says whose it is', async () => {
    const tenant = await startTenantOnly();
    const out = { ...tenant.out, tenantId: OTHER };
    const clients = clientsOf({ ...tenant, out });
    const before = tenant.requests();
    const reader = {
      tenant: registration,
      readers: readersOf(clients, out.now),
      readGrants: () => readGrants(out),
      isTold: false,
      now: out.now,
    };
    const readings = await readAll(reader, {}, [], true);
    expect(readings.every(({ kind }) => kind === 'unknown')).toBe(true);
    expect(JSON.stringify(readings[0])).toContain('The token is of another tenant.');
    await expect(readOrganization(clients.graph)).rejects.toMatchObject({ code: 'otherTenant' });
    const { isReady, checks } = await checkReadiness(
      { ...registration, clients, out, now: out.now },
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
    const out = { ...tenant.out, tenantId: tenant.tenantId };
    expect((await readOrganization(clientsOf({ ...tenant, out }).graph)).tenantId).toBe(tenant.tenantId);
  });
});
