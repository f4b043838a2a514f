import { odata } from '@azure/data-tables';
import type { Enablement } from '../../domain/enablement/enablement';
import * as keys from '../tables/keys';
import { leaseRowSchema, openRowSchema } from '../tables/rows/run-rows';
import { readable } from '../tables/unreadable-rows';
import { findRow, isAbsent, isStale, withTables, type Tables } from '../tables/tables';

/** Who has a tenant to himself. */
export interface Lease {
  etag: string;
  /** The run that holds it; empty where nobody can read which. */
  id: string;
  /** A hash of what that run was asked; empty where nobody can read it. */
  work: string;
}

export async function leaseOf(tables: Tables, tenantId: string): Promise<Lease | undefined> {
  const row = await withTables(tables, () => findRow(tables.tenants, keys.leaseKey(tenantId)));
  if (row === undefined) return undefined;
  const read = readable(tables.unreadable, tables.tenants, row, (one) => leaseRowSchema.parse(one));
  if (read !== undefined) return read;
  const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
  return { etag: text('etag'), id: text('id'), work: text('work') };
}

/**
 * Whether a run holds the lease of its tenant. A lease of which nobody can read whose it is belongs to whoever is under
 * way; one run at a time takes it.
 */
export async function holdsLease(
  tables: Tables,
  { id, tenantId, request }: Pick<Enablement, 'id' | 'tenantId' | 'request'>,
): Promise<boolean> {
  const lease = await leaseOf(tables, tenantId);
  return lease !== undefined && (lease.id === id || (lease.id === '' && !request.dryRun));
}

/** Takes away a lease that is nobody's; somebody who was faster has done it, or holds it. */
export async function dropLease(tables: Tables, tenantId: string, { etag }: Lease): Promise<void> {
  const { partitionKey, rowKey } = keys.leaseKey(tenantId);
  await tables.tenants.deleteEntity(partitionKey, rowKey, { etag }).catch((error: unknown) => {
    if (!isStale(error) && !isAbsent(error)) throw error;
  });
}

/** Whether a run is under way that may hold it: of dry runs none does, but of those nobody can read, any may. */
export async function isAnyHolderOpen(tables: Tables, tenantId: string): Promise<boolean> {
  const { from, to } = keys.rangeOf('open');
  const filter = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
  for await (const row of tables.tenants.listEntities<Record<string, unknown>>({
    queryOptions: { filter },
  })) {
    const open = readable(tables.unreadable, tables.tenants, row, (one) => openRowSchema.parse(one));
    if (open?.request.dryRun !== true) return true;
  }
  return false;
}
