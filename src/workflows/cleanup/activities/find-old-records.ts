import type { CleanupTask, CleanupTaskKind } from '../../../domain/cleanup/cleanup-task';
import { retentionDecisionOf, oldBefore, type Retention } from '../../../domain/cleanup/retention';
import type { Archive } from '../../../store/cleanup/archive';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import type { ExpiryStore } from '../../../store/enablements/expiry-store';
import { whereLegible } from '../../../store/tables/unreadable-rows';
import type { Histories } from '../../engine/purge-histories';

export interface Records {
  archive: Archive;
  expiries: ExpiryStore;
  runs: EnablementStore;
  retention: Retention;
  now: () => Date;
}

/** What one cleanup run lets go of in one place; the rest is for the next. */
const MOST_TASKS = 100;
/** Runs looked at with one query. */
const AT_A_TIME = 50;

const planned = (kind: CleanupTaskKind, what: string): CleanupTask => ({ kind, what, state: 'planned' });

/** Which of a tenant's records may go: a lease nobody holds, and runs past their time. */
export async function findOldRecords(records: Records, tenantId: string): Promise<CleanupTask[]> {
  const lease = await records.archive.staleLease(tenantId);
  const runs = await oldRuns(records, tenantId);
  return [...(lease === undefined ? [] : [planned('lease', lease)]), ...runs];
}

/** In the order in which they ended: behind the first that is too young there is none that is not. */
async function oldRuns(records: Records, tenantId: string): Promise<CleanupTask[]> {
  const { archive, expiries, runs, retention, now } = records;
  const open = await runs.openRuns(tenantId);
  const old: CleanupTask[] = [];
  for (let after = 0; ;) {
    const ended = await archive.ended(tenantId, after, AT_A_TIME);
    for (const { number, id } of ended) {
      after = number;
      // One whose records cannot be read is kept until somebody has looked at it.
      const [retentionDecision = 'needed'] = await whereLegible([id], async () => {
        const run = await runs.find(id);
        const box = (await expiries.find(tenantId, id))?.box;
        // Without its row it is one whose removal was cut short.
        return run === undefined
          ? 'old'
          : retentionDecisionOf(run, { box, open }, retention, now().getTime());
      });
      if (retentionDecision === 'young') return old;
      if (retentionDecision === 'old') old.push({ ...planned('run', id), number });
      if (old.length >= MOST_TASKS) return old;
    }
    if (ended.length < AT_A_TIME) return old;
  }
}

/** Which records may go that belong to no tenant. */
export async function findOldLists({ archive, retention, now }: Records, histories: Histories) {
  const time = now().getTime();
  const evidence = oldBefore(retention.evidenceDays, time);
  const began = new Date(oldBefore(retention.historyDays, time));
  const count = await histories.count(began);
  return [
    ...(await archive.before('audit', evidence, MOST_TASKS)).map((id) => planned('audit', id)),
    ...(await archive.before('cleanupRun', evidence, MOST_TASKS)).map((id) => planned('cleanupRun', id)),
    ...(count > 0 ? [{ ...planned('history', began.toISOString()), count }] : []),
  ];
}
