import type { Log } from '../../../domain/events/log-event';
import {
  countsOf,
  INSTALLATION,
  isLeftover,
  missingOf,
  type CleanupTask,
  type TenantCleanup,
} from '../../../domain/cleanup/cleanup-task';
import type { CleanupRun } from '../../../domain/cleanup/cleanup-run';
import type { CleanupStore } from '../../../store/cleanup/cleanup-store';
import { ServiceThrottled } from '../../../microsoft/http/service-errors';
import { isAway } from '../../../store/tables/tables';
import type { Histories } from '../../engine/purge-histories';
import type { Dispatch } from '../../delivery/activities/emit-event';
import { clearHistories, clearLeftover, clearRecord } from './remove-leftover';
import { findLeftovers } from './find-leftovers';
import { findOldLists, findOldRecords, type Records } from './find-old-records';
import type { TenantContext } from '../../context/tenant-context';

export interface CleanupContext extends Records {
  cleanup: CleanupStore;
  /** The ids of the tenants this installation serves. */
  served: () => Promise<string[]>;
  tenantContextFor: (tenantId: string) => Promise<TenantContext>;
}

export interface CleanupActivities {
  openCleanup: (input: { id: string }) => Promise<{ tenants: string[] }>;
  /** Tidies one tenant. @param input.givesUp whether a throttling service is passed over */
  cleanUpTenant: (input: { id: string; tenantId: string; givesUp: boolean }) => Promise<void>;
  /** Tidies what belongs to no tenant. */
  cleanUpInstallation: (
    input: { id: string },
    dispatch: Dispatch,
    log: Log,
    histories: Histories,
  ) => Promise<void>;
  closeCleanup: (input: { id: string }, dispatch?: Dispatch, log?: Log) => Promise<void>;
}

/** What is found is written down before anything is touched: whatever is cut short goes on from there, and counts right. */
export function createCleanupActivities(tenantContext: CleanupContext): CleanupActivities {
  const { cleanup, archive, served, tenantContextFor, now } = tenantContext;

  const cleanupRunOf = async (id: string): Promise<CleanupRun> => {
    const cleanupRun = await cleanup.find(id);
    if (cleanupRun === undefined) throw new Error(`There is no pass ${id}.`);
    return cleanupRun;
  };

  /** Finds what is to be done at a place, and does it unless this is a dry run. */
  async function cleanUp(
    id: string,
    tenantId: string,
    look: () => Promise<Pick<TenantCleanup, 'tasks' | 'unread'>>,
    clear: (task: CleanupTask) => Promise<CleanupTask>,
  ): Promise<void> {
    const { dryRun } = await cleanupRunOf(id);
    let tenantCleanups = await cleanup.tenantCleanups(id, tenantId);
    if (tenantCleanups === undefined) {
      tenantCleanups = { tenantId, at: now().toISOString(), ...(await look()) };
      await cleanup.put(id, tenantCleanups);
    }
    if (dryRun || !tenantCleanups.tasks.some(({ state }) => state === 'planned')) return;
    const { tasks } = tenantCleanups;
    const failures: unknown[] = [];
    try {
      for (const [index, task] of tasks.entries()) {
        if (task.state !== 'planned') continue;
        try {
          if (task.kind === 'subscription' && !task.wasAsked) {
            tasks[index] = { ...task, wasAsked: true };
            await cleanup.put(id, tenantCleanups);
          }
          tasks[index] = await clear(task);
        } catch (fault) {
          // Who is told to come back later was not served.
          if (fault instanceof ServiceThrottled && fault.raw?.status === 429) tasks[index] = task;
          // Patience helps all of them; what is broken in one of them must not keep the others.
          if (fault instanceof ServiceThrottled || isAway(fault)) throw fault;
          failures.push(fault);
        }
      }
    } finally {
      await cleanup.put(id, tenantCleanups);
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    openCleanup: async () => ({ tenants: await served() }),

    async cleanUpTenant({ id, tenantId, givesUp }) {
      const mine = await tenantContextFor(tenantId);
      const look = async () => {
        const { tasks, unread } = await findLeftovers(mine, givesUp);
        return { tasks: [...tasks, ...(await findOldRecords(tenantContext, tenantId))], unread };
      };
      await cleanUp(id, tenantId, look, (task) =>
        isLeftover(task) ? clearLeftover(mine, task, givesUp) : clearRecord(archive, tenantId, task),
      );
    },

    cleanUpInstallation: ({ id }, _dispatch, _log, histories) =>
      cleanUp(
        id,
        INSTALLATION,
        async () => ({ tasks: await findOldLists(tenantContext, histories), unread: [] }),
        (task) =>
          task.kind === 'history'
            ? clearHistories(histories, task)
            : clearRecord(archive, INSTALLATION, task),
      ),

    async closeCleanup({ id }, _dispatch, log = () => undefined) {
      const { tenants, dryRun, startedAt } = await cleanupRunOf(id);
      const expected = [...(await served()), INSTALLATION];
      const places = await cleanup.places(id);
      const counts = countsOf(places);
      const missing = missingOf(expected, places, { dryRun });
      const finishedAt = now().toISOString();
      await cleanup.finish(id, { finishedAt, counts, missing });
      const sum = (pick: 'found' | 'removed' | 'left') => counts.reduce((all, one) => all + one[pick], 0);
      log({
        event: 'cleanupFinished',
        cleanup: id,
        dryRun,
        tenants,
        found: sum('found'),
        removed: sum('removed'),
        left: sum('left'),
        missing: missing.length,
        minutes: Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 60_000),
      });
    },
  };
}
