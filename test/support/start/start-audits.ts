import { auditIdOf } from '../../../src/domain/audit/audit-run';
import type { TenantAudit } from '../../../src/domain/audit/tenant-audit';
import { readersOf } from '../../../src/settings/read-settings';
import type { StoredTenantSettings } from '../../../src/domain/tenant/tenant-settings';
import { configurationSnapshots } from '../../../src/microsoft/graph/configuration-snapshots';
import { graphClient } from '../../../src/microsoft/graph/graph-client';
import { readGrants } from '../../../src/microsoft/permissions/read-granted-permissions';
import { teamsAdminClient } from '../../../src/microsoft/teams-admin/teams-admin-client';
import type { AuditStore } from '../../../src/store/audits/audit-store';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import { tableAudits } from '../../../src/store/audits/table-audits';
import { tableExpiries } from '../../../src/store/enablements/table-expiries';
import type { ExpiryStore } from '../../../src/store/enablements/expiry-store';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { openTables } from '../../../src/store/tables/tables';
import {
  createAuditActivities,
  type AuditActivities,
} from '../../../src/workflows/audit/activities/audit-tenant';
import { startTenantOnly, type TenantOnly } from './start-tenant';
import { newStorage } from '../storage';

const NIGHT = 24 * 3_600_000;

export interface Audits {
  tenant: TenantOnly;
  audits: AuditStore;
  runs: EnablementStore;
  expiries: ExpiryStore;
  activities: AuditActivities;
  /** Requests that went over the wire since the last audit began, tokens aside. */
  wire: string[];
  /** Replaces the way to Microsoft; undefined gives it back. */
  reroute(way: typeof fetch | undefined): void;
  /** Lets a night pass, or so many milliseconds, and audits the tenant as a run does whose patience is at its end. */
  audit(after?: number): Promise<TenantAudit>;
}

/**
 * The activities of an audit on a tenant and a store of its own: what a workflow would call, called here.
 * @param registration what an operator registered
 * @param through what stands between them and the store
 */
export async function startAudits(
  file: Record<string, unknown> = {},
  tenantSettings: StoredTenantSettings = {},
  through: (store: AuditStore) => AuditStore = (store) => store,
): Promise<Audits> {
  const connectionString = newStorage();
  const tenant = await startTenantOnly(file);
  const wire: string[] = [];
  let way: typeof fetch | undefined;
  const clientContext = {
    ...tenant.clientContext,
    fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) => {
      wire.push(`${init?.method ?? 'GET'} ${new URL(url instanceof Request ? url.url : url).pathname}`);
      return (way ?? fetch)(url, init);
    },
  };
  const tables = openTables({ connectionString });
  const audits = through(tableAudits(tables));
  const runs = tableEnablementStore(tables);
  const clients = {
    graph: graphClient(clientContext, tenant.graph),
    teamsAdmin: teamsAdminClient(clientContext, tenant.teamsAdmin),
  };
  const activities = createAuditActivities({
    audits,
    runs,
    now: clientContext.now,
    newId: () => `en-${crypto.randomUUID()}`,
    readerFor: async (tenantId) => ({
      tenant: {
        tenantId,
        approval: 'whenLoosening',
        teamsSettings: 'api',
        testGuestEmail: 'probe@fabrikam.example',
        ...(tenant.state.groups[0] && { canaryGroupId: tenant.state.groups[0].id }),
        ...tenantSettings,
      },
      readers: readersOf(clients, clientContext.now),
      ...(tenantSettings.auditTeamsBy === 'snapshot' && { snapshots: configurationSnapshots(clients.graph) }),
      readGrants: () => readGrants(tenant.clientContext),
      publicUrl: 'https://gastvrij.example',
      isNotified: true,
      now: clientContext.now,
    }),
  });

  let nights = 0;
  return {
    tenant,
    audits,
    runs,
    expiries: tableExpiries(tables),
    activities,
    wire,
    reroute: (other) => void (way = other),
    async audit(after = NIGHT) {
      const { clock, tenantId } = tenant;
      clock.advanceTo(clock.now() + after);
      const id = auditIdOf(clock.now(), `night${nights++}`);
      wire.length = 0;
      // An activity that died is run again.
      const run = () => activities.auditTenant({ id, tenantId, givesUp: true });
      await run().catch(run);
      const result = await audits.result(id, tenantId);
      if (result === undefined) throw new Error(`${id} has no result.`);
      return result;
    },
  };
}
