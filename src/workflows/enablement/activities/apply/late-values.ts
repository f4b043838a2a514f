import type { LateValues } from '../../../../domain/audit/late-readings';
import { LONGEST_LAG } from '../../../../domain/proof/reading-lag';
import type { EnablementRequest } from '../../../../domain/enablement/request';
import type { EnablementStore } from '../../../../store/enablements/enablement-store';
import { whereLegible } from '../../../../store/tables/unreadable-rows';
import { ownWritesIn, recentRuns } from './own-writes';
import { resultIn } from '../../../context/recorded-steps';

/**
 * What a reading may show that is older than a write of our own runs. What was undone for an audit is left out: its
 * finding stays until a reading shows it, and says itself that it was undone.
 * @param at when was read, milliseconds
 */
export async function lateValuesFor(
  store: Pick<EnablementStore, 'list' | 'steps'>,
  tenantId: string,
  at: number,
): Promise<LateValues> {
  const read = await whereLegible(await recentRuns(store, tenantId, at), (id) => store.steps(id));
  const isRemediation = (steps: (typeof read)[number]): boolean =>
    resultIn<EnablementRequest>(steps, 'accepted')?.remediates !== undefined;
  const own = ownWritesIn(
    read.filter((steps) => !isRemediation(steps)),
    undefined,
    at,
  );
  return (property) => {
    const late = own.unsettled(property);
    return late !== undefined && at - late.at < LONGEST_LAG ? late.values : [];
  };
}
