import { concernedBy } from '../../../../controls/checklist';
import type { Enablement } from '../../../../domain/enablement/enablement';
import { desiredSettingsOf } from '../../../../domain/plan/desired-settings';
import type { InspectedResult } from '../inspect/inspection';
import { readFor } from '../../../context/readings';
import { resultOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';

/**
 * Reads again what a run is about. Teams is to be asked once a day at most whether a team has changed, and a run lasts
 * about a day: what its inspection saw of the team stays its reading.
 * https://learn.microsoft.com/graph/api/resources/teams-api-overview
 */
export async function readAgainFor(
  tenantContext: Pick<TenantContext, 'clients' | 'now' | 'store'>,
  run: Enablement,
) {
  const controls = concernedBy(desiredSettingsOf(run.request));
  const inspected = await resultOf<InspectedResult>(tenantContext.store, run.id, 'inspected');
  const ofTeam = (inspected?.documents ?? []).filter(({ document }) => document === 'team');
  const others = controls.filter(({ document }) => document !== 'team');
  const { desired, documents } = await readFor(tenantContext, run, others);
  return { desired, controls, documents: [...documents, ...ofTeam] };
}
