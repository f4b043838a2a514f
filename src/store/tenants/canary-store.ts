import type { CanaryCreation } from '../../domain/tenant/canary-team';

type CanaryPut = { kind: 'saved'; etag: string } | { kind: 'changedMeanwhile' };

/** How the test teams that this installation makes come about: at most one a tenant. */
export interface CanaryStore {
  find(tenantId: string): Promise<{ making: CanaryCreation; etag: string } | undefined>;
  /** @param etag the version it replaces; where it is left out there must be none */
  put(tenantId: string, making: CanaryCreation, etag?: string): Promise<CanaryPut>;
}
