import type { Change } from '../../controls/control';
import { idInTeam } from '../../controls/of-team';
import type { Enablement } from '../../enablement/enablement';
import type { EnablementRequest } from '../../enablement/request';
import type { Step } from '../../enablement/step';
import type { WrittenSince } from '../../enablement/undo-plan';
import type { EnablementStore } from '../../store/enablement-store';
import { isWrite, writtenIn, type AppliedResult } from './applied';
import { resultIn } from './recorded-steps';

const PAGE = 50;

interface Recorded {
  id: string;
  steps: readonly Step[];
}

/**
 * By whose word a property stands that a run wrote, as far as our own records tell: a way back removes what its run
 * opened, and not what a later run opened anew, be it the same value.
 */
export async function writtenSince(
  store: Pick<EnablementStore, 'list' | 'steps'>,
  { id, tenantId, acceptedAt, request }: Enablement,
): Promise<(change: Change) => WrittenSince | undefined> {
  const ids = [id, ...(await laterRuns(store, tenantId, { id, acceptedAt }))];
  const runs: Recorded[] = [];
  for (let at = 0; at < ids.length; at += PAGE)
    runs.push(
      ...(await Promise.all(
        ids.slice(at, at + PAGE).map(async (one) => ({ id: one, steps: await store.steps(one) })),
      )),
    );
  return (change) => sinceIn(runs, change, request.teamId);
}

/** Those accepted after a run, the oldest first. */
async function laterRuns(
  store: Pick<EnablementStore, 'list'>,
  tenantId: string,
  { id, acceptedAt }: Pick<Enablement, 'id' | 'acceptedAt'>,
): Promise<string[]> {
  const found: string[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.list(tenantId, { size: PAGE, ...(continuation && { continuation }) });
    const later = page.items.filter((one) => one.id !== id && one.acceptedAt >= acceptedAt);
    found.push(...later.map((one) => one.id));
    const isThrough = page.items.some((one) => one.acceptedAt < acceptedAt);
    continuation = isThrough ? undefined : page.continuation;
  } while (continuation !== undefined);
  return found.toReversed();
}

/** @param runs the run asked about, and those after it, in order */
function sinceIn(
  runs: readonly Recorded[],
  change: Change,
  teamId: string | undefined,
): WrittenSince | undefined {
  const [asked] = runs.map(({ id }) => id);
  /** Whose writes stand upon each other; the last one shows. */
  let standing = runs.slice(0, 1).map(({ id }) => id);
  let putBackBy = '';
  for (const { id, steps } of runs) {
    const { undoes, mends, teamId: team } = resultIn<EnablementRequest>(steps, 'accepted') ?? {};
    // What is mended is put back to what some run or person said: that word stands.
    if (mends) continue;
    const mine = (one: Change): boolean =>
      one.property === change.property && idInTeam(one.control, team) === idInTeam(change.control, teamId);
    for (const step of steps) {
      if (!isWrite(step) || !writtenIn(step.result as AppliedResult).some(mine)) continue;
      const undone = step.kind === 'putBack' ? id : undoes;
      if (undone === undefined) standing = [...standing.filter((one) => one !== id), id];
      else {
        standing = standing.filter((one) => one !== undone);
        if (undone === asked) putBackBy = id;
      }
    }
  }
  const last = standing.at(-1);
  if (last === asked) return undefined;
  return last === undefined ? { kind: 'putBack', run: putBackBy } : { kind: 'setAnew', run: last };
}
