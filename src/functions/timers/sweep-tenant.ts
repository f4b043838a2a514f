import { canaryRunOf } from '../../workflows/engine/names';
import { stateOf } from '../enablements/run-state';
import { startCanary } from '../tenants/start-canary-team';
import { sweepAuditEvents, sweepOutbox } from './sweep-outbox';
import { sweepRun } from './sweep-run';
import { sweepExpiries } from './sweep-expiries';
import type { Sweeping } from './sweep-report';

/** A run younger than this is still on its way from being saved to being started. */
const GRACE = 60_000;

const TASKS = {
  testTeam: sweepCanary,
  expiries: sweepExpiries,
  callbacks: sweepOutbox,
  updates: sweepAuditEvents,
  runs: sweepRuns,
} satisfies Record<string, (sweeping: Sweeping, tenantId: string) => Promise<boolean>>;

/** Looks after all there is in a tenant. Answers whether there is anything to look after in the next sweeps. */
export async function sweepTenant(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  let isAnythingLeft = false;
  for (const [task, sweep] of Object.entries(TASKS))
    // What failed is to be looked after again.
    if ((await sweeping.attempt({ task, tenant: tenantId }, () => sweep(sweeping, tenantId))) !== false)
      isAnythingLeft = true;
  return isAnythingLeft;
}

async function sweepRuns(sweeping: Sweeping, tenantId: string): Promise<boolean> {
  const { store, now } = sweeping.services;
  const grownUp = now().getTime() - GRACE;
  const runs = (await store.openRuns(tenantId)).filter(({ acceptedAt }) => Date.parse(acceptedAt) <= grownUp);
  await sweeping.each(
    runs,
    ({ id }) => ({ task: 'run', tenant: tenantId, item: id }),
    (run) => sweepRun(sweeping, run),
  );
  return store.hasOpenRuns(tenantId);
}

/** A test team that is wanted is being made, whatever became of the first start. Answers whether it is wanted. */
async function sweepCanary({ services, client, context }: Sweeping, tenantId: string): Promise<boolean> {
  if ((await services.canaryTeams.auditState(tenantId)).kind !== 'underWay') return false;
  if ((await stateOf(client, canaryRunOf(tenantId))) === 'running') return true;
  context.warn(`The test team of ${tenantId} is wanted and nobody makes it; starting`);
  await startCanary(client, tenantId, context);
  return true;
}
