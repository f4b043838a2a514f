import { canaryRunOf } from '../workflows/names';
import { stateOf } from './run-state';
import { startCanary } from './start-run';
import { sweepNews, sweepOutbox } from './sweep-outbox';
import { sweepRun } from './sweep-run';
import { sweepTimeBoxes } from './sweep-time-boxes';
import type { Sweeping } from './sweeping';

/** A run younger than this is still on its way from being saved to being started. */
const GRACE = 60_000;

const CHORES = {
  testTeam: sweepCanary,
  timeBoxes: sweepTimeBoxes,
  callbacks: sweepOutbox,
  news: sweepNews,
  runs: sweepRuns,
} satisfies Record<string, (sweeping: Sweeping, tenantId: string) => Promise<boolean>>;

/** Looks after all there is in a tenant. Answers whether there is anything to look after in the next sweeps. */
export async function sweepTenant(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  let isAnythingLeft = false;
  for (const [chore, sweep] of Object.entries(CHORES))
    // What failed is to be looked after again.
    if ((await sweeping.attempt({ chore, tenant: tenantId }, () => sweep(sweeping, tenantId))) !== false)
      isAnythingLeft = true;
  return isAnythingLeft;
}

async function sweepRuns(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  const { store, now } = sweeping.services;
  const grownUp = now().getTime() - GRACE;
  const runs = (await store.openRuns(tenantId)).filter(({ acceptedAt }) => Date.parse(acceptedAt) <= grownUp);
  await sweeping.each(
    runs,
    ({ id }) => ({ chore: 'run', tenant: tenantId, item: id }),
    (run) => sweepRun(sweeping, run),
  );
  return store.hasOpenRuns(tenantId);
}

/** A test team that is wanted is being made, whatever became of the first start. Answers whether it is wanted. */
async function sweepCanary({ services, client, context }: Sweeping, tenantId: string): Promise<boolean> {
  if ((await services.canaryDesk.standing(tenantId)).kind !== 'underWay') return false;
  if ((await stateOf(client, canaryRunOf(tenantId))) === 'running') return true;
  context.warn(`The test team of ${tenantId} is wanted and nobody makes it; starting`);
  await startCanary(client, tenantId, context);
  return true;
}
