import type { AuditCounts, AuditRun, AuditSummary } from '../../domain/audit/audit-run';
import type { Overdue } from '../../domain/audit/overdue-audit';
import type { AuditState } from '../../domain/audit/audit-state';
import type { TenantAudit } from '../../domain/audit/tenant-audit';
import type { Delivery } from '../../domain/events/delivery';
import type { Deliveries } from '../deliveries/outbox';

/** What is known of a tenant, with the audit that last said so. */
export interface StoredAuditState {
  auditState: AuditState;
  auditId: string;
  result: TenantAudit;
  /** Of the version that was read; hand it back to change that version and no other. */
  etag: string;
}

/** Audits, what each said of each tenant, and what is known of a tenant from one to the next. */
export interface AuditStore {
  /** Saves a run that begins; one that is there stays as it is. */
  begin(run: AuditRun): Promise<void>;
  find(id: string): Promise<AuditRun | undefined>;
  /** The same without its tenants, of which there may be thousands. */
  summary(id: string): Promise<AuditSummary | undefined>;
  /** The newest first, at most so many. */
  newest(most: number): Promise<AuditSummary[]>;
  /** The newest that is about all tenants: one that somebody asks for of a single tenant stands in for no night. */
  newestOfAll(): Promise<AuditSummary | undefined>;
  /** Those without an end, the newest first, at most so many. */
  unfinished(most: number): Promise<AuditSummary[]>;
  /** Notes the end of a run; the first to say so counts. */
  finish(
    id: string,
    end: { finishedAt: string; counts: AuditCounts } & Pick<AuditRun, 'missing' | 'moreMissing'>,
  ): Promise<void>;
  /** Whether somebody was told that an audit is overdue, and that somebody was. */
  isSaid(overdue: Overdue): Promise<boolean>;
  noteSaid(overdue: Overdue, at: string): Promise<void>;

  auditState(tenantId: string): Promise<StoredAuditState | undefined>;
  /**
   * Keeps what is known, and with it the delivery that tells what is new in it: both or neither, so that nothing is told
   * twice and nothing is forgotten. @param etag the version it replaces; where it is left out there must be none
   */
  keep(
    tenantId: string,
    kept: Omit<StoredAuditState, 'etag'>,
    etag?: string,
    delivery?: Delivery,
  ): Promise<'kept' | 'changedMeanwhile'>;
  /** What there is to tell of a tenant, by its id. */
  deliveries: Deliveries;
  /** Records what an audit said of a tenant; what is there already stays. */
  record(id: string, result: TenantAudit): Promise<void>;
  result(id: string, tenantId: string): Promise<TenantAudit | undefined>;
  /** In the order of the tenants. */
  results(id: string): Promise<TenantAudit[]>;
  /** So many of them, behind a tenant; `next` is the one behind which to go on, absent where there are no more. */
  someResults(
    id: string,
    from: { after?: string | undefined; size: number },
  ): Promise<{ results: TenantAudit[]; next?: string }>;
}
