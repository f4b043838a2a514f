import type { LateValues } from '../../audit/late-readings';
import { LONGEST_LAG } from '../../enablement/reading-lag';
import type { EnablementRequest } from '../../enablement/request';
import type { EnablementStore } from '../../store/enablement-store';
import { whereLegible } from '../../store/unreadable';
import { ownWritesIn, recentRuns } from './own-writes';
import { resultIn } from './recorded-steps';

/**
 * What a reading may show that is older than a write of our own runs. What was put back for an audit is left out: its
 * finding stays until a reading shows it, and says itself that it was put back.
 * @param at when was read, milliseconds
 */
export async function lateValuesFor(
  store: Pick<EnablementStore, 'list' | 'steps'>,
  tenantId: string,
  at: number,
): Promise<LateValues> {
  const read = await whereLegible(await recentRuns(store, tenantId, at), (id) => store.steps(id));
  const isMending = (steps: (typeof read)[number]): boolean =>
    resultIn<EnablementRequest>(steps, 'accepted')?.mends !== undefined;
  const own = ownWritesIn(
    read.filter((steps) => !isMending(steps)),
    undefined,
    at,
  );
  return (property) => {
    const late = own.unsettled(property);
    return late !== undefined && at - late.at < LONGEST_LAG ? late.values : [];
  };
}
