import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { DurableClient } from 'durable-functions';
import type { OpenRun } from '../store/enablement-store';
import type { Services } from '../services';
import { canaryRunOf, MOP_UP, mopOf } from '../workflows/names';
import { startRun } from '../workflows/start-run';
import { stateOf } from './run-state';
import { sweepAudits } from './start-audit';
import { sweepTimeBoxes } from './sweep-time-boxes';
import { ringBell, startCanary } from './start-run';
import { sweepNews, sweepOutbox } from './sweep-outbox';

/** A run younger than this is still on its way from being saved to being started. */
const GRACE = 60_000;
/** For this long after a command its bell is rung again, in case the first ring was lost. */
const RING_AGAIN = 15 * 60_000;
/** For this long a signed message is known again; its signature is good for minutes. */
const REMEMBERED = 24 * 3_600_000;
/** A tenant marked for longer than this, with nothing to look after, was marked for what is over or never came. */
const SETTLED = 10 * 60_000;

/**
 * The sweeper: nothing that was accepted is lost, and nothing is left behind. It starts what was saved and never
 * began, rings again for what nobody heard, and has those runs mopped up that cannot end themselves.
 */
export function registerSweep(services: Services): void {
  app.timer('sweep', {
    schedule: '%SWEEP_SCHEDULE%',
    extraInputs: [df.input.durableClient()],
    handler: async (_, context) => {
      const client = df.getClient(context);
      for (const { tenantId, since, etag } of await services.openWork.list()) {
        const isAnythingLeft = await sweepTenant(services, client, tenantId, context);
        const isSettled = Date.parse(since) < services.now().getTime() - SETTLED;
        if (!isAnythingLeft && isSettled) await services.openWork.strike(tenantId, etag);
      }
      await sweepAudits(services, client, context);
      await services.door.messages.forgetBefore(new Date(services.now().getTime() - REMEMBERED));
    },
  });
}

/** Answers whether there is anything to look after in the next sweeps. */
async function sweepTenant(
  services: Services,
  client: DurableClient,
  tenantId: string,
  context: InvocationContext,
): Promise<boolean> {
  const left = [
    await sweepCanary(services, client, tenantId, context),
    await sweepTimeBoxes(services, client, tenantId, context),
    await sweepOutbox(services, client, tenantId, context),
    await sweepNews(services, client, tenantId, context),
  ];
  const runs = await services.store.openRuns(tenantId);
  const grownUp = services.now().getTime() - GRACE;
  for (const run of runs)
    if (Date.parse(run.acceptedAt) <= grownUp) await sweepRun(services, client, run, context);
  return runs.length > 0 || left.includes(true);
}

async function sweepRun(
  services: Services,
  client: DurableClient,
  run: OpenRun,
  context: InvocationContext,
): Promise<void> {
  const { id } = run;
  await services.store.restore(run);
  switch (await stateOf(client, id)) {
    case 'absent':
      context.warn(`Run ${id} was saved and never began; starting it`);
      return startRun(client, id, context);
    case 'ended':
      // The run is over and its row is still open: it was terminated, or it broke in the framework.
      if ((await stateOf(client, mopOf(id))) === 'running') return;
      context.warn(`Run ${id} could not end itself; mopping up`);
      await client.startNew(MOP_UP, { instanceId: mopOf(id), input: { id } });
      return;
    case 'running': {
      const last = (await services.store.find(id))?.commands.at(-1);
      const isFresh = last !== undefined && Date.parse(last.at) > services.now().getTime() - RING_AGAIN;
      if (isFresh) await ringBell(client, id, context);
    }
  }
}

/** A test team that is wanted is being made, whatever became of the first start. Answers whether it is wanted. */
async function sweepCanary(
  { canaryDesk }: Services,
  client: DurableClient,
  tenantId: string,
  context: InvocationContext,
): Promise<boolean> {
  if ((await canaryDesk.standing(tenantId)).kind !== 'underWay') return false;
  if ((await stateOf(client, canaryRunOf(tenantId))) === 'running') return true;
  context.warn(`The test team of ${tenantId} is wanted and nobody makes it; starting`);
  await startCanary(client, tenantId, context);
  return true;
}
