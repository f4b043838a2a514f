import { isAbandoned, isOver, type CanaryMaking, type CanaryRequest } from '../enablement/canary';
import type { CanaryStore } from '../store/canary-store';
import type { TenantDirectory } from './tenant-directory';

/** How a tenant stands as to a test team. */
export type CanaryStanding =
  | { kind: 'ready'; groupId: string }
  | { kind: 'underWay'; making: CanaryMaking }
  | { kind: 'failed'; making: CanaryMaking }
  | { kind: 'absent' }
  | { kind: 'unknownTenant' };

/** Takes the wish for a test team, and says how it stands. The team itself is made by a workflow. */
export interface CanaryDesk {
  standing(tenantId: string): Promise<CanaryStanding>;
  /** Notes the wish; where there is a test team, or one under way, it changes nothing. */
  want(request: CanaryRequest): Promise<CanaryStanding>;
}

export function createCanaryDesk(
  canaries: CanaryStore,
  tenants: TenantDirectory,
  now: () => Date,
): CanaryDesk {
  async function look(tenantId: string): Promise<{ standing: CanaryStanding; etag?: string }> {
    const registration = await tenants.find(tenantId);
    if (registration === undefined) return { standing: { kind: 'unknownTenant' } };
    const { canaryGroupId: groupId } = registration;
    if (groupId !== undefined) return { standing: { kind: 'ready', groupId } };
    const found = await canaries.find(tenantId);
    if (found === undefined) return { standing: { kind: 'absent' } };
    const { making, etag } = found;
    if (isAbandoned(making, now().getTime())) {
      const problem = 'The making broke off; ask again.';
      return { standing: { kind: 'failed', making: { ...making, problem } }, etag };
    }
    if (!isOver(making)) return { standing: { kind: 'underWay', making }, etag };
    // One that was made, and that an operator took out of the registration since, is found again by its tag.
    return { standing: making.state === 'failed' ? { kind: 'failed', making } : { kind: 'absent' }, etag };
  }

  return {
    standing: async (tenantId) => (await look(tenantId)).standing,
    async want({ tenantId, ownerId, requestedBy }) {
      const { standing, etag } = await look(tenantId);
      if (standing.kind !== 'absent' && standing.kind !== 'failed') return standing;
      const making = { state: 'wanted' as const, ownerId, requestedBy, wantedAt: now().toISOString() };
      const { kind } = await canaries.put(tenantId, making, etag);
      // Somebody else wanted one in the same moment: his wish is as good.
      return kind === 'saved' ? { kind: 'underWay', making } : (await look(tenantId)).standing;
    },
  };
}
