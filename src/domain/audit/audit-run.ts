import type { TenantAudit } from './tenant-audit';

/** What an audit of all tenants came to, in numbers. */
export interface AuditCounts {
  tenants: number;
  clean: number;
  withFindings: number;
  unread: number;
  loosened: number;
  tightened: number;
  /** Findings that are new, and those that are gone since the run before. */
  new: number;
  resolved: number;
}

/** One run over all tenants. Times are ISO 8601, UTC. */
export interface AuditRun {
  id: string;
  startedAt: string;
  /** Who asked, or `timer`. */
  startedBy: string;
  /** The tenants it is about, in order. */
  tenants: string[];
  /** The only tenant it is about; absent where it is about all. */
  tenantId?: string;
  finishedAt?: string;
  counts?: AuditCounts;
  /** Tenants of which it has nothing to say, the first of them; known at its end. */
  missing?: string[];
  /** How many more there are. */
  moreMissing?: number;
  /** When the timer is to start the next one. */
  nextDue?: string;
}

/** An audit as the list of them has it. */
export type AuditSummary = Omit<AuditRun, 'tenants'>;

/** Of those without a result so many are named: where more are missing, what is wrong is not wrong with one of them. */
const MOST_NAMED = 100;

/** What an audit that ends says of tenants without a result. */
export function missingIn(
  tenants: readonly string[],
  results: readonly TenantAudit[],
): Pick<AuditRun, 'missing' | 'moreMissing'> {
  const audited = new Set(results.map(({ tenantId }) => tenantId));
  const missing = tenants.filter((tenantId) => !audited.has(tenantId));
  const more = missing.length - MOST_NAMED;
  return { missing: missing.slice(0, MOST_NAMED), ...(more > 0 && { moreMissing: more }) };
}

export function countsOf(audits: readonly TenantAudit[]): AuditCounts {
  const having = (outcome: TenantAudit['outcome']): number =>
    audits.filter((one) => one.outcome === outcome).length;
  const findings = audits.flatMap((one) => one.findings);
  const open = findings.filter(({ state }) => state === 'new' || state === 'stillOpen');
  return {
    tenants: audits.length,
    clean: having('clean'),
    withFindings: having('findings'),
    unread: having('unread'),
    loosened: open.filter(({ kind }) => kind === 'loosened').length,
    tightened: open.filter(({ kind }) => kind === 'tightened').length,
    new: findings.filter(({ state }) => state === 'new').length,
    resolved: findings.filter(({ state }) => state === 'resolved').length,
  };
}

const DIGITS = 9;

/** The id of a run begins with its time, so that the newest can be found without a list. @param chance ten characters */
export const auditIdOf = (startedAt: number, chance: string): string =>
  `au-${startedAt.toString(36).padStart(DIGITS, '0')}-${chance}`;

/** When the run of this id began, in milliseconds; undefined where it is none of ours. */
export function startOf(id: string): number | undefined {
  const [, time] = /^au-([0-9a-z]{9})-[0-9a-z]+$/.exec(id) ?? [];
  return time === undefined ? undefined : parseInt(time, 36);
}
