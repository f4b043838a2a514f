import type { Change, Control, Permissions } from '../../controls/control';
import type { Enablement } from '../../enablement/enablement';
import { plainly } from '../../enablement/explanation';
import { putsBack } from '../../enablement/request';
import { batchedReads } from '../../graph/batched-reads';
import { together } from '../../http/together';
import { findGuest } from '../../proof/guest';
import { readOrganization } from '../../proof/organization';
import type { InspectedResult } from './inspected';
import { otherTenant, whyHopeless } from './inspection-verdicts';
import { patiently } from './patience';
import { readFor } from './readings';
import type { Tools } from './tools';

/**
 * Reads the controls, the tenant and what there is of the test guest, and says so where that makes a run hopeless.
 * @param granted what our tokens say we may do
 * @param since when this was tried for the first time, milliseconds
 * @param written what is to be put back, where the run is a way back
 */
export async function readTenant(
  tools: Tools,
  run: Enablement,
  controls: readonly Control[],
  granted: Permissions,
  since: number,
  written: readonly Change[] = [],
): Promise<InspectedResult> {
  const { clients, now, canaryGroupId } = tools;
  const { testGuestEmail, tenantId } = run.request;
  const email = putsBack(run.request) ? undefined : testGuestEmail;
  const graph = batchedReads(clients.graph, now);
  const [organization, { documents }, guest] = await together([
    readOrganization(graph),
    patiently({ clients: { ...clients, graph }, now }, since, (patient) =>
      readFor({ clients: patient, now }, run, controls, written),
    ),
    email === undefined ? undefined : findGuest(graph, email),
  ]);
  const isMember = guest?.kind === 'found' && guest.userType !== 'Guest';
  const { verifiedDomains } = organization;
  const explanation =
    organization.tenantId === tenantId
      ? whyHopeless(tools, run.request, { controls, documents, verifiedDomains, isMember, granted })
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
