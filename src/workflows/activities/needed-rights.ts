import type { Control, Permissions } from '../../controls/control';
import { putsBack, type EnablementRequest } from '../../enablement/request';
import { neededForProof, NEEDED_ALWAYS, NEEDED_TO_FIND } from '../../proof/permissions';
import { isByHand } from './readings';
import type { Tools } from './tools';

/**
 * What a run must be allowed before it begins: what must be readable, and what the proof takes; what a change takes is
 * asked once there is a plan.
 * @param isTeamsDark whether the tenant has no Teams administration service an application could get a token for
 */
export function neededBy(
  tools: Tools,
  request: EnablementRequest,
  controls: readonly Control[],
  isTeamsDark = false,
): Permissions[] {
  const { goal, dryRun, testGuestEmail } = request;
  const isProven = goal !== 'externalAccess' && !dryRun && !putsBack(request);
  const readable = controls.filter(
    ({ can, document }) =>
      can === 'change' && document !== undefined && !isByHand(tools, document, !isTeamsDark),
  );
  return [
    NEEDED_ALWAYS,
    ...(testGuestEmail !== undefined && !putsBack(request) ? [NEEDED_TO_FIND] : []),
    ...readable.map(({ toRead }) => toRead),
    ...(isProven ? [neededForProof(tools.canaryGroupId !== undefined)] : []),
  ];
}
