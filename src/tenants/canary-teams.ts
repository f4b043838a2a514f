import { isAbandoned, isOver, type CanaryCreation, type CanaryRequest } from '../domain/tenant/canary-team';
import type { CanaryStore } from '../store/tenants/canary-store';
import type { TenantDirectory } from './tenant-directory';

/** How a tenant stands as to a test team. */
export type CanaryStatus =
  | { kind: 'ready'; groupId: string }
  | { kind: 'underWay'; making: CanaryCreation }
  | { kind: 'failed'; making: CanaryCreation }
  | { kind: 'absent' }
  | { kind: 'unknownTenant' };

/** Takes the request for a test team, and says how it stands. The team itself is made by a workflow. */
export interface CanaryTeams {
  auditState(tenantId: string): Promise<CanaryStatus>;
  /** Notes the request; where there is a test team, or one under way, it changes nothing. */
  want(request: CanaryRequest): Promise<CanaryStatus>;
}

export function createCanaryTeams(
  canaries: CanaryStore,
  tenants: TenantDirectory,
  now: () => Date,
): CanaryTeams {
  async function look(tenantId: string): Promise<{ auditState: CanaryStatus; etag?: string }> {
    const tenantSettings = await tenants.find(tenantId);
    if (tenantSettings === undefined) return { auditState: { kind: 'unknownTenant' } };
    const { canaryGroupId: groupId } = tenantSettings;
    if (groupId !== undefined) return { auditState: { kind: 'ready', groupId } };
    const found = await canaries.find(tenantId);
    if (found === undefined) return { auditState: { kind: 'absent' } };
    const { making, etag } = found;
    if (isAbandoned(making, now().getTime())) {
      const problem = 'The making broke off; ask again.';
      return { auditState: { kind: 'failed', making: { ...making, problem } }, etag };
    }
    if (!isOver(making)) return { auditState: { kind: 'underWay', making }, etag };
    // One that was made, and that an operator took out of the registration since, is found again by its tag.
    return { auditState: making.state === 'failed' ? { kind: 'failed', making } : { kind: 'absent' }, etag };
  }

  return {
    auditState: async (tenantId) => (await look(tenantId)).auditState,
    async want({ tenantId, ownerId, requestedBy }) {
      const { auditState, etag } = await look(tenantId);
      if (auditState.kind !== 'absent' && auditState.kind !== 'failed') return auditState;
      const making = { state: 'wanted' as const, ownerId, requestedBy, wantedAt: now().toISOString() };
      const { kind } = await canaries.put(tenantId, making, etag);
      // Somebody else wanted one in the same moment: his wish is as good.
      return kind === 'saved' ? { kind: 'underWay', making } : (await look(tenantId)).auditState;
    },
  };
}
