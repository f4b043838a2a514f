import type { Since } from '../../audit/audit';
import type { Left } from '../../audit/baseline';
import { controlOf } from '../../controls/checklist';
import { owns } from '../../controls/control';
import type { PlannedResult } from '../../enablement/decision';
import type { EnablementSummary } from '../../enablement/enablement';
import type { Step } from '../../enablement/step';
import type { EnablementStore } from '../../store/enablement-store';
import { madeGuest, type Account } from '../../housekeeping/made-guest';
import type { AppliedResult } from './applied';
import { guestEvidenceOf, lastTests } from './guest-evidence';
import type { InspectedResult } from './inspected';
import { readingsOf } from './readings';
import { resultIn } from './recorded-steps';

type Runs = Pick<EnablementStore, 'list' | 'find' | 'steps' | 'openRuns'>;

/** More runs than this end in no tenant between two audits. */
const MOST_RUNS = 50;

/** What our own runs did to a tenant since an audit: how they left it is how it should be. */
export async function sinceLastAudit(store: Runs, tenantId: string, upTo: string): Promise<Since> {
  const runs = (await finished(store, tenantId)).filter(({ finishedAt = '' }) => finishedAt > upTo);
  // The list has the newest first; of two that ended at one moment the later one has the last word.
  const inOrder = runs.reverse().sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? ''));
  const since: { left: Left[]; setByHand: string[]; upTo: string } = { left: [], setByHand: [], upTo };
  for (const run of inOrder) {
    const steps = await store.steps(run.id);
    since.left.push(...leftBy(run, steps));
    since.setByHand.push(...byHandIn(steps));
    since.upTo = run.finishedAt ?? since.upTo;
  }
  return { ...since, left: since.left.filter(({ control }) => !since.setByHand.includes(control)) };
}

/** Whether a closed run of ours made this account, and none is under way that may use it. */
export async function isOurGuest(
  store: Runs,
  tenantId: string,
  account: Account & { address: string },
): Promise<boolean> {
  if ((await store.openRuns(tenantId)).length > 0) return false;
  for (const test of await lastTests(store, tenantId)) {
    const evidence = test.address === account.address ? await guestEvidenceOf(store, test) : undefined;
    if (evidence && madeGuest(evidence, account)) return true;
  }
  return false;
}

const finished = async (store: Runs, tenantId: string): Promise<EnablementSummary[]> =>
  (await store.list(tenantId, { size: MOST_RUNS, isFinished: true })).items;

/** What a person was asked to set: by the plan, or because Microsoft refused it to an application. */
function byHandIn(steps: readonly Step[]): string[] {
  const planned = resultIn<PlannedResult>(steps, 'planned')?.plan.byHand ?? [];
  const refused = resultsOf(steps).flatMap((result) => (result.kind === 'byHand' ? result.controls : []));
  return [...planned, ...refused].map(({ control }) => control);
}

const resultsOf = (steps: readonly Step[]): AppliedResult[] =>
  steps
    .filter(({ kind }) => kind === 'applied' || kind === 'putBack')
    .map(({ result }) => result as AppliedResult);

/** A run that went well vouches for all it looked at; any other for what it wrote and did not put back. */
function leftBy({ id, outcome, finishedAt: since = '' }: EnablementSummary, steps: readonly Step[]): Left[] {
  const left = (control: string, property: string, value: Left['value']): Left => ({
    control,
    property,
    value,
    since,
    source: 'enablement',
    by: id,
  });
  const readings = readingsOf(resultIn<InspectedResult>(steps, 'inspected')?.documents ?? []);
  const looked = readings.flatMap((reading) =>
    reading.kind === 'known'
      ? Object.entries(reading.values)
          .filter(([property]) => owns(controlOf(reading.control), property))
          .map(([property, value]) => left(reading.control, property, value))
      : [],
  );
  const written = resultsOf(steps)
    .flatMap((result) => ('written' in result ? result.written : []))
    .map(({ control, property, after }) => left(control, property, after));
  return outcome === 'succeeded' ? [...looked, ...written] : written;
}
