import type { Control, Permissions } from '../../controls/control';
import { isUndoing, type EnablementRequest } from '../../domain/enablement/request';
import {
  neededForProof,
  NEEDED_ALWAYS,
  NEEDED_TO_FIND,
} from '../../microsoft/permissions/needed-permissions';
import { isManual } from './readings';
import type { TenantContext } from './tenant-context';

/**
 * What a run must be allowed before it begins: what must be readable, and what the proof takes; what a change takes is
 * asked once there is a plan.
 * @param isTeamsDark whether the tenant has no Teams administration service an application could get a token for
 */
export function neededBy(
  tenantContext: TenantContext,
  request: EnablementRequest,
  controls: readonly Control[],
  isTeamsDark = false,
): Permissions[] {
  const { goal, dryRun, testGuestEmail } = request;
  const isProven = goal !== 'externalAccess' && !dryRun && !isUndoing(request);
  const readable = controls.filter(
    ({ can, document }) =>
      can === 'change' && document !== undefined && !isManual(tenantContext, document, !isTeamsDark),
  );
  return [
    NEEDED_ALWAYS,
    ...(testGuestEmail !== undefined && !isUndoing(request) ? [NEEDED_TO_FIND] : []),
    ...readable.map(({ toRead }) => toRead),
    ...(isProven ? [neededForProof(tenantContext.canaryGroupId !== undefined)] : []),
  ];
}
