import type { CanaryCreation } from '../../../src/domain/tenant/canary-team';
import { tableCanaryStore } from '../../../src/store/tenants/table-canary-store';
import { tableTenantStore } from '../../../src/store/tenants/table-tenant-store';
import { openTables } from '../../../src/store/tables/tables';
import { createCanaryActivities } from '../../../src/workflows/test-team/activities/advance-canary-team';
import type { TenantContext } from '../../../src/workflows/context/tenant-context';
import { clientsOf, startTenantOnly, type TenantOnly } from './start-tenant';
import { newStorage } from '../storage';

const MINUTE = 60_000;
const ADA = 'aaaaaaaa-0000-4000-8000-000000000001';

export interface CanaryMakingOnly {
  tenant: TenantOnly;
  /** Takes so many steps, a minute apart, and answers where the making stands. */
  advance(steps?: number): Promise<CanaryCreation>;
}

/** A test team that somebody wants in a tenant, on a store of its own, without a host. */
export async function startCanaryCreation(file: Record<string, unknown> = {}): Promise<CanaryMakingOnly> {
  const tables = openTables({ connectionString: newStorage() });
  const tenant = await startTenantOnly(file);
  const { tenantId, clientContext, clock } = tenant;
  const canaries = tableCanaryStore(tables);
  const wantedAt = clientContext.now().toISOString();
  await canaries.put(tenantId, { state: 'wanted', ownerId: ADA, requestedBy: 'Ada Admin', wantedAt });
  const tenantContext = {
    clients: clientsOf(tenant),
    clientContext,
    statusTokenSecret: 'a-secret-of-at-least-thirty-two-characters',
  };
  const activities = createCanaryActivities({ canaries, tenantRecords: tableTenantStore(tables) }, () =>
    Promise.resolve(tenantContext as TenantContext),
  );
  return {
    tenant,
    async advance(steps = 1) {
      for (let step = 0; step < steps; step++) {
        await activities.advanceCanary({ tenantId, now: clock.now() });
        clock.advanceTo(clock.now() + MINUTE);
      }
      const found = await canaries.find(tenantId);
      if (found === undefined) throw new Error('Nobody wants a test team.');
      return found.making;
    },
  };
}
