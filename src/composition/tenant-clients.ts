import { randomUUID } from 'node:crypto';
import type { Callbacks } from '../callbacks/send-callback';
import type { Config } from '../config';
import { readersOf } from '../settings/read-settings';
import type { Clients } from '../settings/settings-document';
import { configurationSnapshots } from '../microsoft/graph/configuration-snapshots';
import { graphClient } from '../microsoft/graph/graph-client';
import type { ClientContext } from '../microsoft/http/client-context';
import type { Credentials } from '../microsoft/identity/credentials';
import { readGrants } from '../microsoft/permissions/read-granted-permissions';
import type { Stores } from './stores';
import { teamsAdminClient } from '../microsoft/teams-admin/teams-admin-client';
import type { TenantDirectory } from '../tenants/tenant-directory';
import type { AuditReader } from '../workflows/audit/activities/audit-readings';
import type { TenantContext } from '../workflows/context/tenant-context';

/** How we work in each tenant: as whom, by which clients, with what is registered of it. */
export interface TenantClients {
  clientContextFor(tenantId: string): ClientContext;
  clientsOf(clientContext: ClientContext): Clients;
  /** A tenant that is not served any more is still cleaned up after. */
  tenantContextFor(tenantId: string): Promise<TenantContext>;
  /** What an audit reads with, which cannot write; undefined for a tenant we do not serve. */
  readerFor(tenantId: string): Promise<AuditReader | undefined>;
}

export function createTenantClients(
  config: Config,
  credentials: Credentials,
  joined: { stores: Stores; tenants: TenantDirectory; callbacks: Callbacks; now: () => Date },
): TenantClients {
  const { statusTokenSecret, publicUrl, approvalHours, defaults, auditReceiver } = config;
  const { stores, tenants, callbacks, now } = joined;
  const clientContextFor = (tenantId: string): ClientContext => ({
    fetch: globalThis.fetch,
    credential: credentials.forTenant(tenantId),
    tenantId,
    now,
    newId: randomUUID,
  });
  const clientsOf = (clientContext: ClientContext): Clients => ({
    graph: graphClient(clientContext, config.graphUrl),
    teamsAdmin: teamsAdminClient(clientContext, config.teamsAdminUrl),
  });
  return {
    clientContextFor,
    clientsOf,
    async tenantContextFor(tenantId) {
      const clientContext = clientContextFor(tenantId);
      const tenantSettings = (await tenants.find(tenantId)) ?? { tenantId, ...defaults };
      return {
        ...tenantSettings,
        clients: clientsOf(clientContext),
        store: stores.runs,
        audits: stores.audits,
        expiries: stores.expiries,
        now,
        clientContext,
        callbacks,
        statusTokenSecret,
        approvalHours,
        ...(publicUrl && { publicUrl }),
      };
    },
    async readerFor(tenantId) {
      const tenant = await tenants.find(tenantId);
      const clientContext = clientContextFor(tenantId);
      const clients = clientsOf(clientContext);
      const snapshots = tenant?.auditTeamsBy === 'snapshot' && configurationSnapshots(clients.graph);
      const isNotified = (tenant?.auditCallbackEncrypted ?? auditReceiver) !== undefined;
      const mayRead = { readers: readersOf(clients, now), readGrants: () => readGrants(clientContext) };
      const more = { ...(snapshots && { snapshots }), ...(publicUrl && { publicUrl }) };
      return tenant && { tenant, ...mayRead, now, isNotified, ...more };
    },
  };
}
