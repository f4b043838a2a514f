import { startProof } from '../../src/enablement/proof';
import { startHousekeeping, told } from '../support/start-housekeeping';

const WATCH = 'the subscription to the test team';
const MEMBERSHIP = 'the membership of the test team';

type House = Awaited<ReturnType<typeof startHousekeeping>>;

const cleanUp = async ({ activities }: House, id: string): Promise<string[]> =>
  (await activities.cleanUp({ id, sequence: await activities.countSteps({ id }) })).removed;

/** A clean-up that Microsoft does not answer at first. */
async function cleanUpTwice(house: House, id: string): Promise<string[]> {
  await expect(cleanUp(house, id)).rejects.toThrow('busy');
  return cleanUp(house, id);
}

describe('what a clean-up says it removed', () => {
  it('leaves out a subscription and a membership that somebody took away before', async () => {
    const house = await startHousekeeping();
    const id = await house.test();
    house.tenant.state.subscriptions.splice(0);
    for (const group of house.tenant.state.groups) group.members.splice(0);
    expect(await cleanUp(house, id)).toEqual(['the test guest']);
  });

  it.each([
    ['DELETE /subscriptions/{id}', WATCH],
    ['DELETE /groups/{id}/members/{id}/$ref', MEMBERSHIP],
  ])('names what it removed although the answer to %s was lost', async (route, what) => {
    const house = await startHousekeeping();
    const id = await house.test();
    house.tenant.mishap({ kind: 'loseReply', route, times: 1 });
    expect(await cleanUpTwice(house, id)).toContain(what);
  });

  it('leaves out what was taken away after Microsoft had asked for patience', async () => {
    const house = await startHousekeeping();
    const id = await house.test();
    const route = 'DELETE /subscriptions/{id}';
    house.tenant.mishap({ kind: 'throttle', route, times: 1, retryAfterSeconds: 10 });
    await expect(cleanUp(house, id)).rejects.toThrow('busy');
    house.tenant.state.subscriptions.splice(0);
    house.pass(20_000);
    expect(await cleanUp(house, id)).not.toContain(WATCH);
  });
});

describe('what housekeeping says it removed', () => {
  it.each([
    ['somebody was faster', { isAskedBefore: false, state: 'subscription gone' }],
    ['the answer of an earlier try was lost', { isAskedBefore: true, state: 'subscription done' }],
  ])('is true of a subscription where %s', async (_, { isAskedBefore, state }) => {
    const house = await startHousekeeping();
    await house.end(await house.test());
    const { tenant, keeping, housekeeping } = house;
    const id = await house.begin();
    const tidy = (): Promise<void> => keeping.tidyTenant({ id, tenantId: tenant.tenantId, givesUp: false });
    const fault = { route: 'DELETE /subscriptions/{id}', times: 1 };
    if (isAskedBefore) tenant.mishap({ kind: 'loseReply', ...fault });
    else tenant.mishap({ kind: 'throttle', ...fault, retryAfterSeconds: 10 });
    await expect(tidy()).rejects.toThrow('busy');
    tenant.state.subscriptions.splice(0);
    house.pass(20_000);
    await tidy();
    const tidied = await housekeeping.tidied(id, tenant.tenantId);
    expect(told(tidied ?? { chores: [] })[0]).toBe(state);
    expect(tidied?.chores[0]).not.toHaveProperty('wasAsked');
  });
});

describe('a guest whose joining was not answered', () => {
  it('is waited for, as Teams reports it; its roster is read once, near the end', async () => {
    const house = await startHousekeeping({
      freshObjectSeconds: 0,
      propagation: { roster: { never: true } },
    });
    const { tenant, activities } = house;
    tenant.mishap({ kind: 'loseReply', route: 'POST /groups/{id}/members/$ref', times: 1 });
    const id = await house.admit();
    const at = tenant.clock.now();
    await activities.inspect({ id, sequence: 1, now: at });
    await activities.plan({ id, sequence: 2, now: at });
    let proof = startProof(3, at, 24, at);
    const looks: number[] = [];
    while (tenant.clock.now() < proof.deadline) {
      const now = tenant.clock.now();
      ({ proof } = await activities.look({
        id,
        sequence: await activities.countSteps({ id }),
        seen: 0,
        proof,
        now,
      }));
      if (proof.rosterReadAt === now) looks.push(now);
      tenant.clock.advanceTo(Math.max(now + 1, proof.nextTryAt));
    }
    expect(proof.rung).toBe(2);
    expect(looks).toEqual([proof.deadline - 15 * 60_000]);
    expect(tenant.faults).toEqual([]);
  });
});
