import type { StoredRegistration } from '../enablement/registration';

export interface RegisteredTenant {
  tenantId: string;
  registration: StoredRegistration;
  /** Of the version that was read; hand it back to change that version and no other. */
  etag: string;
}

export type PutResult = { kind: 'saved'; etag: string } | { kind: 'changedMeanwhile' };

/** The tenants operators have registered. */
export interface TenantStore {
  find(tenantId: string): Promise<RegisteredTenant | undefined>;
  /** Saves the whole registration. @param etag the version it replaces; where it is left out there must be none */
  put(tenantId: string, registration: StoredRegistration, etag?: string): Promise<PutResult>;
  /** In the order of their ids. */
  list(): Promise<RegisteredTenant[]>;
}
