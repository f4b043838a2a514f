import type { TimeBox } from '../enablement/time-box';

/** Until when enablements stand. A box is saved with the request it belongs to. */
export interface TimeBoxStore {
  find(tenantId: string, id: string): Promise<{ box: TimeBox; etag: string } | undefined>;
  /** All of a tenant, also those that are over. */
  list(tenantId: string): Promise<{ box: TimeBox; etag: string }[]>;
  /** Whether there is one that nobody can read: `list` leaves it out, and what it asks for is still to be done. */
  isAnyUnreadable(tenantId: string): Promise<boolean>;
  /** @param etag the version it replaces */
  put(tenantId: string, box: TimeBox, etag: string): Promise<'saved' | 'changedMeanwhile'>;
}
