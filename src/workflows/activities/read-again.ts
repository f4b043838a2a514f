import { concernedBy } from '../../controls/checklist';
import type { Enablement } from '../../enablement/enablement';
import { wishOf } from '../../enablement/wish';
import type { InspectedResult } from './inspected';
import { readFor } from './readings';
import { resultOf } from './recorded-steps';
import type { Tools } from './tools';

/**
 * Reads again what a run is about. Teams is to be asked once a day at most whether a team has changed, and a run lasts
 * about a day: what its inspection saw of the team stays its reading.
 * https://learn.microsoft.com/graph/api/resources/teams-api-overview
 */
export async function readAgainFor(tools: Pick<Tools, 'clients' | 'now' | 'store'>, run: Enablement) {
  const controls = concernedBy(wishOf(run.request));
  const inspected = await resultOf<InspectedResult>(tools.store, run.id, 'inspected');
  const ofTeam = (inspected?.documents ?? []).filter(({ document }) => document === 'team');
  const others = controls.filter(({ document }) => document !== 'team');
  const { wish, documents } = await readFor(tools, run, others);
  return { wish, controls, documents: [...documents, ...ofTeam] };
}
