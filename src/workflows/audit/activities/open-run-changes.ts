import type { UnderWay } from '../../../domain/audit/open-run-changes';
import { isSame } from '../../../controls/values/value';
import { idInTeam } from '../../../controls/team-controls';
import type { DecidedResult, PlannedResult } from '../../../domain/enablement/decision';
import type { EnablementStore, OpenRun } from '../../../store/enablements/enablement-store';
import { whereLegible } from '../../../store/tables/unreadable-rows';
import { resultIn } from '../../context/recorded-steps';
import { writtenIn } from '../../enablement/activities/apply/written-changes';

type Runs = Pick<EnablementStore, 'openRuns' | 'steps'>;

/** What the open runs of a tenant wrote or may be writing now, by their own plans. */
export async function underWayIn(store: Runs, tenantId: string): Promise<UnderWay[]> {
  const runs = (await store.openRuns(tenantId)).filter(({ request }) => !request.dryRun);
  return (await whereLegible(runs, (run) => changesOf(store, run))).flat();
}

async function changesOf(store: Runs, { id, acceptedAt, request }: OpenRun): Promise<UnderWay[]> {
  const steps = await store.steps(id);
  const planned = resultIn<PlannedResult>(steps, 'planned');
  if (planned === undefined || planned.explanation !== undefined) return [];
  const isAgreed =
    planned.decideBy === undefined || resultIn<DecidedResult>(steps, 'decided')?.kind === 'approved';
  if (!isAgreed) return [];
  const written = writtenIn(steps);
  return planned.plan.changes.map(({ control, property, after }) => ({
    control: idInTeam(control, request.teamId),
    property,
    after,
    isWritten: written.some(
      (one) => one.control === control && one.property === property && isSame(one.after, after),
    ),
    run: id,
    since: acceptedAt,
  }));
}
