import type { StoredTenantSettings } from '../../domain/tenant/tenant-settings';

export interface RegisteredTenant {
  tenantId: string;
  tenantSettings: StoredTenantSettings;
  /** Of the version that was read; hand it back to change that version and no other. */
  etag: string;
}

export type PutResult = { kind: 'saved'; etag: string } | { kind: 'changedMeanwhile' };

/** The tenants operators have registered. */
export interface TenantStore {
  find(tenantId: string): Promise<RegisteredTenant | undefined>;
  /** Saves the whole registration. @param etag the version it replaces; where it is left out there must be none */
  put(tenantId: string, tenantSettings: StoredTenantSettings, etag?: string): Promise<PutResult>;
  /** In the order of their ids. */
  list(): Promise<RegisteredTenant[]>;
}
