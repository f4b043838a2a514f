import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { inOneLine } from '../enablement/log-event';
import { passIdOf, type Pass } from '../housekeeping/pass';
import type { Services } from '../services';
import { HOUSEKEEPING } from '../workflows/names';
import { stateOf } from './run-state';
import type { Sweeping } from './sweeping';

/** A pass that takes longer is not coming to its end. */
const LONGEST_PASS = 12 * 3_600_000;
/** Among so many of the last are those that may be under way: one for real, and dry runs beside it. */
const LATEST = 5;

/** Saves a pass and starts it; one of the same kind that is under way is as good. The sweeper starts what never began. */
export async function beginHousekeeping(
  services: Services,
  client: DurableClient,
  { startedBy, dryRun }: Pick<Pass, 'startedBy' | 'dryRun'>,
  context: InvocationContext,
): Promise<Pass> {
  const { housekeeping, tenants, now, newId } = services;
  const time = now().getTime();
  const underWay = (await unfinished(services)).find(
    (pass) => pass.dryRun === dryRun && time - Date.parse(pass.startedAt) < LONGEST_PASS,
  );
  if (underWay) return underWay;

  const pass: Pass = {
    id: passIdOf(time, newId().slice('en-'.length)),
    startedAt: new Date(time).toISOString(),
    startedBy,
    dryRun,
    tenants: (await tenants.all()).length,
  };
  await housekeeping.begin(pass);
  await startPass(client, pass.id, context);
  return pass;
}

const unfinished = async ({ housekeeping }: Services): Promise<Pass[]> =>
  (await housekeeping.newest(LATEST)).filter(({ finishedAt }) => finishedAt === undefined);

async function startPass(client: DurableClient, id: string, context: InvocationContext): Promise<void> {
  try {
    await client.startNew(HOUSEKEEPING, { instanceId: id });
  } catch (error) {
    context.warn(`Pass ${id} is saved and could not be started; the sweeper will`, error);
  }
}

/** Starts a pass that was saved and never began, and ends one that broke off with what it has. */
export async function sweepHousekeeping({ services, client, context, each }: Sweeping): Promise<void> {
  // Young enough to be on its way from being saved to being started.
  const grownUp = services.now().getTime() - 60_000;
  const due = (await unfinished(services)).filter(({ startedAt }) => Date.parse(startedAt) <= grownUp);
  const taskOf = ({ id }: Pass) => ({ chore: 'housekeepingPass', item: id });
  await each(due, taskOf, async ({ id }) => {
    const state = await stateOf(client, id);
    if (state === 'running') return;
    context.warn(`Pass ${id} ${state === 'absent' ? 'never began' : 'broke off'}; making up for it`);
    if (state === 'absent') return startPass(client, id, context);
    await services.activities.closeHousekeeping({ id }, undefined, (entry) => context.log(inOneLine(entry)));
  });
}
