import { startProof } from '../../../src/domain/proof/proof';
import { startCleanup, notes } from '../../support/start/start-cleanup';

const SUBSCRIPTION = 'the subscription to the test team';
const MEMBERSHIP = 'the membership of the test team';

type TestWorld = Awaited<ReturnType<typeof startCleanup>>;

const cleanUp = async ({ activities }: TestWorld, id: string): Promise<string[]> =>
  (await activities.cleanUp({ id, sequence: await activities.countSteps({ id }) })).removed;

/** A clean-up that Microsoft does not answer at first. */
async function cleanUpTwice(testWorld: TestWorld, id: string): Promise<string[]> {
  await expect(cleanUp(testWorld, id)).rejects.toThrow('busy');
  return cleanUp(testWorld, id);
}

describe('what a clean-up says it removed', () => {
  it('leaves out a subscription and a membership that somebody took away before', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test();
    testWorld.tenant.state.subscriptions.splice(0);
    for (const group of testWorld.tenant.state.groups) group.members.splice(0);
    expect(await cleanUp(testWorld, id)).toEqual(['the test guest']);
  });

  it.each([
    ['DELETE /subscriptions/{id}', SUBSCRIPTION],
    ['DELETE /groups/{id}/members/{id}/$ref', MEMBERSHIP],
  ])('names what it removed although the answer to %s was lost', async (route, what) => {
    const testWorld = await startCleanup();
    const id = await testWorld.test();
    testWorld.tenant.serviceFault({ kind: 'loseReply', route, times: 1 });
    expect(await cleanUpTwice(testWorld, id)).toContain(what);
  });

  it('leaves out what was taken away after Microsoft had asked for patience', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test();
    const route = 'DELETE /subscriptions/{id}';
    testWorld.tenant.serviceFault({ kind: 'throttle', route, times: 1, retryAfterSeconds: 10 });
    await expect(cleanUp(testWorld, id)).rejects.toThrow('busy');
    testWorld.tenant.state.subscriptions.splice(0);
    testWorld.cleanupRun(20_000);
    expect(await cleanUp(testWorld, id)).not.toContain(SUBSCRIPTION);
  });
});

describe('what housekeeping says it removed', () => {
  it.each([
    ['somebody was faster', { isAskedBefore: false, state: 'subscription gone' }],
    ['the answer of an earlier try was lost', { isAskedBefore: true, state: 'subscription done' }],
  ])('is true of a subscription where %s', async (_, { isAskedBefore, state }) => {
    const testWorld = await startCleanup();
    await testWorld.end(await testWorld.test());
    const { tenant, keeping, cleanup } = testWorld;
    const id = await testWorld.begin();
    const tidy = (): Promise<void> =>
      keeping.cleanUpTenant({ id, tenantId: tenant.tenantId, givesUp: false });
    const fault = { route: 'DELETE /subscriptions/{id}', times: 1 };
    if (isAskedBefore) tenant.serviceFault({ kind: 'loseReply', ...fault });
    else tenant.serviceFault({ kind: 'throttle', ...fault, retryAfterSeconds: 10 });
    await expect(tidy()).rejects.toThrow('busy');
    tenant.state.subscriptions.splice(0);
    testWorld.cleanupRun(20_000);
    await tidy();
    const tenantCleanups = await cleanup.tenantCleanups(id, tenant.tenantId);
    expect(notes(tenantCleanups ?? { tasks: [] })[0]).toBe(state);
    expect(tenantCleanups?.tasks[0]).not.toHaveProperty('wasAsked');
  });
});

describe('a guest whose joining was not answered', () => {
  it('is waited for, as Teams reports it; its roster is read once, near the end', async () => {
    const testWorld = await startCleanup({
      freshObjectSeconds: 0,
      propagation: { roster: { never: true } },
    });
    const { tenant, activities } = testWorld;
    tenant.serviceFault({ kind: 'loseReply', route: 'POST /groups/{id}/members/$ref', times: 1 });
    const id = await testWorld.admit();
    const at = tenant.clock.now();
    await activities.inspect({ id, sequence: 1, now: at });
    await activities.planChanges({ id, sequence: 2, now: at });
    let proof = startProof(3, at, 24, at);
    const looks: number[] = [];
    while (tenant.clock.now() < proof.deadline) {
      const now = tenant.clock.now();
      ({ proof } = await activities.checkProof({
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
