import { cleanUpOf, isClosed, runsAround, runsOf } from './cover';
import type { Facts, TenantFacts } from './facts';

/** Guests, memberships and subscriptions that our calls made are gone when all runs are over, or listed as left. */
export const nothingIsLeft = (facts: Facts): string[] =>
  facts.tenants
    .filter(({ tenantId }) => runsOf(facts, tenantId).every(isClosed))
    .flatMap((tenant) => [
      ...guestsLeft(facts, tenant),
      ...membershipsLeft(facts, tenant),
      ...subscriptionsLeft(facts, tenant),
    ]);

/** Whether a run around the write, or cleanup, says that this was left. */
function isListed(facts: Facts, tenant: TenantFacts, at: string, words: RegExp): boolean {
  const write = { at, call: '', ids: [], body: {}, made: [] };
  const around = runsAround(facts, tenant.tenantId, write);
  return around.some((run) => cleanUpOf(run).left.some((what) => words.test(what)));
}

const deletedBy = ({ writes }: TenantFacts, call: string): string[] =>
  writes.filter((write) => write.call === call).flatMap(({ ids }) => ids.slice(-1));

function guestsLeft(facts: Facts, tenant: TenantFacts): string[] {
  const deleted = deletedBy(tenant, 'DELETE /users/{id}');
  return tenant.writes.flatMap(({ at, made }) =>
    made
      // What was deleted and is there again was restored by somebody.
      .filter((id) => tenant.state.users.some((user) => user.id === id) && !deleted.includes(id))
      .filter(() => !isListed(facts, tenant, at, /guest/))
      .map((id) => `the guest ${id}, made at ${at}, is left and listed nowhere`),
  );
}

function membershipsLeft(facts: Facts, tenant: TenantFacts): string[] {
  const last = new Map<string, { at: string; isIn: boolean }>();
  for (const { call, ids, body, at } of tenant.writes) {
    const added = String(body['@odata.id']).split('/').at(-1);
    if (call === 'POST /groups/{id}/members/$ref') last.set(`${ids[0]} ${added}`, { at, isIn: true });
    if (call === 'DELETE /groups/{id}/members/{id}/$ref') last.set(ids.join(' '), { at, isIn: false });
  }
  return [...last].flatMap(([key, { at, isIn }]) => {
    const [groupId, userId = ''] = key.split(' ');
    const isMember = tenant.state.groups.some(
      ({ id, members }) => id === groupId && members.includes(userId),
    );
    if (!isIn || !isMember || isListed(facts, tenant, at, /membership|guest/)) return [];
    return [`the membership of ${userId} in ${groupId}, made at ${at}, is left and listed nowhere`];
  });
}

const subscriptionsLeft = (facts: Facts, tenant: TenantFacts): string[] =>
  tenant.state.subscriptions
    .filter(({ expires }) => expires > tenant.now)
    .filter(() => {
      const made = tenant.writes.filter(({ call }) => call === 'POST /subscriptions');
      return !made.some(({ at }) => isListed(facts, tenant, at, /subscription/));
    })
    .map(({ id }) => `the subscription ${id} is left and listed nowhere`);
