import type { Log } from '../../enablement/log-event';
import {
  countsOf,
  INSTALLATION,
  isLeftover,
  missingOf,
  type Chore,
  type Tidied,
} from '../../housekeeping/chore';
import type { Pass } from '../../housekeeping/pass';
import type { HousekeepingStore } from '../../store/housekeeping-store';
import { ServiceBusy } from '../../http/faults';
import { isAway } from '../../store/tables';
import type { Histories } from '../histories';
import type { Summon } from './announce';
import { clearHistories, clearLeftover, clearRecord } from './carry-out';
import { findLeftovers } from './leftovers';
import { findOldLists, findOldRecords, type Records } from './old-records';
import type { Tools } from './tools';

export interface HousekeepingTools extends Records {
  housekeeping: HousekeepingStore;
  /** The ids of the tenants this installation serves. */
  served: () => Promise<string[]>;
  toolsFor: (tenantId: string) => Promise<Tools>;
}

export interface HousekeepingActivities {
  openHousekeeping: (input: { id: string }) => Promise<{ tenants: string[] }>;
  /** Tidies one tenant. @param input.givesUp whether a busy service is passed over */
  tidyTenant: (input: { id: string; tenantId: string; givesUp: boolean }) => Promise<void>;
  /** Tidies what belongs to no tenant. */
  tidyInstallation: (input: { id: string }, summon: Summon, log: Log, histories: Histories) => Promise<void>;
  closeHousekeeping: (input: { id: string }, summon?: Summon, log?: Log) => Promise<void>;
}

/** What is found is written down before anything is touched: whatever is cut short goes on from there, and counts right. */
export function createHousekeepingActivities(tools: HousekeepingTools): HousekeepingActivities {
  const { housekeeping, archive, served, toolsFor, now } = tools;

  const passOf = async (id: string): Promise<Pass> => {
    const pass = await housekeeping.find(id);
    if (pass === undefined) throw new Error(`There is no pass ${id}.`);
    return pass;
  };

  /** Finds what is to be done at a place, and does it unless this is a dry run. */
  async function tidy(
    id: string,
    tenantId: string,
    look: () => Promise<Pick<Tidied, 'chores' | 'unread'>>,
    clear: (chore: Chore) => Promise<Chore>,
  ): Promise<void> {
    const { dryRun } = await passOf(id);
    let tidied = await housekeeping.tidied(id, tenantId);
    if (tidied === undefined) {
      tidied = { tenantId, at: now().toISOString(), ...(await look()) };
      await housekeeping.put(id, tidied);
    }
    if (dryRun || !tidied.chores.some(({ state }) => state === 'planned')) return;
    const { chores } = tidied;
    const failures: unknown[] = [];
    try {
      for (const [index, chore] of chores.entries()) {
        if (chore.state !== 'planned') continue;
        try {
          if (chore.kind === 'subscription' && !chore.wasAsked) {
            chores[index] = { ...chore, wasAsked: true };
            await housekeeping.put(id, tidied);
          }
          chores[index] = await clear(chore);
        } catch (fault) {
          // Who is told to come back later was not served.
          if (fault instanceof ServiceBusy && fault.raw?.status === 429) chores[index] = chore;
          // Patience helps all of them; what is broken in one of them must not keep the others.
          if (fault instanceof ServiceBusy || isAway(fault)) throw fault;
          failures.push(fault);
        }
      }
    } finally {
      await housekeeping.put(id, tidied);
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    openHousekeeping: async () => ({ tenants: await served() }),

    async tidyTenant({ id, tenantId, givesUp }) {
      const mine = await toolsFor(tenantId);
      const look = async () => {
        const { chores, unread } = await findLeftovers(mine, givesUp);
        return { chores: [...chores, ...(await findOldRecords(tools, tenantId))], unread };
      };
      await tidy(id, tenantId, look, (chore) =>
        isLeftover(chore) ? clearLeftover(mine, chore, givesUp) : clearRecord(archive, tenantId, chore),
      );
    },

    tidyInstallation: ({ id }, _summon, _log, histories) =>
      tidy(
        id,
        INSTALLATION,
        async () => ({ chores: await findOldLists(tools, histories), unread: [] }),
        (chore) =>
          chore.kind === 'history'
            ? clearHistories(histories, chore)
            : clearRecord(archive, INSTALLATION, chore),
      ),

    async closeHousekeeping({ id }, _summon, log = () => undefined) {
      const { tenants, dryRun, startedAt } = await passOf(id);
      const expected = [...(await served()), INSTALLATION];
      const places = await housekeeping.places(id);
      const counts = countsOf(places);
      const missing = missingOf(expected, places, { dryRun });
      const finishedAt = now().toISOString();
      await housekeeping.finish(id, { finishedAt, counts, missing });
      const sum = (pick: 'found' | 'removed' | 'left') => counts.reduce((all, one) => all + one[pick], 0);
      log({
        event: 'housekeepingFinished',
        housekeeping: id,
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
