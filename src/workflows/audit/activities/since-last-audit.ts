import type { Since } from '../../../domain/audit/audit';
import type { Left } from '../../../domain/audit/baseline';
import { keyOf } from '../../../domain/audit/audit-finding';
import type { Remediated } from '../../../domain/remediation/remediation-state';
import type { ProofSeen } from '../../../domain/audit/recurring-proof';
import { controlOf } from '../../../controls/checklist';
import { owns, type Reading } from '../../../controls/control';
import { idInTeam } from '../../../controls/team-controls';
import type { PlannedResult } from '../../../domain/enablement/decision';
import type { EnablementSummary } from '../../../domain/enablement/enablement';
import type { EnablementRequest, Remediates } from '../../../domain/enablement/request';
import type { Step } from '../../../domain/enablement/step';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import { whyKept, type SeenAccount } from '../../../domain/cleanup/guest-ownership';
import { whereLegible } from '../../../store/tables/unreadable-rows';
import {
  isWrite,
  mayBeWrittenIn,
  writtenIn,
  type AppliedResult,
} from '../../enablement/activities/apply/apply-result';
import { guestEvidenceOf, lastTests } from '../../cleanup/activities/guest-evidence';
import type { InspectedResult } from '../../enablement/activities/inspect/inspection';
import { notSeenIn } from '../../enablement/activities/plan/check-undo';
import { proofOf } from '../../enablement/activities/prove/proof-result';
import { readingsOf } from '../../context/readings';
import { resultIn } from '../../context/recorded-steps';

type KnownReading = Extract<Reading, { kind: 'known' }>;
type Runs = Pick<EnablementStore, 'list' | 'find' | 'steps' | 'hasOpenRuns' | 'guestCalls'>;

/** More runs than this end in no tenant between two audits. */
const MOST_RUNS = 50;

/** What our own runs did to a tenant since an audit: how they left it is how it should be. */
export async function sinceLastAudit(store: Runs, tenantId: string, upTo: string): Promise<Since> {
  const runs = (await finished(store, tenantId)).filter(({ finishedAt = '' }) => finishedAt > upTo);
  // The list has the newest first; of two that ended at one moment the later one has the last word.
  const inOrder = runs.reverse().sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? ''));
  const since = {
    left: [] as Left[],
    setManually: [] as string[],
    remediated: [] as Remediated[],
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
    // What is undone was said by somebody else to be right: this run has no word of its own.
    if (asked?.remediates !== undefined) since.remediated.push(...remediatedBy(run, steps, asked.remediates));
    else {
      const { teamId } = asked ?? {};
      since.left.push(...leftBy(run, steps, teamId));
      since.setManually.push(...setManuallyIn(steps).map((control) => idInTeam(control, teamId)));
      if (teamId !== undefined)
        since.teams.push({
          id: teamId,
          wasOpened: run.outcome === 'succeeded',
          looked: lookedAt(steps, teamId),
        });
      since.proofs.push(...[proofOf(run, steps)].filter((one) => one !== undefined));
    }
  }
  return { ...since, left: since.left.filter(({ control }) => !since.setManually.includes(control)) };
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
function setManuallyIn(steps: readonly Step[]): string[] {
  const planned = resultIn<PlannedResult>(steps, 'planned')?.plan.manualSteps ?? [];
  const refused = resultsOf(steps).flatMap((result) =>
    result.kind === 'manualSteps' ? result.controls : [],
  );
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
function remediatedBy(
  { id: run, outcome, finishedAt = '' }: EnablementSummary,
  steps: readonly Step[],
  { findings }: Remediates,
): Remediated[] {
  const written = steps
    .filter(({ kind }) => kind === 'applied')
    .flatMap(({ ended: at, result }) => writtenIn(result as AppliedResult).map((one) => [keyOf(one), at]));
  const remediated = new Map(written.map(([key = '', at = '']) => [key, at]));
  const unseen = notSeenIn(steps, false).map(keyOf);
  const { plan, explanation } = resultIn<PlannedResult>(steps, 'planned') ?? {};
  const planned = explanation === undefined ? (plan?.changes ?? []).map(keyOf) : [];
  const isRefused = outcome === 'declined' || outcome === 'cancelled';
  const left = setManuallyIn(steps);
  const tried = steps.flatMap(({ kind, controls = [] }) => (kind === 'applied' ? controls : []));
  return findings.flatMap((key): Remediated[] => {
    const [control = ''] = key.split('.');
    const at = remediated.get(key);
    const rest = { key, run, at: finishedAt };
    const isUnseen = unseen.includes(key);
    if (at !== undefined) return [{ ...rest, at, outcome: 'remediated', ...(isUnseen && { isUnseen }) }];
    if (left.includes(control)) return [{ ...rest, outcome: 'manualSteps' }];
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
