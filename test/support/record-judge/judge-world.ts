import type { World } from '../../../local/world/world';
import type { TenantFacts } from './facts';
import { gatherRecords } from './gather-facts';
import { observeWrites } from './observe-writes';
import { judgeRecords, type Unasked } from './questions';

export type { Unasked } from './questions';

type Observed = (() => TenantFacts)[];

/** Notes what is really done in the tenants of a world, from its start on. */
export const observe = ({ tenants, clock }: World): Observed =>
  tenants.map((tenant) => observeWrites(tenant, clock.now));

/** Holds the records of a world against what was really done there. */
export async function judgeWorld(world: World, observed: Observed, unasked: Unasked = {}): Promise<string[]> {
  const records = await gatherRecords(world.storage);
  const live = records.held.length === 0 ? [] : await liveIn(world);
  const tenants = observed.map((look) => look());
  return judgeRecords({ tenants, ...records, ...(live && { live }) }, unasked);
}

/** The orchestrations that are not over; undefined where no host answers. */
async function liveIn({ origin, masterKey }: World): Promise<string[] | undefined> {
  const status = 'runtimeStatus=Running,Pending,ContinuedAsNew,Suspended';
  const url = `${origin}/runtime/webhooks/durabletask/instances?${status}&top=1000&code=${masterKey}`;
  const answer = await fetch(url).catch(() => undefined);
  if (!answer?.ok) return undefined;
  return ((await answer.json()) as { instanceId: string }[]).map(({ instanceId }) => instanceId);
}
