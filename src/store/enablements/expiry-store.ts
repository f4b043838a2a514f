import type { Expiry } from '../../domain/enablement/expiry';

/** Until when enablements stand. A box is saved with the request it belongs to. */
export interface ExpiryStore {
  find(tenantId: string, id: string): Promise<{ box: Expiry; etag: string } | undefined>;
  /** All of a tenant, also those that are over. */
  list(tenantId: string): Promise<{ box: Expiry; etag: string }[]>;
  /** Whether there is one that nobody can read: `list` leaves it out, and what it asks for is still to be done. */
  isAnyUnreadable(tenantId: string): Promise<boolean>;
  /** @param etag the version it replaces */
  put(tenantId: string, box: Expiry, etag: string): Promise<'saved' | 'changedMeanwhile'>;
}
