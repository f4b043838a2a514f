import type { User } from '../../../local/tenant/tenant-state';
import type { ProbedResult } from '../../../src/workflows/enablement/activities/prove/check-proof';
import type { CleanUp } from '../../../src/domain/enablement/outcome';
import { startProof } from '../../../src/domain/proof/proof';
import { DAY, PROBE, startCleanup, notes } from '../../support/start/start-cleanup';

type TestWorld = Awaited<ReturnType<typeof startCleanup>>;
const HOUR = 3_600_000;
const SECONDS = 1000;

const guestsIn = ({ tenant }: TestWorld): User[] =>
  tenant.state.users.filter(({ userType }) => userType === 'Guest');
const theGuest = (testWorld: TestWorld): User => {
  const [guest] = guestsIn(testWorld);
  if (guest === undefined) throw new Error('There is no guest.');
  return guest;
};
const reasons = ({ kept = [] }: CleanUp): string[] => kept.map(({ reason }) => reason);

/** A run that was inspected, and waits. */
async function inspected(testWorld: TestWorld, more: Record<string, unknown> = {}): Promise<string> {
  const id = await testWorld.admit(more);
  await testWorld.activities.inspect({ id, sequence: 1, now: testWorld.tenant.clock.now() });
  return id;
}

const cleanUp = async ({ activities }: TestWorld, id: string): Promise<CleanUp> =>
  activities.cleanUp({ id, sequence: await activities.countSteps({ id }) });

/** Invites and joins once. */
async function tryOnce({ activities, tenant }: TestWorld, id: string): Promise<void> {
  const now = tenant.clock.now();
  const sequence = await activities.countSteps({ id });
  await activities.checkProof({ id, sequence, seen: 0, proof: startProof(3, now, 24, now), now });
}

/** Somebody does this right after our next call of a route was carried out. */
function rightAfter({ tenant }: TestWorld, call: string, act: () => void): void {
  let isDone = false;
  tenant.onCall(({ method, route, status }) => {
    if (isDone || `${method} ${route}` !== call || status >= 400) return;
    isDone = true;
    act();
  });
}

const accept = (user: User): void => void (user.externalUserState = 'Accepted');

/** What `POST /directory/deletedItems/{id}/restore` does, at a moment when nothing can be awaited. */
function restore({ tenant: { state } }: TestWorld): void {
  const [{ deletedDateTime: _, ...user } = {} as User] = state.deleted.splice(0);
  state.users.push(user);
}

describe('a colleague invites the test guest while a plan waits for approval', () => {
  it('and it is declined: nobody was invited, and the guest stands', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld);
    testWorld.cleanupRun(70 * HOUR);
    await testWorld.invite(PROBE);
    expect(await cleanUp(testWorld, id)).toEqual({ removed: [], left: [] });
    await testWorld.end(id);
    expect(notes(await testWorld.keep())).toEqual([]);
    expect(guestsIn(testWorld)).toHaveLength(1);
  });

  it('and it is approved and proven: the guest stands, the bin is not touched, and the clean-up says so', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld, { purgeTestGuest: true });
    testWorld.cleanupRun(70 * HOUR);
    await testWorld.invite(PROBE);
    accept(theGuest(testWorld));
    await testWorld.proveStep(id);
    const done = await cleanUp(testWorld, id);
    expect(done.removed).toEqual(['the subscription to the test team', 'the membership of the test team']);
    expect([reasons(done), done.left]).toEqual([
      ['notMade'],
      [expect.stringContaining(theGuest(testWorld).id)],
    ]);
    expect(testWorld.tenant.state.deleted).toEqual([]);
    await testWorld.end(id);
    expect(notes(await testWorld.keep())).toEqual([]);
    expect(guestsIn(testWorld)).toHaveLength(1);
  });

  it.each<[string, (user: User) => void]>([
    ['whose mail was edited', (user) => (user.mail = 'jane.doe@fabrikam.example')],
    [
      'who has the address only among others of the same mailbox',
      (user) =>
        Object.assign(user, {
          mail: 'jane.doe@fabrikam.example',
          userPrincipalName: 'jane@contoso.example',
          proxyAddresses: ['SMTP:jane.doe@fabrikam.example', `smtp:${PROBE}`],
          otherMails: [],
        }),
    ],
    [
      'who has the address only beside the own one',
      (user) =>
        Object.assign(user, {
          mail: 'jane.doe@fabrikam.example',
          userPrincipalName: 'jane@contoso.example',
          proxyAddresses: [],
        }),
    ],
    ['whose address is written in capitals', (user) => (user.mail = PROBE.toUpperCase())],
  ])('a guest %s stands', async (_name, edit) => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld);
    await testWorld.invite(PROBE);
    edit(theGuest(testWorld));
    await testWorld.proveStep(id);
    expect(reasons(await cleanUp(testWorld, id))).toEqual(['notMade']);
    expect(guestsIn(testWorld)).toHaveLength(1);
  });

  it('and several accounts have the address: each stands', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld, { purgeTestGuest: true });
    await testWorld.invite(PROBE);
    testWorld.tenant.state.users.push({ ...theGuest(testWorld), id: 'eeeeeeee-0000-4000-8000-000000000001' });
    await testWorld.proveStep(id);
    await cleanUp(testWorld, id);
    expect(guestsIn(testWorld)).toHaveLength(2);
    expect(testWorld.tenant.state.deleted).toEqual([]);
  });

  it('in a domain that the directory spells with its own letters: the guest stands', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld, { testGuestEmail: 'probe@xn--bcher-kva.example' });
    await testWorld.invite('probe@xn--bcher-kva.example');
    Object.assign(theGuest(testWorld), { mail: 'probe@bücher.example', proxyAddresses: [], otherMails: [] });
    await testWorld.proveStep(id);
    expect(reasons(await cleanUp(testWorld, id))).toEqual(['notMade']);
    expect(guestsIn(testWorld)).toHaveLength(1);
  });

  it('so late that the directory does not show it to our last look: the guest stands', async () => {
    const testWorld = await startCleanup({ freshObjectSeconds: 120 });
    const id = await inspected(testWorld);
    await testWorld.invite(PROBE);
    await tryOnce(testWorld, id);
    testWorld.cleanupRun(120 * SECONDS);
    expect(reasons(await cleanUp(testWorld, id))).toEqual(['notMade']);
    expect(guestsIn(testWorld)).toHaveLength(1);
  });

  it('and the answer to our own invitation is lost: the guest stands', async () => {
    const testWorld = await startCleanup({ freshObjectSeconds: 120 });
    const id = await inspected(testWorld);
    await testWorld.invite(PROBE);
    testWorld.tenant.serviceFault({ kind: 'loseReply', route: 'POST /invitations', times: 1 });
    await tryOnce(testWorld, id);
    testWorld.cleanupRun(DAY);
    expect((await cleanUp(testWorld, id)).removed).toEqual([]);
    await testWorld.end(id);
    expect(notes(await testWorld.keep())).toEqual([]);
    expect(guestsIn(testWorld)).toHaveLength(1);
  });
});

describe('what somebody makes of our test guest before we clean up', () => {
  it.each<[string, (testWorld: TestWorld, user: User) => void, string]>([
    ['accepts its invitation', (_, user) => accept(user), 'accepted'],
    ['makes it a member', (_, user) => (user.userType = 'Member'), 'notGuest'],
    ['gives it a role', (_, user) => (user.roles = ['dddddddd-0000-4000-8000-0000000000aa']), 'inGroup'],
    ['gives it a name', (_, user) => (user.displayName = 'Jane of the project'), 'notMade'],
    [
      'adds it to a group',
      ({ tenant }, { id }) =>
        void tenant.state.groups.push({
          ...tenant.state.groups[0]!,
          id: 'dddddddd-0000-4000-8000-0000000000bb',
          members: [id],
        }),
      'inGroup',
    ],
  ])('is theirs who %s: it stays, in words, and housekeeping leaves it too', async (_name, act, reason) => {
    const testWorld = await startCleanup();
    const id = await testWorld.test({ purgeTestGuest: true });
    act(testWorld, theGuest(testWorld));
    const done = await cleanUp(testWorld, id);
    expect(done.removed).toEqual(['the subscription to the test team', 'the membership of the test team']);
    expect(reasons(done)).toEqual([reason]);
    await testWorld.end(id);
    const { tasks } = await testWorld.keep();
    expect(tasks.filter(({ state }) => state === 'done')).toEqual([]);
    for (const { why } of tasks.filter(({ state }) => state === 'left'))
      expect(why).toMatch(/someone|so it now/);
    expect([testWorld.tenant.state.deleted, testWorld.tenant.faults]).toEqual([[], []]);
  });

  it('is theirs also who accepts it after a clean-up that came to nothing: housekeeping says why it stays', async () => {
    const testWorld = await startCleanup();
    await testWorld.end(await testWorld.test());
    accept(theGuest(testWorld));
    const { tasks } = await testWorld.keep();
    expect(tasks.at(-1)).toMatchObject({
      kind: 'guest',
      state: 'left',
      why: 'its invitation was accepted, so it now belongs to someone',
    });
  });

  it('is nobody’s where he deletes it and invites anew: the new one stands', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test({ purgeTestGuest: true });
    const ours = theGuest(testWorld).id;
    await testWorld.tenant.call('DELETE', `/users/${ours}`);
    await testWorld.invite(PROBE);
    const done = await cleanUp(testWorld, id);
    expect(done.removed).not.toContain('the test guest');
    expect(guestsIn(testWorld).map((one) => one.id)).toEqual([expect.not.stringContaining(ours)]);
    // He put it there, and may want it back.
    expect(testWorld.tenant.state.deleted.map((one) => one.id)).toEqual([ours]);
  });
});

describe('the bin', () => {
  it('is not emptied of what somebody takes out of it between our two calls', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test({ purgeTestGuest: true });
    rightAfter(testWorld, 'DELETE /users/{id}', () => restore(testWorld));
    const done = await cleanUp(testWorld, id);
    expect([done.removed.at(-1), reasons(done)]).toEqual(['the test guest', ['restored']]);
    await testWorld.end(id);
    for (const { state } of (await testWorld.keep()).tasks) expect(state).toBe('left');
    expect([guestsIn(testWorld).length, testWorld.tenant.state.deleted]).toEqual([1, []]);
  });

  it('is not emptied of what somebody took out of it and put back', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test({ purgeTestGuest: true });
    testWorld.tenant.serviceFault({
      kind: 'throttle',
      route: 'DELETE /directory/deletedItems/{id}',
      times: 1,
      retryAfterSeconds: 600,
    });
    await expect(cleanUp(testWorld, id)).rejects.toThrow(/busy/);
    testWorld.cleanupRun(HOUR);
    const [{ id: account } = { id: '' }] = testWorld.tenant.state.deleted;
    await testWorld.tenant.call('POST', `/directory/deletedItems/${account}/restore`);
    await testWorld.tenant.call('DELETE', `/users/${account}`);
    expect(reasons(await cleanUp(testWorld, id))).toEqual(['binnedAgain']);
    expect(testWorld.tenant.state.deleted).toHaveLength(1);
  });

  it.each(['DELETE /users/{id}', 'DELETE /directory/deletedItems/{id}'])(
    'is emptied, and said to be, where the answer to %s is lost',
    async (route) => {
      const testWorld = await startCleanup();
      const id = await testWorld.test({ purgeTestGuest: true });
      testWorld.tenant.serviceFault({ kind: 'loseReply', route, times: 1 });
      await expect(cleanUp(testWorld, id)).rejects.toThrow(/busy/);
      const done = await cleanUp(testWorld, id);
      expect(done.removed.slice(-2)).toEqual(['the test guest', 'the test guest from the deleted users']);
      expect(done.left).toEqual([]);
      expect([guestsIn(testWorld), testWorld.tenant.state.deleted]).toEqual([[], []]);
    },
  );
});

describe('our own test guest', () => {
  it('goes where the answer to the invitation was lost and nothing came after', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld);
    testWorld.tenant.serviceFault({ kind: 'loseReply', route: 'POST /invitations', times: 1 });
    await tryOnce(testWorld, id);
    testWorld.cleanupRun(10 * SECONDS);
    expect((await cleanUp(testWorld, id)).removed).toContain('the test guest');
    expect(guestsIn(testWorld)).toEqual([]);
  });

  it('goes where the process died between the invitation and its record, and the next try met it', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld);
    await testWorld.runs.beginGuestAct(id, {
      kind: 'invite',
      at: testWorld.tenant.clientContext.now().toISOString(),
      lookedAt: testWorld.tenant.clientContext.now().toISOString(),
      seen: [],
    });
    const body = {
      invitedUserEmailAddress: PROBE,
      invitedUserDisplayName: `Gastvrij test guest (${id})`,
      inviteRedirectUrl: 'https://teams.microsoft.com',
    };
    await testWorld.tenant.call('POST', '/invitations', body);
    testWorld.cleanupRun(10 * SECONDS);
    await testWorld.proveStep(id);
    expect((await cleanUp(testWorld, id)).removed).toContain('the test guest');
    expect(guestsIn(testWorld)).toEqual([]);
  });

  it('is waited for where the directory does not show it yet, and goes then', async () => {
    const testWorld = await startCleanup({ freshObjectSeconds: 120 });
    const id = await inspected(testWorld);
    await tryOnce(testWorld, id);
    await expect(cleanUp(testWorld, id)).rejects.toThrow(/busy/);
    testWorld.cleanupRun(120 * SECONDS);
    expect((await cleanUp(testWorld, id)).removed).toContain('the test guest');
  });

  it('is on record: who was there right before, when it was invited, and what Microsoft answered', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test();
    const probed = (await testWorld.runs.steps(id)).findLast(({ kind }) => kind === 'probed')
      ?.result as ProbedResult;
    const [invitation] = await testWorld.runs.guestCalls(id);
    expect(invitation).toMatchObject({
      kind: 'invite',
      seen: [],
      answer: { kind: 'done', userId: theGuest(testWorld).id },
    });
    expect(probed.invitation).toEqual(invitation);
  });
});

describe('a place in the test team', () => {
  it('stays where somebody had put the guest there before our call', async () => {
    const testWorld = await startCleanup();
    const id = await inspected(testWorld);
    await testWorld.invite(PROBE);
    const [team] = testWorld.tenant.state.groups;
    team?.members.push(theGuest(testWorld).id);
    await tryOnce(testWorld, id);
    expect((await cleanUp(testWorld, id)).removed).toEqual(['the subscription to the test team']);
    expect(team?.members).toEqual([theGuest(testWorld).id]);
  });

  it('stays in doubt, in words, where somebody else’s guest is in it and the answer to our call was lost', async () => {
    const testWorld = await startCleanup();
    await testWorld.invite(PROBE);
    const id = await inspected(testWorld);
    testWorld.tenant.serviceFault({ kind: 'loseReply', route: 'POST /groups/{id}/members/$ref', times: 1 });
    await tryOnce(testWorld, id);
    expect(reasons(await cleanUp(testWorld, id))).toEqual(['membershipUnsure']);
    expect(testWorld.tenant.state.groups[0]?.members).toHaveLength(1);
  });
});
