import { auditIdOf } from '../../src/audit/audit-run';
import type { TenantAudit } from '../../src/audit/tenant-audit';
import { readersOf } from '../../src/controls/documents';
import type { StoredRegistration } from '../../src/enablement/registration';
import { configurationSnapshots } from '../../src/graph/configuration-snapshots';
import { graphClient } from '../../src/graph/graph-client';
import { readGrants } from '../../src/proof/read-grants';
import { teamsAdminClient } from '../../src/teams-admin/teams-admin-client';
import type { AuditStore } from '../../src/store/audit-store';
import type { EnablementStore } from '../../src/store/enablement-store';
import { tableAudits } from '../../src/store/table-audits';
import { tableTimeBoxes } from '../../src/store/table-time-boxes';
import type { TimeBoxStore } from '../../src/store/time-box-store';
import { tableEnablementStore } from '../../src/store/table-enablement-store';
import { openTables } from '../../src/store/tables';
import { createAuditActivities, type AuditActivities } from '../../src/workflows/activities/audit-tenant';
import { startTenantOnly, type TenantOnly } from './start-tenant';
import { newStorage } from './storage';

const NIGHT = 24 * 3_600_000;

export interface Audits {
  tenant: TenantOnly;
  audits: AuditStore;
  runs: EnablementStore;
  timeBoxes: TimeBoxStore;
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
  registration: StoredRegistration = {},
  through: (store: AuditStore) => AuditStore = (store) => store,
): Promise<Audits> {
  const connectionString = newStorage();
  const tenant = await startTenantOnly(file);
  const wire: string[] = [];
  let way: typeof fetch | undefined;
  const out = {
    ...tenant.out,
    fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) => {
      wire.push(`${init?.method ?? 'GET'} ${new URL(url instanceof Request ? url.url : url).pathname}`);
      return (way ?? fetch)(url, init);
    },
  };
  const tables = openTables({ connectionString });
  const audits = through(tableAudits(tables));
  const runs = tableEnablementStore(tables);
  const clients = {
    graph: graphClient(out, tenant.graph),
    teamsAdmin: teamsAdminClient(out, tenant.teamsAdmin),
  };
  const activities = createAuditActivities({
    audits,
    runs,
    now: out.now,
    newId: () => `en-${crypto.randomUUID()}`,
    readerFor: async (tenantId) => ({
      tenant: {
        tenantId,
        approval: 'whenLoosening',
        teamsSettings: 'api',
        testGuestEmail: 'probe@fabrikam.example',
        ...(tenant.state.groups[0] && { canaryGroupId: tenant.state.groups[0].id }),
        ...registration,
      },
      readers: readersOf(clients, out.now),
      ...(registration.auditTeamsBy === 'snapshot' && { snapshots: configurationSnapshots(clients.graph) }),
      readGrants: () => readGrants(tenant.out),
      publicUrl: 'https://gastvrij.example',
      isTold: true,
      now: out.now,
    }),
  });

  let nights = 0;
  return {
    tenant,
    audits,
    runs,
    timeBoxes: tableTimeBoxes(tables),
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
