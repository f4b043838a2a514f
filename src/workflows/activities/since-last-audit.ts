import type { Since } from '../../audit/audit';
import type { Left } from '../../audit/baseline';
import { keyOf } from '../../audit/finding';
import type { Mended } from '../../audit/mended';
import type { ProofSeen } from '../../audit/proving';
import { controlOf } from '../../controls/checklist';
import { owns, type Reading } from '../../controls/control';
import { idInTeam } from '../../controls/of-team';
import type { PlannedResult } from '../../enablement/decision';
import type { EnablementSummary } from '../../enablement/enablement';
import type { EnablementRequest, Mends } from '../../enablement/request';
import type { Step } from '../../enablement/step';
import type { EnablementStore } from '../../store/enablement-store';
import { whyKept, type SeenAccount } from '../../housekeeping/made-guest';
import { whereLegible } from '../../store/unreadable';
import { isWrite, mayBeWrittenIn, writtenIn, type AppliedResult } from './applied';
import { guestEvidenceOf, lastTests } from './guest-evidence';
import type { InspectedResult } from './inspected';
import { notSeenIn } from './check-undo';
import { proofOf } from './proof-of';
import { readingsOf } from './readings';
import { resultIn } from './recorded-steps';

type KnownReading = Extract<Reading, { kind: 'known' }>;
type Runs = Pick<EnablementStore, 'list' | 'find' | 'steps' | 'hasOpenRuns' | 'guestActs'>;

/** More runs than this end in no tenant between two audits. */
const MOST_RUNS = 50;

/** What our own runs did to a tenant since an audit: how they left it is how it should be. */
export async function sinceLastAudit(store: Runs, tenantId: string, upTo: string): Promise<Since> {
  const runs = (await finished(store, tenantId)).filter(({ finishedAt = '' }) => finishedAt > upTo);
  // The list has the newest first; of two that ended at one moment the later one has the last word.
  const inOrder = runs.reverse().sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? ''));
  const since = {
    left: [] as Left[],
    setByHand: [] as string[],
    mended: [] as Mended[],
    proofs: [] as ProofSeen[],
    teams: [] as { id: string; wasOpened: boolean; looked: KnownReading[] }[],
    upTo,
  };
  for (const run of inOrder) {
    // What a run whose steps cannot be read left is found by the audit as if somebody else had done it.
    const [steps = []] = await whereLegible([run.id], (id) => store.steps(id));
    const asked = resultIn<EnablementRequest>(steps, 'accepted');
    // Without a lease it may end while another run does, and be listed before it.
    if (asked?.dryRun) continue;
    since.upTo = run.finishedAt ?? since.upTo;
    // What is put back was said by somebody else to be right: this run has no word of its own.
    if (asked?.mends !== undefined) since.mended.push(...mendedBy(run, steps, asked.mends));
    else {
      const { teamId } = asked ?? {};
      since.left.push(...leftBy(run, steps, teamId));
      since.setByHand.push(...byHandIn(steps).map((control) => idInTeam(control, teamId)));
      if (teamId !== undefined)
        since.teams.push({
          id: teamId,
          wasOpened: run.outcome === 'succeeded',
          looked: lookedAt(steps, teamId),
        });
      since.proofs.push(...[proofOf(run, steps)].filter((one) => one !== undefined));
    }
  }
  return { ...since, left: since.left.filter(({ control }) => !since.setByHand.includes(control)) };
}

/** Whether a closed run of ours made this account, nobody made it his own, and none is under way that may use it. */
export async function isOurGuest(
  store: Runs,
  tenantId: string,
  account: SeenAccount & { address: string },
): Promise<boolean> {
  if (await store.hasOpenRuns(tenantId)) return false;
  for (const test of await lastTests(store, tenantId)) {
    if (test.address !== account.address) continue;
    const [evidence] = await whereLegible([test], (one) => guestEvidenceOf(store, one));
    if (evidence && whyKept(evidence, { ...account, memberOf: [] }) === undefined) return true;
  }
  return false;
}

const finished = async (store: Runs, tenantId: string): Promise<EnablementSummary[]> =>
  (await store.list(tenantId, { size: MOST_RUNS, isFinished: true })).items;

/** What a person was asked to set: by the plan, or because Microsoft refused it to an application. */
function byHandIn(steps: readonly Step[]): string[] {
  const planned = resultIn<PlannedResult>(steps, 'planned')?.plan.byHand ?? [];
  const refused = resultsOf(steps).flatMap((result) => (result.kind === 'byHand' ? result.controls : []));
  // What may have been written is as unknown as what a person may have set: the next reading says how it stands.
  const perhaps = resultsOf(steps).flatMap(mayBeWrittenIn);
  return [...planned, ...refused, ...perhaps].map(({ control }) => control);
}

/** What a run saw before it changed anything; the switches of its team under their own names. */
const readingsIn = (steps: readonly Step[], teamId: string | undefined): Reading[] =>
  readingsOf(resultIn<InspectedResult>(steps, 'inspected')?.documents ?? []).map((one) => ({
    ...one,
    control: idInTeam(one.control, teamId),
  }));

/** Teams is not to be asked again so soon whether a team has changed: the reading of the run holds. */
const lookedAt = (steps: readonly Step[], teamId: string): KnownReading[] =>
  readingsIn(steps, teamId).filter(
    (one): one is KnownReading => one.kind === 'known' && controlOf(one.control).document === 'team',
  );

const resultsOf = (steps: readonly Step[]): AppliedResult[] =>
  steps.filter(isWrite).map(({ result }) => result as AppliedResult);

/** What a run put back, and what it left to people or was not let put back. */
function mendedBy(
  { id: run, outcome, finishedAt = '' }: EnablementSummary,
  steps: readonly Step[],
  { findings }: Mends,
): Mended[] {
  const written = steps
    .filter(({ kind }) => kind === 'applied')
    .flatMap(({ ended: at, result }) => writtenIn(result as AppliedResult).map((one) => [keyOf(one), at]));
  const mended = new Map(written.map(([key = '', at = '']) => [key, at]));
  const unseen = notSeenIn(steps, false).map(keyOf);
  const { plan, explanation } = resultIn<PlannedResult>(steps, 'planned') ?? {};
  const planned = explanation === undefined ? (plan?.changes ?? []).map(keyOf) : [];
  const isRefused = outcome === 'declined' || outcome === 'cancelled';
  const left = byHandIn(steps);
  const tried = steps.flatMap(({ kind, controls = [] }) => (kind === 'applied' ? controls : []));
  return findings.flatMap((key): Mended[] => {
    const [control = ''] = key.split('.');
    const at = mended.get(key);
    const rest = { key, run, at: finishedAt };
    const isUnseen = unseen.includes(key);
    if (at !== undefined) return [{ ...rest, at, outcome: 'mended', ...(isUnseen && { isUnseen }) }];
    if (left.includes(control)) return [{ ...rest, outcome: 'byHand' }];
    if (!planned.includes(key)) return [];
    if (isRefused) return [{ ...rest, outcome: 'declined' }];
    return tried.includes(control) ? [] : [{ ...rest, outcome: 'brokenOff' }];
  });
}

/**
 * A run that went well vouches for all it looked at; any other for what it wrote and did not put back. One that only
 * proves wrote nothing, and asked for no setting.
 */
function leftBy(
  { id, outcome, finishedAt: since = '' }: EnablementSummary,
  steps: readonly Step[],
  teamId: string | undefined,
): Left[] {
  const left = (control: string, property: string, value: Left['value']): Left => ({
    control,
    property,
    value,
    since,
    source: 'enablement',
    by: id,
  });
  const looked = readingsIn(steps, teamId).flatMap((reading) =>
    reading.kind === 'known'
      ? Object.entries(reading.values)
          .filter(([property]) => owns(controlOf(reading.control), property))
          .map(([property, value]) => left(reading.control, property, value))
      : [],
  );
  const written = resultsOf(steps)
    .flatMap(writtenIn)
    .map(({ control, property, after }) => left(idInTeam(control, teamId), property, after));
  const onlyProves = resultIn<EnablementRequest>(steps, 'accepted')?.provesOnly === true;
  return outcome === 'succeeded' && !onlyProves ? [...looked, ...written] : written;
}
