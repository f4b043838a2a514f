import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { inOneLine } from '../../domain/events/log-event';
import { cleanupRunIdOf, type CleanupRun } from '../../domain/cleanup/cleanup-run';
import type { Services } from '../../composition/services';
import { CLEAN_UP_TENANTS } from '../../workflows/engine/names';
import { stateOf } from '../enablements/run-state';
import type { Sweeping } from '../timers/sweep-report';

/** A cleanup run that takes longer is not coming to its end. */
const LONGEST_CLEANUP = 12 * 3_600_000;
/** Among so many of the last are those that may be under way: one for real, and dry runs beside it. */
const LATEST = 5;

/** Saves a cleanup run and starts it; one of the same kind that is under way is as good. The sweeper starts what never began. */
export async function beginCleanup(
  services: Services,
  client: DurableClient,
  { startedBy, dryRun }: Pick<CleanupRun, 'startedBy' | 'dryRun'>,
  context: InvocationContext,
): Promise<CleanupRun> {
  const { cleanup, tenants, now, newId } = services;
  const time = now().getTime();
  const underWay = (await unfinished(services)).find(
    (cleanupRun) => cleanupRun.dryRun === dryRun && time - Date.parse(cleanupRun.startedAt) < LONGEST_CLEANUP,
  );
  if (underWay) return underWay;

  const cleanupRun: CleanupRun = {
    id: cleanupRunIdOf(time, newId().slice('en-'.length)),
    startedAt: new Date(time).toISOString(),
    startedBy,
    dryRun,
    tenants: (await tenants.all()).length,
  };
  await cleanup.begin(cleanupRun);
  await startCleanupRun(client, cleanupRun.id, context);
  return cleanupRun;
}

const unfinished = async ({ cleanup }: Services): Promise<CleanupRun[]> =>
  (await cleanup.newest(LATEST)).filter(({ finishedAt }) => finishedAt === undefined);

async function startCleanupRun(client: DurableClient, id: string, context: InvocationContext): Promise<void> {
  try {
    await client.startNew(CLEAN_UP_TENANTS, { instanceId: id });
  } catch (error) {
    context.warn(`Pass ${id} is saved and could not be started; the sweeper will`, error);
  }
}

/** Starts a cleanup run that was saved and never began, and ends one that broke off with what it has. */
export async function sweepCleanup({ services, client, context, each }: Sweeping): Promise<void> {
  // Young enough to be on its way from being saved to being started.
  const grownUp = services.now().getTime() - 60_000;
  const due = (await unfinished(services)).filter(({ startedAt }) => Date.parse(startedAt) <= grownUp);
  const taskOf = ({ id }: CleanupRun) => ({ task: 'cleanupRun', item: id });
  await each(due, taskOf, async ({ id }) => {
    const state = await stateOf(client, id);
    if (state === 'running') return;
    context.warn(`Pass ${id} ${state === 'absent' ? 'never began' : 'broke off'}; making up for it`);
    if (state === 'absent') return startCleanupRun(client, id, context);
    await services.activities.closeCleanup({ id }, undefined, (entry) => context.log(inOneLine(entry)));
  });
}
