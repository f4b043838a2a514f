import type { Change } from '../../../../controls/control';
import { idInTeam } from '../../../../controls/team-controls';
import type { Enablement, EnablementSummary } from '../../../../domain/enablement/enablement';
import type { EnablementRequest } from '../../../../domain/enablement/request';
import type { Step } from '../../../../domain/enablement/step';
import type { WrittenSince } from '../../../../domain/plan/undo-plan';
import type { EnablementStore } from '../../../../store/enablements/enablement-store';
import { isWrite, writtenIn, type AppliedResult } from './apply-result';
import { resultIn } from '../../../context/recorded-steps';

const PAGE = 50;
/** How many runs are read at once: the newest most often settles it. */
const AT_ONCE = 10;

interface Recorded {
  id: string;
  steps: readonly Step[];
  /** Properties it was about to write, where nobody can read all of its steps: what it wrote is not known better. */
  begun: readonly string[];
}

/** What is known of a change, going back in time. */
interface Trail {
  change: Change;
  /** Runs whose write of it was undone later, and by which run. */
  undone: Map<string, string>;
  since?: WrittenSince;
}

/**
 * By whose word each property stands that a run wrote, as far as our own records tell: an undo removes what its run
 * opened, and not what a later run opened anew, be it the same value. Goes back from the newest run, and no further than
 * to the run that wrote each property last: how many runs there were before it costs nothing.
 */
export async function writtenSince(
  store: Pick<EnablementStore, 'list' | 'steps' | 'legibleSteps' | 'readingOn'>,
  { id, tenantId, acceptedAt, request }: Enablement,
  changes: readonly Change[],
): Promise<(change: Change) => WrittenSince | undefined> {
  const trails = changes.map((change): Trail => ({ change, undone: new Map() }));
  const isOpen = ({ since }: Trail): boolean => since === undefined;
  const follow = (run: Recorded): void => {
    for (const trail of trails.filter(isOpen)) goBack(trail, run, request.teamId);
  };
  for await (const ids of laterRuns(store, tenantId, { id, acceptedAt })) {
    if (!trails.some(isOpen)) break;
    const runs = await Promise.all(ids.map((one) => recordedBy(store, one)));
    runs.forEach(follow);
  }
  if (trails.some(isOpen)) {
    const own: Recorded = { id, steps: await store.steps(id), begun: [] };
    for (const trail of trails.filter(isOpen)) {
      if (putsBackItself(own, trail.change, request.teamId) && !trail.undone.has(id))
        trail.undone.set(id, id);
      const by = trail.undone.get(id);
      if (by !== undefined) trail.since = { kind: 'undone', run: by };
    }
  }
  return (change) =>
    trails.find(
      ({ change: { control, property } }) => control === change.control && property === change.property,
    )?.since;
}

/** A later run that nobody can read whole keeps none from being undone: what it was about to write counts as its word. */
async function recordedBy(
  store: Pick<EnablementStore, 'legibleSteps' | 'readingOn'>,
  id: string,
): Promise<Recorded> {
  const { steps, unreadable } = await store.legibleSteps(id);
  if (unreadable.length === 0) return { id, steps, begun: [] };
  const begun = await store.readingOn().store.begun(id);
  return { id, steps, begun: begun.flatMap((one) => (one.isUndo ? [] : one.properties)) };
}

/** Ends with what was planned only, or declined, and so wrote nothing. */
const wroteNothing = ({ outcome }: EnablementSummary): boolean =>
  outcome === 'planned' || outcome === 'declined';

/** Those accepted after a run that may have written, the newest first, some at once. */
async function* laterRuns(
  store: Pick<EnablementStore, 'list'>,
  tenantId: string,
  { id, acceptedAt }: Pick<Enablement, 'id' | 'acceptedAt'>,
): AsyncGenerator<string[]> {
  let continuation: string | undefined;
  do {
    const page = await store.list(tenantId, { size: PAGE, ...(continuation && { continuation }) });
    const later = page.items.filter(
      (one) => one.id !== id && one.acceptedAt >= acceptedAt && !wroteNothing(one),
    );
    for (let at = 0; at < later.length; at += AT_ONCE)
      yield later.slice(at, at + AT_ONCE).map((one) => one.id);
    const isThrough = page.items.some((one) => one.acceptedAt < acceptedAt);
    continuation = isThrough ? undefined : page.continuation;
  } while (continuation !== undefined);
}

/** Takes in a run, those after it being known. */
function goBack(trail: Trail, run: Recorded, teamId: string | undefined): void {
  const { undoes, remediates } = resultIn<EnablementRequest>(run.steps, 'accepted') ?? {};
  // What is fixed is undone to what some run or person said: that word stands.
  if (remediates) return;
  if (writesOf(run, trail.change, teamId).length === 0) {
    const isLikely = undoes === undefined && run.begun.includes(trail.change.property);
    if (isLikely && !trail.undone.has(run.id)) trail.since = { kind: 'setAnew', run: run.id };
    return;
  }
  if (undoes !== undefined) {
    if (!trail.undone.has(undoes)) trail.undone.set(undoes, run.id);
  } else if (!trail.undone.has(run.id) && !putsBackItself(run, trail.change, teamId))
    trail.since = { kind: 'setAnew', run: run.id };
}

const putsBackItself = (run: Recorded, change: Change, teamId: string | undefined): boolean =>
  writesOf(run, change, teamId).some(({ kind }) => kind === 'undone');

/** Its steps that wrote the property of a change, for the same team. */
function writesOf({ steps }: Recorded, change: Change, teamId: string | undefined): Step[] {
  const { teamId: team } = resultIn<EnablementRequest>(steps, 'accepted') ?? {};
  const isMine = (one: Change): boolean =>
    one.property === change.property && idInTeam(one.control, team) === idInTeam(change.control, teamId);
  return steps.filter((step) => isWrite(step) && writtenIn(step.result as AppliedResult).some(isMine));
}
