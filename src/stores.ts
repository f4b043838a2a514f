import type { Config } from './config';
import type { Credentials } from './identity/credentials';
import { tableArchive } from './store/table-archive';
import { tableAudits } from './store/table-audits';
import { tableCanaryStore } from './store/table-canary-store';
import { tableConsentStore } from './store/table-consent-store';
import { tableEnablementStore } from './store/table-enablement-store';
import { tableHousekeeping } from './store/table-housekeeping';
import { tableMessageMemory } from './store/table-message-memory';
import { tableOpenWork } from './store/table-open-work';
import { tableTenantStore } from './store/table-tenant-store';
import { tableTimeBoxes } from './store/table-time-boxes';
import { openTables } from './store/tables';

export type Stores = ReturnType<typeof openStores>;

/** Every store there is, in the one storage account the configuration names. */
export function openStores({ records, home }: Config, credentials: Credentials) {
  const tables = openTables('url' in records ? { url: records.url, credential: credentials.own } : records);
  return {
    unreadable: tables.unreadable,
    runs: tableEnablementStore(tables),
    audits: tableAudits(tables),
    timeBoxes: tableTimeBoxes(tables),
    openWork: tableOpenWork(tables),
    housekeeping: tableHousekeeping(tables),
    archive: tableArchive(tables),
    registrations: tableTenantStore(tables),
    consents: tableConsentStore(tables),
    canaries: tableCanaryStore(tables),
    messages: tableMessageMemory(tables, home.tenantId),
  };
}
