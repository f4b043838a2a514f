import type { Change } from '../../../../controls/control';
import { idInTeam } from '../../../../controls/team-controls';
import { isSame, type Value } from '../../../../controls/values/value';
import type { Enablement } from '../../../../domain/enablement/enablement';
import type { EnablementRequest } from '../../../../domain/enablement/request';
import { USUAL_LAG } from '../../../../domain/proof/reading-lag';
import type { Step } from '../../../../domain/enablement/step';
import { isWrite, mayBeWrittenIn, writtenIn, type AppliedResult } from './apply-result';
import { resultIn } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';

/** Runs that ended longer ago wrote nothing that a reading could still be behind of. */
const LOOK_BACK = 24 * 3_600_000;
const MOST_RUNS = 20;

/** A write of ours to one property. */
interface OwnWrite {
  before: Value;
  after: Value;
  /** Milliseconds. */
  at: number;
  /** Whether a reading showed it since. */
  isSeen: boolean;
  /** Whether Microsoft's answer was heard. */
  isCertain: boolean;
}

/** What we wrote lately to the settings of a tenant, property by property, the last write last. */
export interface OwnWrites {
  /** The last write, where a reading of the property cannot be believed yet: it may show any value in `values`. */
  unsettled(change: Pick<Change, 'control' | 'property'>): (OwnWrite & { values: Value[] }) | undefined;
}

/** @param id the run whose writes count however old they are; none, when left out */
export async function ownWritesFor(
  { store, now }: Pick<TenantContext, 'store' | 'now'>,
  { tenantId, request: { teamId } }: Pick<Enablement, 'tenantId' | 'request'>,
  id?: string,
): Promise<OwnWrites> {
  const time = now().getTime();
  const recent = await recentRuns(store, tenantId, time);
  const ids = [...new Set([...(id === undefined ? [] : [id]), ...recent])];
  // Of others, what can be read: a row that nobody can read must not keep this run from its work.
  const stepsOf = async (one: string): Promise<Step[]> =>
    one === id ? store.steps(one) : (await store.legibleSteps(one)).steps;
  return ownWritesIn(await Promise.all(ids.map(stepsOf)), teamId, time);
}

/** Runs that wrote something a reading may still be behind of; the oldest first: of two writes of one moment the later run's is the last. */
export async function recentRuns(
  store: Pick<TenantContext['store'], 'list'>,
  tenantId: string,
  time: number,
): Promise<string[]> {
  const { items } = await store.list(tenantId, { size: MOST_RUNS });
  const recent = items.filter(
    ({ finishedAt }) => finishedAt === undefined || time - Date.parse(finishedAt) < LOOK_BACK,
  );
  return recent.map((run) => run.id).toReversed();
}

/** @param teamId of the team whose settings are asked for */
export function ownWritesIn(
  runs: readonly (readonly Step[])[],
  teamId: string | undefined,
  now: number,
): OwnWrites {
  const byProperty = new Map<string, OwnWrite[]>();
  const keyOf = (
    { control, property }: Pick<Change, 'control' | 'property'>,
    team: string | undefined,
  ): string => `${idInTeam(control, team)}.${property}`;
  for (const steps of runs) {
    const team = resultIn<EnablementRequest>(steps, 'accepted')?.teamId;
    for (const step of steps) {
      if (!isWrite(step)) continue;
      const result = step.result as AppliedResult;
      const at = Date.parse(step.ended);
      const add = (change: Change, how: Pick<OwnWrite, 'isSeen' | 'isCertain'>): void => {
        const key = keyOf(change, team);
        const { before, after } = change;
        byProperty.set(key, [...(byProperty.get(key) ?? []), { before, after, at, ...how }]);
      };
      const isSeen = result.kind === 'applied' || result.kind === 'brokeOff';
      for (const change of writtenIn(result)) add(change, { isSeen, isCertain: true });
      for (const change of mayBeWrittenIn(result)) add(change, { isSeen: false, isCertain: false });
      if (result.kind === 'undoChecked')
        for (const change of result.seen)
          for (const write of byProperty.get(keyOf(change, team)) ?? [])
            if (isSame(write.after, change.after)) write.isSeen = true;
    }
  }
  return {
    unsettled(change) {
      const writes = (byProperty.get(keyOf(change, teamId)) ?? []).toSorted((a, b) => a.at - b.at);
      const last = writes.at(-1);
      if (last === undefined || (last.isSeen && now - last.at >= USUAL_LAG)) return undefined;
      return { ...last, values: writes.flatMap(({ before, after }) => [before, after]) };
    },
  };
}
