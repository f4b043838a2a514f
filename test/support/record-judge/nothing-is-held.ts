import type { Facts } from './facts';

/** So long a run may be without an orchestration before the sweeper must have come by. */
const SWEPT_WITHIN = 2 * 3_600_000;

/** A row that holds a tenant belongs to a run that is not over and that something works for. */
export function nothingIsHeld({ tenants, runs, held, live }: Facts): string[] {
  return held.flatMap(({ tenantId, id, by }) => {
    const found = runs.find(({ run }) => run.id === id);
    const row = by === 'lease' ? 'the lease of' : 'the open row in';
    if (found === undefined) return [];
    const { run, steps } = found;
    if (run.closedAt !== undefined) return [`${row} ${tenantId} is held by run ${id}, which is closed`];
    const last = Date.parse(steps.at(-1)?.ended ?? run.acceptedAt);
    const now = tenants.find((tenant) => tenant.tenantId === tenantId)?.now ?? last;
    const isServed = live === undefined || live.some((one) => one === id || one.startsWith(`${id}:`));
    if (isServed || now - last < SWEPT_WITHIN) return [];
    return [`${row} ${tenantId} is held by run ${id}, for which nothing works`];
  });
}
