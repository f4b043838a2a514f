import type { Chore, ChoreKind } from '../../housekeeping/chore';
import { fateOf, oldBefore, type Retention } from '../../housekeeping/retention';
import type { Archive } from '../../store/archive';
import type { EnablementStore } from '../../store/enablement-store';
import type { TimeBoxStore } from '../../store/time-box-store';
import { whereLegible } from '../../store/unreadable';
import type { Histories } from '../histories';

export interface Records {
  archive: Archive;
  timeBoxes: TimeBoxStore;
  runs: EnablementStore;
  retention: Retention;
  now: () => Date;
}

/** What one pass lets go of in one place; the rest is for the next. */
const MOST_CHORES = 100;
/** Runs looked at with one query. */
const AT_A_TIME = 50;

const planned = (kind: ChoreKind, what: string): Chore => ({ kind, what, state: 'planned' });

/** Which of a tenant's records may go: a lease nobody holds, and runs past their time. */
export async function findOldRecords(records: Records, tenantId: string): Promise<Chore[]> {
  const lease = await records.archive.staleLease(tenantId);
  const runs = await oldRuns(records, tenantId);
  return [...(lease === undefined ? [] : [planned('lease', lease)]), ...runs];
}

/** In the order in which they ended: behind the first that is too young there is none that is not. */
async function oldRuns(records: Records, tenantId: string): Promise<Chore[]> {
  const { archive, timeBoxes, runs, retention, now } = records;
  const open = await runs.openRuns(tenantId);
  const old: Chore[] = [];
  for (let after = 0; ;) {
    const ended = await archive.ended(tenantId, after, AT_A_TIME);
    for (const { number, id } of ended) {
      after = number;
      // One whose records cannot be read is kept until somebody has looked at it.
      const [fate = 'needed'] = await whereLegible([id], async () => {
        const run = await runs.find(id);
        const box = (await timeBoxes.find(tenantId, id))?.box;
        // Without its row it is one whose removal was cut short.
        return run === undefined ? 'old' : fateOf(run, { box, open }, retention, now().getTime());
      });
      if (fate === 'young') return old;
      if (fate === 'old') old.push({ ...planned('run', id), number });
      if (old.length >= MOST_CHORES) return old;
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
    ...(await archive.before('audit', evidence, MOST_CHORES)).map((id) => planned('audit', id)),
    ...(await archive.before('pass', evidence, MOST_CHORES)).map((id) => planned('pass', id)),
    ...(count > 0 ? [{ ...planned('history', began.toISOString()), count }] : []),
  ];
}
