import { randomUUID } from 'node:crypto';
import type { Callbacks } from './callbacks/callbacks';
import type { Config } from './config';
import { readersOf } from './controls/documents';
import type { Clients } from './controls/settings-document';
import { configurationSnapshots } from './graph/configuration-snapshots';
import { graphClient } from './graph/graph-client';
import type { WayOut } from './http/way-out';
import type { Credentials } from './identity/credentials';
import { readGrants } from './proof/read-grants';
import type { Stores } from './stores';
import { teamsAdminClient } from './teams-admin/teams-admin-client';
import type { TenantDirectory } from './tenants/tenant-directory';
import type { AuditReader } from './workflows/activities/audit-readings';
import type { Tools } from './workflows/activities/tools';

/** How we work in each tenant: as whom, by which clients, with what is registered of it. */
export interface TenantTools {
  outOf(tenantId: string): WayOut;
  clientsOf(out: WayOut): Clients;
  /** A tenant that is not served any more is still cleaned up after. */
  toolsFor(tenantId: string): Promise<Tools>;
  /** What an audit reads with, which cannot write; undefined for a tenant we do not serve. */
  readerFor(tenantId: string): Promise<AuditReader | undefined>;
}

export function createTenantTools(
  config: Config,
  credentials: Credentials,
  joined: { stores: Stores; tenants: TenantDirectory; callbacks: Callbacks; now: () => Date },
): TenantTools {
  const { statusTokenSecret, publicUrl, approvalHours, defaults, newsReceiver } = config;
  const { stores, tenants, callbacks, now } = joined;
  const outOf = (tenantId: string): WayOut => ({
    fetch: globalThis.fetch,
    credential: credentials.forTenant(tenantId),
    tenantId,
    now,
    newId: randomUUID,
  });
  const clientsOf = (out: WayOut): Clients => ({
    graph: graphClient(out, config.graphUrl),
    teamsAdmin: teamsAdminClient(out, config.teamsAdminUrl),
  });
  return {
    outOf,
    clientsOf,
    async toolsFor(tenantId) {
      const out = outOf(tenantId);
      const registration = (await tenants.find(tenantId)) ?? { tenantId, ...defaults };
      return {
        ...registration,
        clients: clientsOf(out),
        store: stores.runs,
        audits: stores.audits,
        timeBoxes: stores.timeBoxes,
        now,
        out,
        callbacks,
        statusTokenSecret,
        approvalHours,
        ...(publicUrl && { publicUrl }),
      };
    },
    async readerFor(tenantId) {
      const tenant = await tenants.find(tenantId);
      const out = outOf(tenantId);
      const clients = clientsOf(out);
      const snapshots = tenant?.auditTeamsBy === 'snapshot' && configurationSnapshots(clients.graph);
      const isTold = (tenant?.auditCallbackSealed ?? newsReceiver) !== undefined;
      const mayRead = { readers: readersOf(clients, now), readGrants: () => readGrants(out) };
      const more = { ...(snapshots && { snapshots }), ...(publicUrl && { publicUrl }) };
      return tenant && { tenant, ...mayRead, now, isTold, ...more };
    },
  };
}
