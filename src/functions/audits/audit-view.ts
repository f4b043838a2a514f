import type { Caller } from '../../access/caller';
import { reachOf } from '../../access/role-tenants';
import { READERS } from '../../api/routes/fields';
import type { AuditSummary } from '../../domain/audit/audit-run';
import type { TenantAudit } from '../../domain/audit/tenant-audit';
import type { Services } from '../../composition/services';
import { whereLegible } from '../../store/tables/unreadable-rows';
import { partFor } from './visible-audits';

/** What is asked of an audit: all its tenants, for a file, or so many behind one of them. */
interface Asked {
  isFile: boolean;
  after?: string | undefined;
  /** Left out by whoever only wants to know how far it has come. */
  size?: number | undefined;
}

export interface AuditView {
  run: AuditSummary;
  results: TenantAudit[];
  /** Behind which tenant to go on; absent where there are no more. */
  next?: string;
}

const A_PAGE = 100;
const sizeOf = ({ finishedAt }: AuditSummary, { after, size }: Asked): number =>
  size ?? (finishedAt === undefined && after === undefined ? 0 : A_PAGE);

/** An audit as far as a caller may see it; undefined where there is none of his. Reads no more than it shows. */
export async function viewAudit(
  { audits }: Pick<Services, 'audits'>,
  caller: Caller,
  id: string,
  asked: Asked,
): Promise<AuditView | undefined> {
  if (reachOf(caller, READERS) !== 'all') return viewPart();
  const run = await audits.summary(id);
  if (run === undefined) return undefined;
  if (asked.isFile) return { run, results: await audits.results(id) };
  const size = sizeOf(run, asked);
  return { run, ...(size === 0 ? { results: [] } : await audits.someResults(id, { ...asked, size })) };

  /** Whoever is kept to some tenants gets those, which are few. */
  async function viewPart(): Promise<AuditView | undefined> {
    const found = await audits.find(id);
    const part = found && partFor(caller, found);
    if (part === undefined) return undefined;
    const { tenants, ...run } = part;
    const behind = tenants.toSorted().filter((tenantId) => asked.isFile || tenantId > (asked.after ?? ''));
    const page = asked.isFile ? behind : behind.slice(0, sizeOf(run, asked));
    const results = await whereLegible(page, (tenantId) => audits.result(id, tenantId));
    const last = page.length < behind.length ? page.at(-1) : undefined;
    return { run, results: results.filter((one) => one !== undefined), ...(last && { next: last }) };
  }
}
