import type { Caller } from '../../access/caller';
import { reachOf } from '../../access/role-tenants';
import { READERS } from '../../api/routes/fields';
import type { AuditRun } from '../../domain/audit/audit-run';
import type { Services } from '../../composition/services';
import { visibleTo } from '../http/tenant-boundary';

/** An audit as far as a caller may see it: his tenants, and no numbers over all; undefined where it has none of his. */
export function partFor(caller: Caller, run: AuditRun): AuditRun | undefined {
  if (reachOf(caller, READERS) === 'all') return run;
  const { counts: _, missing, moreMissing: __, ...rest } = run;
  const tenants = visibleTo(caller, READERS, run.tenants, (tenantId) => tenantId);
  const mine = missing?.filter((tenantId) => tenants.includes(tenantId));
  return tenants.length === 0 ? undefined : { ...rest, tenants, ...(mine && { missing: mine }) };
}

/** Those audits of a list that look at a tenant of the caller's. */
export async function auditsFor(
  { audits }: Pick<Services, 'audits'>,
  caller: Caller,
  listed: readonly Omit<AuditRun, 'tenants'>[],
): Promise<Omit<AuditRun, 'tenants'>[]> {
  if (reachOf(caller, READERS) === 'all') return [...listed];
  const found = await Promise.all(listed.map(({ id }) => audits.find(id)));
  return found.flatMap((run) => {
    const part = run && partFor(caller, run);
    if (part === undefined) return [];
    const { tenants: _, ...rest } = part;
    return [rest];
  });
}
