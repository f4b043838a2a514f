import {
  cleanUpOf,
  documentOf,
  foundBy,
  isClosed,
  perhapsWrittenBy,
  proofsOf,
  runsAround,
  writtenBy,
} from './cover';
import type { Facts, RunFacts, TenantFacts, Write } from './facts';

/** Made on request, with records of its own; and what settings are read from. */
const ELSEWHERE = /^POST \/teams$|configurationManagement/;

/** Each write that took effect is named by a step of a run in whose time it falls, or by cleanup. */
export const everyWriteIsNamed = (facts: Facts): string[] =>
  facts.tenants.flatMap((tenant) => tenant.writes.flatMap((write) => judge(facts, tenant, write)));

function judge(facts: Facts, tenant: TenantFacts, write: Write): string[] {
  if (ELSEWHERE.test(write.call)) return [];
  const foreign = deletedForeign(tenant, write);
  if (foreign !== undefined) return [foreign];
  const around = runsAround(facts, tenant.tenantId, write);
  if (around.some((run) => !isClosed(run) || isNamedBy(run, write))) return [];
  if (isNamedByCleanup(facts, write)) return [];
  const runs = around.map(({ run }) => run.id).join(', ') || 'no run';
  return [
    `${write.call} at ${write.at} in ${tenant.tenantId} (${write.ids.join(' ')}) is named by no step of ${runs}`,
  ];
}

/** An account that no invitation of ours made is nobody's to delete. */
function deletedForeign({ writes }: TenantFacts, { call, ids, at }: Write): string | undefined {
  const isDeletion = /^DELETE \/(users|directory\/deletedItems)\/\{id\}$/.test(call);
  const isOurs = writes.some(({ made }) => made.includes(ids[0] ?? ''));
  return isDeletion && !isOurs
    ? `${call} at ${at} hit ${ids[0]}, which no invitation of ours made`
    : undefined;
}

const CLEANED: Readonly<Record<string, RegExp>> = {
  'DELETE /users/{id}': /^the test guest$|guest/,
  'DELETE /directory/deletedItems/{id}': /deleted users/,
  'DELETE /groups/{id}/members/{id}/$ref': /membership|guest/,
  'DELETE /subscriptions/{id}': /subscription/,
};

function isNamedBy(run: RunFacts, { call, document, made }: Write): boolean {
  const { removed, left } = cleanUpOf(run);
  if (document !== undefined)
    return run.steps.some((step) =>
      [...writtenBy(step), ...perhapsWrittenBy(step), ...foundBy(step)].some(
        ({ control }) => documentOf(control) === document,
      ),
    );
  const cleaned = CLEANED[call];
  if (cleaned) return [...removed, ...left].some((what) => cleaned.test(what));
  const spoken = [...removed, ...left].join(' ');
  switch (call) {
    case 'POST /invitations':
      // An invitation of somebody who was there makes nothing.
      return (
        made.length === 0 ||
        proofsOf(run).some(({ guestId }) => made.includes(guestId ?? '')) ||
        /guest/.test(spoken)
      );
    case 'POST /groups/{id}/members/$ref':
      return proofsOf(run).some(({ rung = 0 }) => rung >= 2) || /membership|guest/.test(spoken);
    case 'POST /subscriptions':
    case 'PATCH /subscriptions/{id}':
      return (
        proofsOf(run).some(({ rosterSubscription }) => rosterSubscription !== undefined) ||
        /subscription/.test(spoken)
      );
    default:
      return false;
  }
}

const isNamedByCleanup = ({ tasks }: Facts, { call, ids }: Write): boolean =>
  call.startsWith('DELETE ') && tasks.some(({ what, state }) => state !== 'planned' && ids.includes(what));
