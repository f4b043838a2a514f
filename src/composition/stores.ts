import type { Config } from '../config';
import type { Credentials } from '../microsoft/identity/credentials';
import { tableArchive } from '../store/cleanup/table-archive';
import { tableAudits } from '../store/audits/table-audits';
import { tableCanaryStore } from '../store/tenants/table-canary-store';
import { tableConsentStore } from '../store/tenants/table-consent-store';
import { tableEnablementStore } from '../store/enablements/table-enablement-store';
import { tableCleanup } from '../store/cleanup/table-cleanup';
import { tableMessageMemory } from '../store/messages/table-received-messages';
import { tableOpenWork } from '../store/tenants/table-open-work';
import { tableTenantStore } from '../store/tenants/table-tenant-store';
import { tableExpiries } from '../store/enablements/table-expiries';
import { openTables } from '../store/tables/tables';

export type Stores = ReturnType<typeof openStores>;

/** Every store there is, in the one storage account the configuration names. */
export function openStores({ records, home }: Config, credentials: Credentials) {
  const tables = openTables('url' in records ? { url: records.url, credential: credentials.own } : records);
  return {
    unreadable: tables.unreadable,
    runs: tableEnablementStore(tables),
    audits: tableAudits(tables),
    expiries: tableExpiries(tables),
    openWork: tableOpenWork(tables),
    cleanup: tableCleanup(tables),
    archive: tableArchive(tables),
    tenantRecords: tableTenantStore(tables),
    consents: tableConsentStore(tables),
    canaries: tableCanaryStore(tables),
    messages: tableMessageMemory(tables, home.tenantId),
  };
}
