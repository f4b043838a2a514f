import { isUndoing } from '../../../domain/enablement/request';
import type { GuestEvidence } from '../../../domain/cleanup/guest-ownership';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import { whereLegible } from '../../../store/tables/unreadable-rows';

type Runs = Pick<EnablementStore, 'list' | 'find' | 'guestCalls'>;

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
    if (testGuestEmail === undefined || dryRun || isUndoing(run.request)) return [];
    const { id, closedAt: finishedAt } = run;
    return [{ id, address: testGuestEmail.toLowerCase(), finishedAt, purges: purgeTestGuest }];
  });
}

/** What a run did to its guest, by its own records. */
export const guestEvidenceOf = async (store: Runs, { id: run, purges }: Test): Promise<GuestEvidence> => ({
  run,
  acts: await store.guestCalls(run),
  purges,
});
