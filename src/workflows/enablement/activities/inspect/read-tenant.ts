import type { Change, Control, Permissions } from '../../../../controls/control';
import type { Enablement } from '../../../../domain/enablement/enablement';
import { plainly } from '../../../../domain/diagnosis/explanation';
import { isUndoing } from '../../../../domain/enablement/request';
import { batchedReads } from '../../../../microsoft/graph/batched-reads';
import { concurrently } from '../../../../microsoft/http/coalesce';
import { findGuest } from '../../../../microsoft/test-guest/invite-guest';
import { readOrganization } from '../../../../microsoft/directory/organization';
import type { InspectedResult } from './inspection';
import { otherTenant, whyHopeless } from './inspection-verdicts';
import { whileThrottled } from '../../../context/while-throttled';
import { readFor } from '../../../context/readings';
import type { TenantContext } from '../../../context/tenant-context';

/**
 * Reads the controls, the tenant and what there is of the test guest, and says so where that makes a run hopeless.
 * @param granted what our tokens say we may do
 * @param since when this was tried for the first time, milliseconds
 * @param written what is to be undone, where the run is an undo
 */
export async function readTenant(
  tenantContext: TenantContext,
  run: Enablement,
  controls: readonly Control[],
  granted: Permissions,
  since: number,
  written: readonly Change[] = [],
): Promise<InspectedResult> {
  const { clients, now, canaryGroupId } = tenantContext;
  const { testGuestEmail, tenantId } = run.request;
  const email = isUndoing(run.request) ? undefined : testGuestEmail;
  const graph = batchedReads(clients.graph, now);
  const [organization, { documents }, guest] = await concurrently([
    readOrganization(graph),
    whileThrottled({ clients: { ...clients, graph }, now }, since, (patient) =>
      readFor({ clients: patient, now }, run, controls, written),
    ),
    email === undefined ? undefined : findGuest(graph, email),
  ]);
  const isMember = guest?.kind === 'found' && guest.userType !== 'Guest';
  const { verifiedDomains } = organization;
  const explanation =
    organization.tenantId === tenantId
      ? whyHopeless(tenantContext, run.request, { controls, documents, verifiedDomains, isMember, granted })
      : plainly(otherTenant());
  return {
    documents,
    granted,
    ourDomain: organization.defaultDomain,
    ...(canaryGroupId && { canaryGroupId }),
    ...(guest?.kind === 'found' && { guestBefore: { id: guest.id } }),
    ...(explanation && { explanation }),
  };
}
