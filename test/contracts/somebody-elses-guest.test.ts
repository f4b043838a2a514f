import type { User } from '../../local/tenant/tenant-state';
import type { ProbedResult } from '../../src/workflows/activities/look';
import type { CleanUp } from '../../src/enablement/conclusion';
import { startProof } from '../../src/enablement/proof';
import { DAY, PROBE, startHousekeeping, told } from '../support/start-housekeeping';

type House = Awaited<ReturnType<typeof startHousekeeping>>;
const HOUR = 3_600_000;
const SECONDS = 1000;

const guestsIn = ({ tenant }: House): User[] =>
  tenant.state.users.filter(({ userType }) => userType === 'Guest');
const theGuest = (house: House): User => {
  const [guest] = guestsIn(house);
  if (guest === undefined) throw new Error('There is no guest.');
  return guest;
};
const reasons = ({ kept = [] }: CleanUp): string[] => kept.map(({ reason }) => reason);

/** A run that was inspected, and waits. */
async function inspected(house: House, more: Record<string, unknown> = {}): Promise<string> {
  const id = await house.admit(more);
  await house.activities.inspect({ id, sequence: 1, now: house.tenant.clock.now() });
  return id;
}

const cleanUp = async ({ activities }: House, id: string): Promise<CleanUp> =>
  activities.cleanUp({ id, sequence: await activities.countSteps({ id }) });

/** Invites and joins once. */
async function tryOnce({ activities, tenant }: House, id: string): Promise<void> {
  const now = tenant.clock.now();
  const sequence = await activities.countSteps({ id });
  await activities.look({ id, sequence, seen: 0, proof: startProof(3, now, 24, now), now });
}

/** Somebody does this right after our next call of a route was carried out. */
function rightAfter({ tenant }: House, call: string, act: () => void): void {
  let isDone = false;
  tenant.onCall(({ method, route, status }) => {
    if (isDone || `${method} ${route}` !== call || status >= 400) return;
    isDone = true;
    act();
  });
}

const accept = (user: User): void => void (user.externalUserState = 'Accepted');

/** What `POST /directory/deletedItems/{id}/restore` does, at a moment when nothing can be awaited. */
function restore({ tenant: { state } }: House): void {
  const [{ deletedDateTime: _, ...user } = {} as User] = state.deleted.splice(0);
  state.users.push(user);
}

describe('a colleague invites the test guest while a plan waits for approval', () => {
  it('and it is declined: nobody was invited, and the guest stands', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house);
    house.pass(70 * HOUR);
    await house.invite(PROBE);
    expect(await cleanUp(house, id)).toEqual({ removed: [], left: [] });
    await house.end(id);
    expect(told(await house.keep())).toEqual([]);
    expect(guestsIn(house)).toHaveLength(1);
  });

  it('and it is approved and proven: the guest stands, the bin is not touched, and the clean-up says so', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house, { purgeTestGuest: true });
    house.pass(70 * HOUR);
    await house.invite(PROBE);
    accept(theGuest(house));
    await house.climb(id);
    const done = await cleanUp(house, id);
    expect(done.removed).toEqual(['the subscription to the test team', 'the membership of the test team']);
    expect([reasons(done), done.left]).toEqual([['notMade'], [expect.stringContaining(theGuest(house).id)]]);
    expect(house.tenant.state.deleted).toEqual([]);
    await house.end(id);
    expect(told(await house.keep())).toEqual([]);
    expect(guestsIn(house)).toHaveLength(1);
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
    const house = await startHousekeeping();
    const id = await inspected(house);
    await house.invite(PROBE);
    edit(theGuest(house));
    await house.climb(id);
    expect(reasons(await cleanUp(house, id))).toEqual(['notMade']);
    expect(guestsIn(house)).toHaveLength(1);
  });

  it('and several accounts have the address: each stands', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house, { purgeTestGuest: true });
    await house.invite(PROBE);
    house.tenant.state.users.push({ ...theGuest(house), id: 'eeeeeeee-0000-4000-8000-000000000001' });
    await house.climb(id);
    await cleanUp(house, id);
    expect(guestsIn(house)).toHaveLength(2);
    expect(house.tenant.state.deleted).toEqual([]);
  });

  it('in a domain that the directory spells with its own letters: the guest stands', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house, { testGuestEmail: 'probe@xn--bcher-kva.example' });
    await house.invite('probe@xn--bcher-kva.example');
    Object.assign(theGuest(house), { mail: 'probe@bücher.example', proxyAddresses: [], otherMails: [] });
    await house.climb(id);
    expect(reasons(await cleanUp(house, id))).toEqual(['notMade']);
    expect(guestsIn(house)).toHaveLength(1);
  });

  it('so late that the directory does not show it to our last look: the guest stands', async () => {
    const house = await startHousekeeping({ freshObjectSeconds: 120 });
    const id = await inspected(house);
    await house.invite(PROBE);
    await tryOnce(house, id);
    house.pass(120 * SECONDS);
    expect(reasons(await cleanUp(house, id))).toEqual(['notMade']);
    expect(guestsIn(house)).toHaveLength(1);
  });

  it('and the answer to our own invitation is lost: the guest stands', async () => {
    const house = await startHousekeeping({ freshObjectSeconds: 120 });
    const id = await inspected(house);
    await house.invite(PROBE);
    house.tenant.mishap({ kind: 'loseReply', route: 'POST /invitations', times: 1 });
    await tryOnce(house, id);
    house.pass(DAY);
    expect((await cleanUp(house, id)).removed).toEqual([]);
    await house.end(id);
    expect(told(await house.keep())).toEqual([]);
    expect(guestsIn(house)).toHaveLength(1);
  });
});

describe('what somebody makes of our test guest before we clean up', () => {
  it.each<[string, (house: House, user: User) => void, string]>([
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
    const house = await startHousekeeping();
    const id = await house.test({ purgeTestGuest: true });
    act(house, theGuest(house));
    const done = await cleanUp(house, id);
    expect(done.removed).toEqual(['the subscription to the test team', 'the membership of the test team']);
    expect(reasons(done)).toEqual([reason]);
    await house.end(id);
    const { chores } = await house.keep();
    expect(chores.filter(({ state }) => state === 'done')).toEqual([]);
    for (const { why } of chores.filter(({ state }) => state === 'left'))
      expect(why).toMatch(/someone|so it now/);
    expect([house.tenant.state.deleted, house.tenant.faults]).toEqual([[], []]);
  });

  it('is theirs also who accepts it after a clean-up that came to nothing: housekeeping says why it stays', async () => {
    const house = await startHousekeeping();
    await house.end(await house.test());
    accept(theGuest(house));
    const { chores } = await house.keep();
    expect(chores.at(-1)).toMatchObject({
      kind: 'guest',
      state: 'left',
      why: 'its invitation was accepted, so it now belongs to someone',
    });
  });

  it('is nobody’s where he deletes it and invites anew: the new one stands', async () => {
    const house = await startHousekeeping();
    const id = await house.test({ purgeTestGuest: true });
    const ours = theGuest(house).id;
    await house.tenant.call('DELETE', `/users/${ours}`);
    await house.invite(PROBE);
    const done = await cleanUp(house, id);
    expect(done.removed).not.toContain('the test guest');
    expect(guestsIn(house).map((one) => one.id)).toEqual([expect.not.stringContaining(ours)]);
    // He put it there, and may want it back.
    expect(house.tenant.state.deleted.map((one) => one.id)).toEqual([ours]);
  });
});

describe('the bin', () => {
  it('is not emptied of what somebody takes out of it between our two calls', async () => {
    const house = await startHousekeeping();
    const id = await house.test({ purgeTestGuest: true });
    rightAfter(house, 'DELETE /users/{id}', () => restore(house));
    const done = await cleanUp(house, id);
    expect([done.removed.at(-1), reasons(done)]).toEqual(['the test guest', ['restored']]);
    await house.end(id);
    for (const { state } of (await house.keep()).chores) expect(state).toBe('left');
    expect([guestsIn(house).length, house.tenant.state.deleted]).toEqual([1, []]);
  });

  it('is not emptied of what somebody took out of it and put back', async () => {
    const house = await startHousekeeping();
    const id = await house.test({ purgeTestGuest: true });
    house.tenant.mishap({
      kind: 'throttle',
      route: 'DELETE /directory/deletedItems/{id}',
      times: 1,
      retryAfterSeconds: 600,
    });
    await expect(cleanUp(house, id)).rejects.toThrow(/busy/);
    house.pass(HOUR);
    const [{ id: account } = { id: '' }] = house.tenant.state.deleted;
    await house.tenant.call('POST', `/directory/deletedItems/${account}/restore`);
    await house.tenant.call('DELETE', `/users/${account}`);
    expect(reasons(await cleanUp(house, id))).toEqual(['binnedAgain']);
    expect(house.tenant.state.deleted).toHaveLength(1);
  });

  it.each(['DELETE /users/{id}', 'DELETE /directory/deletedItems/{id}'])(
    'is emptied, and said to be, where the answer to %s is lost',
    async (route) => {
      const house = await startHousekeeping();
      const id = await house.test({ purgeTestGuest: true });
      house.tenant.mishap({ kind: 'loseReply', route, times: 1 });
      await expect(cleanUp(house, id)).rejects.toThrow(/busy/);
      const done = await cleanUp(house, id);
      expect(done.removed.slice(-2)).toEqual(['the test guest', 'the test guest from the deleted users']);
      expect(done.left).toEqual([]);
      expect([guestsIn(house), house.tenant.state.deleted]).toEqual([[], []]);
    },
  );
});

describe('our own test guest', () => {
  it('goes where the answer to the invitation was lost and nothing came after', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house);
    house.tenant.mishap({ kind: 'loseReply', route: 'POST /invitations', times: 1 });
    await tryOnce(house, id);
    house.pass(10 * SECONDS);
    expect((await cleanUp(house, id)).removed).toContain('the test guest');
    expect(guestsIn(house)).toEqual([]);
  });

  it('goes where the process died between the invitation and its record, and the next try met it', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house);
    await house.runs.beginGuestAct(id, {
      kind: 'invite',
      at: house.tenant.out.now().toISOString(),
      lookedAt: house.tenant.out.now().toISOString(),
      seen: [],
    });
    const body = {
      invitedUserEmailAddress: PROBE,
      invitedUserDisplayName: `Gastvrij test guest (${id})`,
      inviteRedirectUrl: 'https://teams.microsoft.com',
    };
    await house.tenant.call('POST', '/invitations', body);
    house.pass(10 * SECONDS);
    await house.climb(id);
    expect((await cleanUp(house, id)).removed).toContain('the test guest');
    expect(guestsIn(house)).toEqual([]);
  });

  it('is waited for where the directory does not show it yet, and goes then', async () => {
    const house = await startHousekeeping({ freshObjectSeconds: 120 });
    const id = await inspected(house);
    await tryOnce(house, id);
    await expect(cleanUp(house, id)).rejects.toThrow(/busy/);
    house.pass(120 * SECONDS);
    expect((await cleanUp(house, id)).removed).toContain('the test guest');
  });

  it('is on record: who was there right before, when it was invited, and what Microsoft answered', async () => {
    const house = await startHousekeeping();
    const id = await house.test();
    const probed = (await house.runs.steps(id)).findLast(({ kind }) => kind === 'probed')
      ?.result as ProbedResult;
    const [invitation] = await house.runs.guestActs(id);
    expect(invitation).toMatchObject({
      kind: 'invite',
      seen: [],
      answer: { kind: 'done', userId: theGuest(house).id },
    });
    expect(probed.invitation).toEqual(invitation);
  });
});

describe('a place in the test team', () => {
  it('stays where somebody had put the guest there before our call', async () => {
    const house = await startHousekeeping();
    const id = await inspected(house);
    await house.invite(PROBE);
    const [team] = house.tenant.state.groups;
    team?.members.push(theGuest(house).id);
    await tryOnce(house, id);
    expect((await cleanUp(house, id)).removed).toEqual(['the subscription to the test team']);
    expect(team?.members).toEqual([theGuest(house).id]);
  });

  it('stays in doubt, in words, where somebody else’s guest is in it and the answer to our call was lost', async () => {
    const house = await startHousekeeping();
    await house.invite(PROBE);
    const id = await inspected(house);
    house.tenant.mishap({ kind: 'loseReply', route: 'POST /groups/{id}/members/$ref', times: 1 });
    await tryOnce(house, id);
    expect(reasons(await cleanUp(house, id))).toEqual(['membershipUnsure']);
    expect(house.tenant.state.groups[0]?.members).toHaveLength(1);
  });
});
