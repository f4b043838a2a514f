import type { CleanUp } from '../../enablement/conclusion';
import { putsBack } from '../../enablement/request';
import { LEFTOVERS } from '../../housekeeping/chore';
import type { GuestEvidence } from '../../housekeeping/made-guest';
import type { EnablementStore } from '../../store/enablement-store';
import { whereLegible } from '../../store/unreadable';
import { IN_WORDS } from './clean-up';
import type { InspectedResult } from './inspected';
import type { ProbedResult } from './look';
import { resultIn } from './recorded-steps';

type Runs = Pick<EnablementStore, 'list' | 'find' | 'steps'>;

/** More runs than this end in no tenant between two looks. */
const MOST_RUNS = 50;

/** A finished run that may have made a test guest. */
export interface Test {
  id: string;
  /** In small letters. */
  address: string;
  finishedAt: string;
  purges: boolean;
}

/** The last runs of a tenant that may have made a test guest, the newest first. */
export async function lastTests(store: Runs, tenantId: string): Promise<Test[]> {
  const { items } = await store.list(tenantId, { size: MOST_RUNS, isFinished: true });
  // Of a run whose row cannot be read nothing is ours to remove.
  const runs = await whereLegible(items, ({ id }) => store.find(id));
  return runs.flatMap((run): Test[] => {
    if (run?.closedAt === undefined) return [];
    const { testGuestEmail, dryRun, purgeTestGuest } = run.request;
    if (testGuestEmail === undefined || dryRun || putsBack(run.request)) return [];
    const { id, closedAt: finishedAt } = run;
    return [{ id, address: testGuestEmail.toLowerCase(), finishedAt, purges: purgeTestGuest }];
  });
}

/** What the steps of a run say about its guest; undefined where it never got as far as looking for one. */
export async function guestEvidenceOf(
  store: Runs,
  { id: run, finishedAt, purges }: Test,
): Promise<GuestEvidence | undefined> {
  const steps = await store.steps(run);
  const inspected = steps.findLast(({ kind }) => kind === 'inspected');
  if (inspected === undefined) return undefined;
  const { guestBefore, canaryGroupId, explanation } = inspected.result as InspectedResult;
  if (explanation !== undefined) return undefined;
  const guestId = resultIn<ProbedResult>(steps, 'probed')?.proof.guestId;
  const removed = resultIn<CleanUp>(steps, 'cleanedUp')?.removed ?? [];
  return {
    run,
    lookedAt: inspected.started,
    finishedAt,
    purges,
    cleared: LEFTOVERS.filter((kind) => removed.includes(IN_WORDS[kind])),
    ...(guestBefore && { guestBefore }),
    ...(guestId !== undefined && { guestId }),
    ...(canaryGroupId !== undefined && { canaryGroupId }),
  };
}
