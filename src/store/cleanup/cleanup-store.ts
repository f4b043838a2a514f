import type { TenantCleanup } from '../../domain/cleanup/cleanup-task';
import type { CleanupRun } from '../../domain/cleanup/cleanup-run';

/** The record of cleanup: its cleanup runs, and what each found and did in each tenant. */
export interface CleanupStore {
  /** Saves a cleanup run that begins; one that is there stays as it is. */
  begin(cleanupRun: CleanupRun): Promise<void>;
  find(id: string): Promise<CleanupRun | undefined>;
  /** The newest first, at most so many. */
  newest(most: number): Promise<CleanupRun[]>;
  /** Notes the end of a cleanup run; the first to say so counts. */
  finish(id: string, end: Required<Pick<CleanupRun, 'finishedAt' | 'counts' | 'missing'>>): Promise<void>;

  tenantCleanups(id: string, tenantId: string): Promise<TenantCleanup | undefined>;
  /** Puts down what a cleanup run found at a place, and later what became of it. */
  put(id: string, tenantCleanups: TenantCleanup): Promise<void>;
  /** In the order of the tenants. */
  places(id: string): Promise<TenantCleanup[]>;
}
